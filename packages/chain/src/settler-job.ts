// One thing that waits to be put on chain, and everyone who waits for its outcome. A job never leaves
// without an outcome, and gets a final one at most once; `pending` only releases those who wait.
import type { Hex } from '@zooid/base'
import { messageOf } from '@zooid/base'
import type { Authorization } from '@zooid/x402'
import type { BatchCall } from './batch.ts'
import type { Receipt } from './client-find.ts'
import type { Uses } from './client-logs.ts'
import type { SettleOutcome } from './types.ts'

export type Listener = {
  readonly onBroadcast: (txHash: Hex) => Promise<void>
  readonly resolve: (outcome: SettleOutcome) => void
}

export type Job = {
  call: BatchCall & { readonly value: bigint }
  /** Present for settlements: may be judged by its own event, retried, and expires. */
  readonly payment?: { readonly authorization: Authorization; readonly signature: Hex }
  /** May share a transaction: bounded gas, nobody else's code runs. */
  canShare: boolean
  /** Did the receipt do what was asked? `uses` is read once per receipt. */
  readonly succeeded: (receipt: Receipt, uses: Uses) => boolean
  readonly listeners: Set<Listener>
  readonly queuedAt: number
  /** Last hash signed for it. */
  txHash: Hex | null
  /** Times it was put into a transaction that did not do it. */
  failures: number
  /** Times another transaction took its nonce, which says nothing about it. */
  displacements: number
}

/** Final or pending: everyone who waits is answered and leaves. */
export function resolveJob(job: Job, outcome: SettleOutcome): void {
  for (const listener of job.listeners) listener.resolve(outcome)
  job.listeners.clear()
}

/** Tells everyone the hash before it is broadcast; the message of whoever could not keep it, or null. */
export async function announce(job: Job, txHash: Hex): Promise<string | null> {
  job.txHash = txHash
  const kept = await Promise.allSettled(
    [...job.listeners].map((listener) => listener.onBroadcast(txHash)),
  )
  const lost = kept.find((result) => result.status === 'rejected')
  return lost ? messageOf(lost.reason) : null
}

export function failure(reason: string, message: string, txHash?: Hex): SettleOutcome {
  return { status: 'failed', reason, message, ...(txHash ? { txHash } : {}) }
}

// Payers whose settlement failed after we worked for them wait before we work for them again. In memory
// and bounded: a restart forgives, and the oldest entry makes room for the newest.
import type { Clock } from '@zooid/base'

const firstWaitMs = 30_000
const maxWaitMs = 60 * 60 * 1000
const maxPayers = 10_000

export type Cooldown = {
  /** Milliseconds this payer has to wait, 0 when none. */
  readonly remainingMs: (payer: string) => number
  /** Work was lost: doubles the wait of this payer, from 30 s up to an hour. */
  readonly recordFailure: (payer: string) => void
  readonly recordSuccess: (payer: string) => void
}

export function createCooldown(clock: Clock): Cooldown {
  const payers = new Map<string, { readonly until: number; readonly waitMs: number }>()
  return {
    remainingMs: (payer) => Math.max(0, (payers.get(payer)?.until ?? 0) - clock.now()),
    recordFailure: (payer) => {
      const waitMs = Math.min(maxWaitMs, (payers.get(payer)?.waitMs ?? firstWaitMs / 2) * 2)
      payers.delete(payer)
      payers.set(payer, { until: clock.now() + waitMs, waitMs })
      const oldest = payers.size > maxPayers ? payers.keys().next().value : undefined
      if (oldest !== undefined) payers.delete(oldest)
    },
    recordSuccess: (payer) => void payers.delete(payer),
  }
}

// The single writer of a signer key. While one transaction is on its way, what waits is gathered into the
// next one (Multicall3, failures allowed), and each item is judged by its own event in the receipt.
// A `failed` outcome is a promise that no money moves under that hash; whatever is not certain is `pending`.
import { type Clock, type Hex, type Log as LogPort, messageOf } from '@zooid/base'
import { type Authorization, reasons } from '@zooid/x402'
import type { LocalAccount } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { ChainClient } from './client.ts'
import type { Receipt } from './client-find.ts'
import { isPaid, isTransfer, readUses, useKey } from './client-logs.ts'
import {
  authorizationCall,
  contractWalletCall,
  isAccountSignature,
  transferCall,
} from './settler-calls.ts'
import { explainFailure, isExpired } from './settler-explain.ts'
import { createFlights, type FlightEnd } from './settler-flight.ts'
import { failure, type Job, type Listener, resolveJob } from './settler-job.ts'
import { findOutcome, findTransferOutcome } from './settler-outcome.ts'
import { createPlanner, type Plan } from './settler-plan.ts'
import type { SettleOutcome, SettleRequest, Settler } from './types.ts'

export type SettlerOptions = {
  readonly reader: ChainClient
  readonly clock: Clock
  readonly log: LogPort
  /** Most authorizations in one transaction. @default 64 */
  readonly maxBatch?: number
  /** @default 10 on a devnet, 1000 elsewhere */
  readonly receiptPollMs?: number
  /** @default 2000 on a devnet, 20000 elsewhere */
  readonly stuckMs?: number
  /** Callers hear `pending`, or a failure when nothing was sent yet, after this long. @default 30000 */
  readonly pendingAfterMs?: number
} & ({ readonly account: LocalAccount } | { readonly privateKey: Hex })

const maxWaiting = 10_000

/** How a transaction ended for jobs it was to do, and how often they may go through that. */
type FailedTry = {
  readonly message: string
  readonly reason: string
  readonly kind: 'displacements' | 'failures'
  readonly maxTries: number
}

export function createSettler(options: SettlerOptions): Settler {
  const { reader, clock, log, maxBatch = 64 } = options
  const { profile } = reader
  const asset = profile.asset.address
  const account = 'account' in options ? options.account : privateKeyToAccount(options.privateKey)
  const pendingAfterMs = options.pendingAfterMs ?? 30_000
  const closing = new AbortController()
  const waiting: Job[] = []
  /** Settlements waiting or in flight by payer and nonce, so a second call joins the first. */
  const active = new Map<string, Job>()
  let inFlight: readonly Job[] = []
  let running: Promise<void> | null = null
  const planner = createPlanner(reader, account.address)

  const flights = createFlights({
    reader,
    account,
    clock,
    log,
    receiptPollMs: options.receiptPollMs ?? (profile.isDevnet ? 10 : 1000),
    stuckMs: options.stuckMs ?? (profile.isDevnet ? 2000 : 20_000),
    pendingAfterMs,
    closing: closing.signal,
    onWait: failOverdue,
  })

  function enqueue(job: Job, first = false): void {
    if (closing.signal.aborted) {
      finish(job, failure(reasons.settleError, 'the node is stopping', job.txHash ?? undefined))
      return
    }
    if (first) waiting.unshift(job)
    else waiting.push(job)
    start()
  }

  function start(): void {
    running ??= run().finally(() => {
      running = null
      // Something may have been queued between the last look and here.
      if (waiting.length > 0 && !closing.signal.aborted) start()
    })
  }

  function finish(job: Job, outcome: SettleOutcome): void {
    if (job.payment) active.delete(activeKey(job.payment.authorization))
    resolveJob(job, outcome)
  }

  /** Nothing of these was sent, so giving up is certain. */
  function failOverdue(): void {
    while (waiting[0] && clock.now() - waiting[0].queuedAt >= pendingAfterMs) {
      const job = waiting.shift()
      if (job)
        finish(job, failure(reasons.settleError, 'the settle queue did not reach it in time'))
    }
  }

  async function run(): Promise<void> {
    // Everything asked for in the same turn of the event loop shares the first transaction.
    await new Promise<void>((resolve) => setImmediate(resolve))
    while (waiting.length > 0 && !closing.signal.aborted) {
      failOverdue()
      const jobs = takeBatch()
      if (jobs.length === 0) continue
      inFlight = jobs
      try {
        await flyBatch(jobs)
      } catch (error) {
        // Reached only before anything was sent: no chain to ask, or a bug. Never after a broadcast.
        log.error({ error: messageOf(error), jobs: jobs.length }, 'settlement not sent')
        for (const job of jobs)
          finish(job, failure(reasons.settleError, messageOf(error), job.txHash ?? undefined))
      } finally {
        inFlight = []
      }
    }
  }

  function takeBatch(): readonly Job[] {
    const first = waiting.shift()
    if (!first) return []
    const jobs = [first]
    if (!first.canShare) return jobs
    const most = Math.min(maxBatch, planner.batchRoom())
    for (let i = 0; i < waiting.length && jobs.length < most; ) {
      const next = waiting[i]
      if (next?.canShare) {
        jobs.push(next)
        waiting.splice(i, 1)
      } else i++
    }
    return jobs
  }

  async function flyBatch(taken: readonly Job[]): Promise<void> {
    const head = await reader.head()
    const jobs = taken.filter((job) => {
      if (!job.payment || !isExpired(job.payment.authorization, clock, head.timestamp)) return true
      finish(job, failure(reasons.validBefore, 'the authorization expired before it was sent'))
      return false
    })
    if (jobs.length === 0) return
    const plan = await planner.plan(jobs)
    if ('reason' in plan) for (const job of jobs) finish(job, failure(plan.reason, plan.message))
    else await land(jobs, plan, await flights.fly(jobs, plan))
  }

  async function land(jobs: readonly Job[], plan: Plan, end: FlightEnd): Promise<void> {
    switch (end.kind) {
      case 'mined':
        return judge(jobs, plan, end.receipt)
      case 'not_kept':
        for (const job of jobs.toReversed()) {
          const problem = end.lost.get(job)
          if (problem === undefined) enqueue(job, true)
          else finish(job, failure(reasons.settleError, `its hash could not be kept: ${problem}`))
        }
        break
      case 'refused':
        log.error({ error: end.message, jobs: jobs.length }, 'the pool refused a settlement')
        for (const job of jobs)
          finish(job, failure(reasons.settleError, end.message, job.txHash ?? undefined))
        break
      case 'displaced':
        // Not the payment's fault, so it may happen to it many times.
        return retryOrExplain(jobs, {
          message: 'another transaction took its nonce',
          reason: reasons.settleError,
          kind: 'displacements',
          maxTries: 64,
        })
      case 'expired':
        for (const job of jobs)
          finish(
            job,
            failure(
              reasons.validBefore,
              'the authorization expired before it was mined',
              job.txHash ?? undefined,
            ),
          )
        break
      case 'closed':
        for (const job of jobs)
          finish(
            job,
            job.txHash
              ? { status: 'pending', txHash: job.txHash }
              : failure(reasons.settleError, 'the node is stopping'),
          )
    }
  }

  async function judge(jobs: readonly Job[], plan: Plan, receipt: Receipt): Promise<void> {
    reader.observe(receipt)
    const uses = readUses(receipt.logs, asset)
    const blockNumber = BigInt(receipt.blockNumber)
    if (jobs[0]?.canShare) planner.learn(BigInt(receipt.gasUsed), jobs.length)
    const failed: Job[] = []
    for (const job of jobs) {
      job.txHash = receipt.transactionHash
      if (receipt.status === '0x1' && job.succeeded(receipt, uses))
        finish(job, { status: 'settled', txHash: receipt.transactionHash, blockNumber })
      else failed.push(job)
    }
    if (failed.length > 0) {
      log.warn(
        {
          txHash: receipt.transactionHash,
          failed: failed.length,
          of: jobs.length,
          gas: plan.gas.toString(),
        },
        'settlements failed on chain',
      )
      await retryOrExplain(failed, {
        message: 'the transaction did not do it',
        reason: reasons.transactionFailed,
        kind: 'failures',
        maxTries: 2,
      })
    }
  }

  /** Nothing of these jobs can be mined any more under the hashes they had. */
  async function retryOrExplain(
    jobs: readonly Job[],
    { message, reason, kind, maxTries }: FailedTry,
  ): Promise<void> {
    for (const job of jobs) {
      const txHash = job.txHash ?? undefined
      if (!job.payment) {
        finish(job, failure(reason, message, txHash))
        continue
      }
      try {
        const defect = await explainFailure(reader, job.payment)
        if (defect) finish(job, failure(defect.reason, defect.message, txHash))
        else if (++job[kind] < maxTries) {
          // Nothing is wrong with it: alone and with its own gas it gets another try.
          job.canShare = false
          enqueue(job, true)
        } else finish(job, failure(reason, message, txHash))
      } catch (error) {
        finish(job, failure(reasons.transactionFailed, `${message}; ${messageOf(error)}`, txHash))
      }
    }
  }

  function settle(request: SettleRequest, signal?: AbortSignal): Promise<SettleOutcome> {
    const { authorization, signature, onBroadcast } = request
    const key = activeKey(authorization)
    return new Promise((resolve) => {
      const listener: Listener = { onBroadcast, resolve }
      const running = active.get(key)
      if (running?.payment) {
        if (!isSameAuthorization(running.payment.authorization, authorization)) {
          resolve(
            failure(reasons.nonceUsed, 'another authorization with this nonce is being settled'),
          )
          return
        }
        join(running, listener, signal)
        return
      }
      const refusal = refusalNow(signal)
      if (refusal) {
        resolve(refusal)
        return
      }
      const job: Job = {
        call: {
          to: asset,
          data: isAccountSignature(signature)
            ? authorizationCall(authorization, signature)
            : contractWalletCall(authorization, signature),
          value: 0n,
        },
        payment: { authorization, signature },
        canShare: true,
        succeeded: (_receipt, uses) => isPaid(uses, authorization),
        listeners: new Set([listener]),
        queuedAt: clock.now(),
        txHash: null,
        failures: 0,
        displacements: 0,
      }
      active.set(key, job)
      leaveOnAbort(job, listener, signal)
      void routeByCode(job, authorization, signature)
    })
  }

  /** A payer with code runs it inside the transfer: such a payment never shares a transaction. */
  async function routeByCode(
    job: Job,
    authorization: Authorization,
    signature: Hex,
  ): Promise<void> {
    try {
      const isPlain = isAccountSignature(signature) && !(await reader.hasCode(authorization.from))
      if (!isPlain) {
        job.call = { to: asset, data: contractWalletCall(authorization, signature), value: 0n }
        job.canShare = false
      }
      enqueue(job)
    } catch (error) {
      finish(job, failure(reasons.settleError, messageOf(error)))
    }
  }

  function join(job: Job, listener: Listener, signal: AbortSignal | undefined): void {
    job.listeners.add(listener)
    leaveOnAbort(job, listener, signal)
    if (!job.txHash) return
    listener.onBroadcast(job.txHash).catch((error) => {
      log.error(
        { error: messageOf(error), txHash: job.txHash },
        'a joined settlement lost its hash',
      )
    })
  }

  function leaveOnAbort(job: Job, listener: Listener, signal: AbortSignal | undefined): void {
    signal?.addEventListener(
      'abort',
      () => {
        if (!job.listeners.has(listener)) return
        const at = waiting.indexOf(job)
        if (at >= 0 && job.listeners.size === 1 && job.txHash === null) {
          waiting.splice(at, 1)
          finish(job, failure(reasons.settleError, 'given up before it was sent'))
        } else if (job.txHash) {
          // It may be mined: the caller leaves, the job does not.
          job.listeners.delete(listener)
          listener.resolve({ status: 'pending', txHash: job.txHash })
        }
      },
      { once: true },
    )
  }

  function refusalNow(signal?: AbortSignal): SettleOutcome | null {
    if (signal?.aborted) return failure(reasons.settleError, 'given up before it was sent')
    if (closing.signal.aborted) return failure(reasons.settleError, 'the node is stopping')
    if (waiting.length >= maxWaiting)
      return failure(reasons.settleError, 'the settle queue is full')
    return null
  }

  function sendCall(
    call: Job['call'],
    succeeded: Job['succeeded'],
    onBroadcast: (txHash: Hex) => Promise<void>,
  ): Promise<SettleOutcome> {
    return new Promise((resolve) => {
      const refusal = refusalNow()
      if (refusal) {
        resolve(refusal)
        return
      }
      enqueue({
        call,
        canShare: false,
        succeeded,
        listeners: new Set([{ onBroadcast, resolve }]),
        queuedAt: clock.now(),
        txHash: null,
        failures: 0,
        displacements: 0,
      })
    })
  }

  return {
    address: account.address,
    settle,
    transfer: (to, amount, onBroadcast) =>
      sendCall(
        { to: asset, data: transferCall(to, amount), value: 0n },
        (receipt) =>
          receipt.logs.some(
            (entry) =>
              entry.address.toLowerCase() === asset.toLowerCase() &&
              isTransfer(entry, { from: account.address, to, value: amount }),
          ),
        onBroadcast,
      ),
    send: ({ to, data, value = 0n }, onBroadcast = async () => {}) =>
      sendCall({ to, data, value }, () => true, onBroadcast),
    outcomeOf: (txHash, authorization) => findOutcome(reader, txHash, authorization),
    outcomeOfTransfer: (txHash, to, amount) =>
      findTransferOutcome(reader, txHash, { from: account.address, to, value: amount }),
    depth: () => ({ waiting: waiting.length, inFlight: inFlight.length }),
    close: async () => {
      closing.abort()
      await running
      for (const job of waiting.splice(0))
        finish(job, failure(reasons.settleError, 'the node is stopping', job.txHash ?? undefined))
    },
  }
}

function activeKey({ from, nonce }: Authorization): string {
  return useKey(from, nonce)
}

function isSameAuthorization(a: Authorization, b: Authorization): boolean {
  return (
    a.to.toLowerCase() === b.to.toLowerCase() &&
    a.value === b.value &&
    a.validAfter === b.validAfter &&
    a.validBefore === b.validBefore
  )
}

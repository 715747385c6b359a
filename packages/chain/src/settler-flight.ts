// One nonce of the signer, from signature to a counted receipt. Every version of the transaction is
// signed here before it is sent, so its hash is known and kept first. The same intent is never signed
// for a second nonce while the first could still be mined: a plain transfer would be paid twice.
import { type Clock, type Hex, type Log as LogPort, messageOf } from '@zooid/base'
import { keccak256, type LocalAccount } from 'viem'
import type { ChainClient } from './client.ts'
import type { Receipt } from './client-find.ts'
import { ChainUnavailableError, RpcCallError } from './rpc.ts'
import { createFees, type Fees } from './settler-fees.ts'
import { announce, type Job, resolveJob } from './settler-job.ts'
import type { Plan } from './settler-plan.ts'

export type FlightEnd =
  | { readonly kind: 'mined'; readonly receipt: Receipt }
  /** These could not keep the hash, the others were never sent and may fly again. */
  | { readonly kind: 'not_kept'; readonly lost: ReadonlyMap<Job, string> }
  /** The pool refused it for good; it was never accepted anywhere. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The nonce went to another transaction: none of ours can be mined any more. */
  | { readonly kind: 'displaced' }
  /** Every authorization in it expired by chain time before it was mined. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'closed' }

export type FlightOptions = {
  readonly reader: ChainClient
  readonly account: LocalAccount
  readonly clock: Clock
  readonly log: LogPort
  /** Pause between looks for the receipt, ms. */
  readonly receiptPollMs: number
  /** Not mined for this long: look for gaps, drops and low fees, ms. */
  readonly stuckMs: number
  /** Those who wait hear `pending` after this long, ms. */
  readonly pendingAfterMs: number
  readonly closing: AbortSignal
  /** Called on each look, for chores that must go on while a transaction is stuck. */
  readonly onWait: () => void
}

type Version = { readonly raw: Hex; readonly hash: Hex; readonly fees: Fees }
type Sent = 'accepted' | 'unknown' | 'nonce_low' | 'fee_low' | { readonly refused: string }

const maxVersions = 12
/** Another process with our key may win the race for a nonce many times in a row. */
const maxTakenNonces = 64

export function createFlights(options: FlightOptions) {
  const { reader, account, clock, log, closing } = options
  const { rpc } = reader
  const { chainId } = reader.profile
  const fees = createFees(reader, clock)
  let nextNonce: number | null = null
  let reorgsSeen = reader.stats().reorgs
  /** Each further attempt offers more, to displace a stuck transaction at that nonce. */
  let gapFills = 0
  /** Repairs in a row that found our transaction in no pool. */
  let missing = 0

  const countAt = async (tag: 'latest' | 'pending'): Promise<number> =>
    Number(await rpc.request<Hex>('eth_getTransactionCount', [account.address, tag]))

  async function sign(plan: Plan, nonce: number, offer: Fees): Promise<Version> {
    const raw = await account.signTransaction({
      type: 'eip1559',
      chainId,
      nonce,
      to: plan.to,
      data: plan.data,
      value: plan.value,
      gas: plan.gas,
      ...offer,
    })
    return { raw, hash: keccak256(raw), fees: offer }
  }

  async function send(raw: Hex): Promise<Sent> {
    try {
      await rpc.request('eth_sendRawTransaction', [raw])
      return 'accepted'
    } catch (error) {
      // An endpoint that did not answer may still have taken it.
      if (error instanceof ChainUnavailableError) return 'unknown'
      if (!(error instanceof RpcCallError)) throw error
      const sent = classifyRefusal(error.message)
      return typeof sent === 'object' && error.othersFailed ? 'unknown' : sent
    }
  }

  async function receiptOf(versions: readonly Version[]): Promise<Receipt | null> {
    for (const { hash } of versions.toReversed()) {
      const receipt = await rpc.request<Receipt | null>('eth_getTransactionReceipt', [hash])
      if (receipt) return receipt
    }
    return null
  }

  async function isCounted(receipt: Receipt): Promise<boolean> {
    const { confirmations } = reader.profile
    if (confirmations <= 1) return true
    const head = Number(await rpc.request<Hex>('eth_blockNumber'))
    return head - Number(receipt.blockNumber) + 1 >= confirmations
  }

  /** No-ops at nonces nobody fills, or whose transaction is stuck: ours waits behind them. */
  async function fillGap(from: number, to: number): Promise<void> {
    const now = await fees.current()
    let offer = now
    gapFills++
    for (let i = 0; i < Math.min(gapFills, maxVersions); i++) offer = fees.raised(offer, now)
    for (let nonce = from; nonce < Math.min(to, from + 16); nonce++) {
      const noop = { to: account.address, data: '0x' as Hex, value: 0n, gas: 100_000n }
      const { raw } = await sign(noop, nonce, offer)
      const sent = await send(raw)
      log.warn({ nonce, sent }, 'filled a nonce gap')
    }
  }

  /** Adds a signed version that everyone could keep; those who could not otherwise. */
  async function addVersion(
    jobs: readonly Job[],
    plan: Plan,
    nonce: number,
    offer: Fees,
    versions: Version[],
  ): Promise<ReadonlyMap<Job, string>> {
    const version = await sign(plan, nonce, offer)
    const lost = new Map<Job, string>()
    await Promise.all(
      jobs.map(async (job) => {
        const problem = await announce(job, version.hash)
        if (problem !== null) lost.set(job, problem)
      }),
    )
    if (lost.size === 0) versions.push(version)
    return lost
  }

  /** First broadcast: agrees on a nonce and a fee with the pool. */
  async function launch(
    jobs: readonly Job[],
    plan: Plan,
    versions: Version[],
  ): Promise<FlightEnd | number> {
    let offer = await fees.current()
    // Never re-signed once sent, so it gets room for a steeper rise of the base fee.
    if (!jobs.every((job) => job.payment)) offer = fees.roomy(offer)
    // A reorganisation may have taken back transactions and their nonces with them.
    if (reader.stats().reorgs !== reorgsSeen) nextNonce = null
    reorgsSeen = reader.stats().reorgs
    for (let [takenNonces, lowFees] = [0, 0]; takenNonces < maxTakenNonces && lowFees < 6; ) {
      nextNonce ??= await countAt('pending')
      const nonce = nextNonce
      versions.length = 0
      const lost = await addVersion(jobs, plan, nonce, offer, versions)
      if (lost.size > 0) return { kind: 'not_kept', lost }
      const version = versions[0]
      if (!version) break
      const sent = await send(version.raw)
      if (sent === 'accepted' || sent === 'unknown') {
        nextNonce = nonce + 1
        return nonce
      }
      if (typeof sent === 'object') return { kind: 'refused', message: sent.refused }
      try {
        if (sent === 'nonce_low') {
          takenNonces++
          nextNonce = null
          const receipt = await receiptOf(versions)
          if (receipt) return { kind: 'mined', receipt }
          log.warn({ nonce }, 'nonce was taken by another transaction, asking the chain')
        } else {
          lowFees++
          offer = fees.raised(offer, await fees.current())
        }
      } catch (error) {
        // An endpoint that timed out may have taken it: from here on only watching is safe.
        log.warn({ error: messageOf(error), nonce }, 'cannot tell what became of the transaction')
        nextNonce = nonce + 1
        return nonce
      }
    }
    nextNonce = null
    return { kind: 'refused', message: 'the pool kept refusing nonce and fee' }
  }

  /** Not mined for a while: nonce gone, gap before us, dropped from the pool, or too cheap. */
  async function repair(
    jobs: readonly Job[],
    plan: Plan,
    nonce: number,
    versions: Version[],
  ): Promise<FlightEnd | null> {
    const mined = await countAt('latest')
    if (mined > nonce) {
      const receipt = await receiptOf(versions)
      if (receipt) return null
      nextNonce = null
      return { kind: 'displaced' }
    }
    if (mined < nonce) {
      await fillGap(mined, nonce)
      return null
    }
    const last = versions.at(-1)
    if (!last || versions.length >= maxVersions) return null
    const known = await rpc.request('eth_getTransactionByHash', [last.hash])
    if (known === null) {
      // The pool keeps refusing it. A no-op takes the nonce, and then it is certain that ours is dead.
      if (++missing >= 3) await fillGap(nonce, nonce + 1)
      return null
    }
    missing = 0
    // A new version has a new hash. An authorization can be found by its nonce whichever version is
    // mined; a plain transfer cannot, and losing track of it would pay it twice.
    if (!jobs.every((job) => job.payment)) return null
    const lost = await addVersion(
      jobs,
      plan,
      nonce,
      fees.raised(last.fees, await fees.current()),
      versions,
    )
    const added = versions.at(-1)
    if (lost.size > 0 || !added || added === last) return null
    log.warn(
      { nonce, txHash: added.hash, versions: versions.length },
      'raised the fee of a stuck transaction',
    )
    await send(added.raw)
    return null
  }

  async function resend(versions: readonly Version[]): Promise<void> {
    const last = versions.at(-1)
    if (!last) return
    const known = await rpc.request('eth_getTransactionByHash', [last.hash])
    if (known !== null) return
    log.warn({ txHash: last.hash }, 'transaction fell out of the pool, broadcasting it again')
    await send(last.raw)
  }

  async function hasExpired(jobs: readonly Job[]): Promise<boolean> {
    if (!jobs.every((job) => job.payment)) return false
    const { timestamp } = await reader.header()
    return jobs.every((job) => BigInt(timestamp) >= (job.payment?.authorization.validBefore ?? 0n))
  }

  async function watch(
    jobs: readonly Job[],
    plan: Plan,
    nonce: number,
    versions: Version[],
  ): Promise<FlightEnd> {
    const startedAt = clock.now()
    let lookedAt = startedAt
    let repairedAt = startedAt
    for (let look = 0; ; look++) {
      if (closing.aborted) return { kind: 'closed' }
      try {
        const receipt = await receiptOf(versions)
        if (receipt && (await isCounted(receipt))) return { kind: 'mined', receipt }
        if (!receipt && clock.now() - lookedAt >= options.stuckMs / 4) {
          lookedAt = clock.now()
          if (await hasExpired(jobs)) {
            const late = await receiptOf(versions)
            if (!late) {
              nextNonce = null
              return { kind: 'expired' }
            }
          }
          await resend(versions)
        }
        if (!receipt && clock.now() - repairedAt >= options.stuckMs) {
          repairedAt = clock.now()
          const end = await repair(jobs, plan, nonce, versions)
          if (end) return end
        }
      } catch (error) {
        log.warn(
          { error: messageOf(error), nonce },
          'cannot follow the transaction, will look again',
        )
      }
      if (clock.now() - startedAt >= options.pendingAfterMs)
        for (const job of jobs)
          if (job.txHash) resolveJob(job, { status: 'pending', txHash: job.txHash })
      options.onWait()
      // A local chain mines at once: the first looks come early, later ones at a steady pace.
      await pause(look < 5 ? Math.min(3, options.receiptPollMs) : options.receiptPollMs)
    }
  }

  async function pause(ms: number): Promise<void> {
    try {
      await clock.sleep(ms, closing)
    } catch (error) {
      if (!closing.aborted) throw error
    }
  }

  return {
    /** Puts one transaction on chain and stays with it until its end is certain. */
    fly: async (jobs: readonly Job[], plan: Plan): Promise<FlightEnd> => {
      const versions: Version[] = []
      missing = 0
      gapFills = 0
      const launched = await launch(jobs, plan, versions)
      if (typeof launched !== 'number') return launched
      return watch(jobs, plan, launched, versions)
    },
  }
}

/** Nodes differ in wording; what is not recognised is a refusal. */
function classifyRefusal(message: string): Sent {
  if (/already (known|imported)|known transaction/i.test(message)) return 'accepted'
  if (/nonce (is )?too low|old nonce|nonce.*already/i.test(message)) return 'nonce_low'
  if (/underpriced|fee.*(less|lower|below).*(base|block)|fee too low/i.test(message))
    return 'fee_low'
  return { refused: message }
}

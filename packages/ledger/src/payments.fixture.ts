// For tests only: a real ledger file, real signatures, and an in-memory chain that can be told to fail,
// stall or lose things at any call. The same scenarios run on a real anvil in payments.anvil.test.ts.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, type Hex, silentLog, systemClock, systemRng, toHex } from '@zooid/base'
import {
  type ChainProfile,
  type ChainReader,
  ChainUnavailableError,
  recoverSigner,
  resolveProfile,
  type SettleOutcome,
  type Settler,
} from '@zooid/chain'
import {
  type Authorization,
  domainSeparator,
  encodeHeader,
  hashAuthorization,
  localSigner,
  reasons,
} from '@zooid/x402'
import type { PaymentsOptions } from './context.ts'
import { type LedgerBook, openLedger } from './ledger.ts'
import { createPayments } from './payments.ts'
import type { Payments, StoredResponse, Terms } from './types.ts'

export const payTo: Address = `0x${'bb'.repeat(20)}`
export const settlerAddress: Address = `0x${'5e'.repeat(20)}`
export const price = 1000n
const profile: ChainProfile = resolveProfile('devnet')
const separator = domainSeparator({
  name: profile.asset.name,
  version: profile.asset.version,
  chainId: profile.chainId,
  verifyingContract: profile.asset.address,
})

type Use = { readonly txHash: Hex; readonly blockNumber: bigint; readonly paid: boolean }

/** What happens to the next settlement. */
export type SettleMode =
  | 'normal'
  /** Broadcast and mined, but the caller hears only that it is pending. */
  | 'mined_unheard'
  /** Broadcast and lost: neither chain nor pool has it. */
  | 'lost'
  /** Broadcast and not mined until `mineHeld`. */
  | 'held'

export function createSimulatedChain() {
  const balances = new Map<string, bigint>()
  const uses = new Map<string, Use>()
  const transfers = new Map<string, boolean>()
  const held = new Map<string, () => void>()
  /** Balances the reader still has in its cache. */
  const remembered = new Map<string, bigint>()
  /** Every transfer of money, for the invariants. */
  const paid: { readonly from: string; readonly to: string; readonly value: bigint }[] = []
  let block = 100n
  let genesis = hash()
  let calls = 0
  let settleMode: SettleMode = 'normal'
  let failAt = -1
  const key = (from: string, nonce: string) => `${from}/${nonce}`.toLowerCase()
  const balance = (owner: string) => balances.get(owner.toLowerCase()) ?? 0n

  function step(): void {
    if (++calls === failAt) throw new ChainUnavailableError(profile.chainId, ['simulated fault'])
  }
  function move(from: string, to: string, value: bigint): boolean {
    if (balance(from) < value) return false
    balances.set(from.toLowerCase(), balance(from) - value)
    balances.set(to.toLowerCase(), balance(to) + value)
    paid.push({ from: from.toLowerCase(), to: to.toLowerCase(), value })
    return true
  }
  function use({ from, to, value, nonce }: Authorization, txHash: Hex): Use | null {
    if (uses.has(key(from, nonce)) || !move(from, to, value)) return null
    const done: Use = { txHash, blockNumber: ++block, paid: true }
    uses.set(key(from, nonce), done)
    return done
  }

  const reader: ChainReader = {
    profile,
    assetDomainSeparator: separator,
    head: async () => {
      step()
      return { number: block, hash: hash(), timestamp: Math.floor(Date.now() / 1000) }
    },
    balanceOf: async (owner) => {
      step()
      return remembered.get(owner.toLowerCase()) ?? balance(owner)
    },
    rereadBalance: async (owner) => {
      step()
      return balance(owner)
    },
    genesis: async () => {
      step()
      return genesis
    },
    nativeBalanceOf: async () => 0n,
    isAuthorizationUsed: async (from, nonce) => {
      step()
      return uses.has(key(from, nonce))
    },
    hasCode: async () => {
      step()
      return false
    },
    isValidContractSignature: async () => false,
    findAuthorizationUse: async ({ from, nonce }) => {
      step()
      return uses.get(key(from, nonce)) ?? null
    },
    health: () => ({ ok: true, head: null, skewMs: 0, endpoints: [] }),
    close: async () => {},
  }

  const failed = (reason: string, txHash?: Hex): SettleOutcome => ({
    status: 'failed',
    reason,
    message: reason,
    ...(txHash ? { txHash } : {}),
  })
  const refusalOf = ({ from, value, nonce }: Authorization): string | null =>
    uses.has(key(from, nonce)) ? reasons.nonceUsed : balance(from) < value ? reasons.balance : null

  const settler: Settler = {
    address: settlerAddress,
    settle: async ({ authorization, onBroadcast }) => {
      step()
      const refusal = refusalOf(authorization)
      if (refusal) return failed(refusal)
      const txHash = hash()
      try {
        await onBroadcast(txHash)
      } catch {
        return failed(reasons.settleError)
      }
      step()
      if (settleMode === 'lost') return { status: 'pending', txHash }
      if (settleMode === 'held')
        return new Promise((resolve) => {
          held.set(txHash, () => {
            const done = use(authorization, txHash)
            resolve(done ? { status: 'settled', ...done } : failed(reasons.balance, txHash))
          })
        })
      const done = use(authorization, txHash)
      if (!done) return failed(refusalOf(authorization) ?? reasons.transactionFailed, txHash)
      step()
      return settleMode === 'mined_unheard'
        ? { status: 'pending', txHash }
        : { status: 'settled', txHash, blockNumber: done.blockNumber }
    },
    transfer: async (to, amount, onBroadcast) => {
      step()
      const txHash = hash()
      await onBroadcast(txHash)
      step()
      if (!move(settlerAddress, to, amount)) return failed(reasons.transactionFailed, txHash)
      transfers.set(txHash, true)
      block++
      step()
      return { status: 'settled', txHash, blockNumber: block }
    },
    send: async () => failed(reasons.settleError),
    outcomeOf: async (txHash, { from, nonce }) => {
      step()
      const done = uses.get(key(from, nonce))
      if (held.has(txHash) && !done) return { status: 'pending', txHash }
      return done
        ? { status: 'settled', txHash, blockNumber: done.blockNumber }
        : { status: 'unknown' }
    },
    outcomeOfTransfer: async (txHash) => {
      step()
      return transfers.has(txHash)
        ? { status: 'settled', txHash, blockNumber: block }
        : { status: 'unknown' }
    },
    depth: () => ({ waiting: 0, inFlight: 0 }),
    close: async () => {},
  }

  return {
    reader,
    settler,
    paid,
    balance,
    fund: (owner: string, value: bigint) => void balances.set(owner.toLowerCase(), value),
    /** From now on the reader's cache says what this balance is now. */
    remember: (owner: string) => void remembered.set(owner.toLowerCase(), balance(owner)),
    /** Somebody else broadcasts this authorization. */
    frontRun: (authorization: Authorization) => use(authorization, hash()),
    /** A chain that says this nonce was used, and paid us, in that transaction and block. */
    claimUse: ({ from, nonce }: Authorization, txHash: Hex, blockNumber: bigint) =>
      void uses.set(key(from, nonce), { txHash, blockNumber, paid: true }),
    /** Another chain under the same id: nothing that happened is known to it. */
    reset: () => {
      for (const state of [balances, uses, transfers, held, remembered]) state.clear()
      paid.length = 0
      block = 1n
      genesis = hash()
    },
    /** Uses the nonce without paying us: cancelled, or spent elsewhere. */
    burn: ({ from, nonce }: Authorization) =>
      void uses.set(key(from, nonce), { txHash: hash(), blockNumber: ++block, paid: false }),
    setMode: (mode: SettleMode) => {
      settleMode = mode
    },
    mineHeld: () => {
      for (const mine of held.values()) mine()
      held.clear()
    },
    isUsed: ({ from, nonce }: Authorization) => uses.has(key(from, nonce)),
    /** The nth call from now throws. */
    failNth: (n: number) => {
      calls = 0
      failAt = n
    },
    calls: () => calls,
  }
}

export type SimulatedChain = ReturnType<typeof createSimulatedChain>

/** A node that can lose power: `crash()` goes on with a copy of its files as they are on disk now. */
export function createNode(chain: SimulatedChain, overrides: Partial<PaymentsOptions> = {}) {
  const folders: string[] = []
  const ledgers: LedgerBook[] = []
  const events: string[] = []
  let path = newPath()
  let ledger = openLedger(path)
  let payments: Payments = boot()

  function newPath(): string {
    const folder = mkdtempSync(join(tmpdir(), 'zooid-ledger-'))
    folders.push(folder)
    return join(folder, 'ledger.db')
  }
  function boot(): Payments {
    ledgers.push(ledger)
    return createPayments({
      ledger,
      reader: chain.reader,
      settler: chain.settler,
      recover: recoverSigner,
      profile,
      payTo,
      clock: systemClock,
      rng: systemRng,
      log: silentLog,
      settleWaitMs: 200,
      events: (type) => void events.push(type),
      ...overrides,
    })
  }
  return {
    events,
    get path() {
      return path
    },
    get ledger() {
      return ledger
    },
    get payments() {
      return payments
    },
    /** A clean stop and start. */
    reboot: () => {
      ledger.close()
      ledger = openLedger(path)
      payments = boot()
    },
    crash: () => {
      const copy = newPath()
      for (const suffix of ['', '-wal'])
        if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix)
      path = copy
      ledger = openLedger(path)
      payments = boot()
    },
    remove: () => {
      for (const one of ledgers) one.close()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TestNode = ReturnType<typeof createNode>

export function newPayer(chain: SimulatedChain, balance: bigint = 1_000_000n) {
  const signer = localSigner(toHex(systemRng.bytes(32)))
  chain.fund(signer.address, balance)
  return signer
}

export type Payer = ReturnType<typeof newPayer>

export const termsOf = (flow: Terms['flow'] = 'authorization', route = 'c/x'): Terms => ({
  route,
  resource: { url: `http://node.test/${route}` },
  flow,
  requirements: {
    scheme: 'exact',
    network: profile.network,
    amount: price.toString(),
    asset: profile.asset.address,
    payTo,
    maxTimeoutSeconds: 60,
    extra: { name: profile.asset.name, version: profile.asset.version },
  },
})

export type SignOptions = {
  readonly change?: Partial<Authorization>
  readonly terms?: Terms
  readonly id?: string
  readonly resourceUrl?: string
}

/** A signed payment and its header. */
export async function sign(
  payer: Payer,
  { change = {}, terms = termsOf(), id, resourceUrl = terms.resource.url }: SignOptions = {},
) {
  const now = Math.floor(Date.now() / 1000)
  const authorization: Authorization = {
    from: payer.address,
    to: payTo,
    value: price,
    validAfter: 0n,
    validBefore: BigInt(now + 60),
    nonce: toHex(systemRng.bytes(32)),
    ...change,
  }
  const signature = await payer.signDigest(hashAuthorization(separator, authorization))
  const { requirements } = terms
  const accepted =
    terms.flow === 'upfront'
      ? { ...requirements, extra: { ...requirements.extra, paymentFlow: terms.flow } }
      : requirements
  const value = encodeHeader({
    x402Version: 2,
    resource: { url: resourceUrl },
    accepted,
    payload: {
      signature,
      authorization: {
        from: authorization.from,
        to: authorization.to,
        value: authorization.value.toString(),
        validAfter: authorization.validAfter.toString(),
        validBefore: authorization.validBefore.toString(),
        nonce: authorization.nonce,
      },
    },
    ...(id ? { extensions: { 'payment-identifier': { info: { required: false, id } } } } : {}),
  })
  return { authorization, signature, header: { version: 2 as const, value } }
}

export const fingerprint: Hex = `0x${'f1'.repeat(32)}`
export const otherFingerprint: Hex = `0x${'f2'.repeat(32)}`

export function answer(text = 'result', status = 200): StoredResponse {
  return { status, headers: { 'content-type': 'text/plain' }, body: new TextEncoder().encode(text) }
}

export function textOf(response: StoredResponse): string {
  return new TextDecoder().decode(response.body)
}

function hash(): Hex {
  return toHex(systemRng.bytes(32))
}

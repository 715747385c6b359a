// The node's view of its chain: follows the head, keeps state read from the asset until a log touches
// it, and answers the questions that verification asks. It writes nothing (settler.ts does).
// Invariants: nothing cached outlives a reorganisation, and nothing cached is served once the head
// has not been confirmed for a while.
import {
  type Address,
  type Clock,
  type Fetch,
  type Hex,
  type Log as LogPort,
  ZooidError,
} from '@zooid/base'
import { domainSeparator } from '@zooid/x402'
import { toFunctionSelector } from 'viem'
import { addressWord } from './batch.ts'
import { createBatchReader } from './batch-reads.ts'
import { createStateCache, type StateCache } from './cache.ts'
import { findUse, type Receipt } from './client-find.ts'
import {
  type BlockHeader,
  createHeadTracker,
  HeadFormatError,
  type HeadTracker,
} from './client-head.ts'
import { type Log, topicAddress, topics, useKey } from './client-logs.ts'
import { checkContractSignature } from './eip1271.ts'
import { createRpc, type Rpc, type RpcOptions } from './rpc.ts'
import type { ChainHealth, ChainProfile, ChainReader, Head } from './types.ts'

export type ChainClient = ChainReader & {
  readonly rpc: Rpc
  /** `eth_call` at the latest block, batched with its neighbours; null when it reverts. */
  readonly call: (to: Address, data: Hex) => Promise<Hex | null>
  /**
   * A receipt may be the first to tell of a block: what its logs touch is dropped without waiting for
   * the next poll, and a head without that block is a reorganisation.
   */
  readonly observe: (receipt: Pick<Receipt, 'logs' | 'blockNumber' | 'blockHash'>) => void
  /** The newest header known, with its base fee. */
  readonly header: () => Promise<BlockHeader>
  readonly stats: () => { readonly reorgs: number; readonly cached: number }
}

export type ChainReaderOptions = {
  readonly profile: ChainProfile
  readonly clock: Clock
  readonly log: LogPort
  readonly fetch?: Fetch
  /** Pause between looks at the head, ms. @default 250 on a devnet, 2000 elsewhere */
  readonly pollMs?: number
  readonly rpc?: Pick<RpcOptions, 'timeoutMs' | 'maxBytes' | 'breaker'>
}

/** Whoever sends payments without money must not make us ask the chain for each. */
const rereadMs = 250

const balanceOfSelector = toFunctionSelector('balanceOf(address)')
const authorizationStateSelector = toFunctionSelector('authorizationState(address,bytes32)')
const domainSeparatorSelector = toFunctionSelector('DOMAIN_SEPARATOR()')

/** More than this between local and chain time makes validity windows meaningless. */
const maxSkewMs = 30_000
/** A public chain that shows no newer block is stuck, or its endpoint is. */
const maxHeadAgeMs = 120_000

/**
 * Connects, checks chain id and asset, and starts following the head.
 * @throws ChainUnavailableError when no endpoint answers for this chain id
 * @throws AssetMismatchError when the asset is not the token the profile describes
 */
export async function createChainReader(options: ChainReaderOptions): Promise<ChainClient> {
  const { profile, clock, log } = options
  const pollMs = options.pollMs ?? (profile.isDevnet ? 250 : 2000)
  const rpc = createRpc({
    urls: profile.rpcUrls,
    chainId: profile.chainId,
    clock,
    log,
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...options.rpc,
  })
  const asset = profile.asset.address
  const reads = createBatchReader(rpc, profile.contracts.multicall3)
  const balances = createStateCache<bigint>(20_000)
  const rereads = createStateCache<bigint>(20_000, rereadMs)
  const used = createStateCache<boolean>(50_000)
  // Code appears without a log of the asset (deployment, EIP-7702), so this one ages out instead.
  const code = createStateCache<boolean>(20_000, 30_000)
  let genesis: Promise<Hex> | null = null
  const caches = [balances, rereads, used, code] as const

  const assetDomainSeparator = await checkAsset(profile, reads.call)

  const observe = (logs: readonly Log[]): void => {
    for (const {
      address,
      topics: [event, first, second],
    } of logs) {
      if (address.toLowerCase() !== asset.toLowerCase() || !first || !second) continue
      if (event === topics.transfer) {
        for (const owner of [topicAddress(first), topicAddress(second)]) {
          balances.drop(owner)
          rereads.drop(owner)
        }
      } else if (event === topics.authorizationUsed || event === topics.authorizationCanceled) {
        used.advance()
        used.set(useKey(topicAddress(first), second), true)
      }
    }
  }
  const tracker = createHeadTracker({
    rpc,
    clock,
    log,
    asset,
    pollMs,
    onBlocks: (logs) => {
      for (const cache of caches) cache.advance()
      observe(logs)
    },
    onReset: () => {
      genesis = null
      for (const cache of caches) cache.clear()
    },
  })
  await tracker.poll()
  tracker.start()

  async function readGenesis(): Promise<Hex> {
    const block = await rpc.request<{ readonly hash?: unknown } | null>('eth_getBlockByNumber', [
      '0x0',
      false,
    ])
    if (typeof block?.hash !== 'string' || !/^0x[0-9a-f]{64}$/i.test(block.hash))
      throw new HeadFormatError('no first block')
    return block.hash.toLowerCase() as Hex
  }

  async function readWord(to: Address, data: Hex): Promise<bigint> {
    const answer = await reads.call(to, data)
    if (answer === null || !/^0x[0-9a-f]{64}$/i.test(answer))
      throw new AssetMismatchError(`${to} answered ${data.slice(0, 10)} with no single word`)
    return BigInt(answer)
  }
  const readUse = async (from: Address, nonce: Hex): Promise<boolean> =>
    (await readWord(
      asset,
      `${authorizationStateSelector}${addressWord(from)}${nonce.slice(2)}`,
    )) !== 0n
  const readBalance = (owner: Address): Promise<bigint> =>
    readWord(asset, `${balanceOfSelector}${addressWord(owner)}`)
  const readCode = async (address: Address): Promise<boolean> => {
    const answer = await rpc.request<unknown>('eth_getCode', [address, 'latest'])
    if (typeof answer !== 'string' || !/^0x([0-9a-f]{2})*$/i.test(answer))
      throw new HeadFormatError(`${JSON.stringify(answer)?.slice(0, 40)} instead of code`)
    return answer.length > 2
  }
  /** Cached while the head is fresh, straight from the chain while it is not. */
  const through = <Value extends {}>(
    cache: StateCache<Value>,
    key: string,
    load: () => Promise<Value>,
  ): Promise<Value> => (tracker.isFresh() ? cache.read(key, load) : load())

  return {
    profile,
    rpc,
    assetDomainSeparator,
    observe: ({ logs, blockNumber, blockHash }) => {
      tracker.expect(BigInt(blockNumber), blockHash)
      observe(logs)
    },
    call: reads.call,
    header: tracker.header,
    head: async () => headOf(await tracker.header()),
    genesis: () => {
      genesis ??= readGenesis().catch((error: unknown) => {
        genesis = null
        throw error
      })
      return genesis
    },
    balanceOf: (owner) => through(balances, owner.toLowerCase(), () => readBalance(owner)),
    rereadBalance: (owner) => {
      const key = owner.toLowerCase()
      return rereads.read(key, async () => {
        const balance = await readBalance(owner)
        // What it differs from is older: the poll has yet to see the transfer.
        if ((balances.peek(key) ?? balance) !== balance) balances.drop(key)
        return balance
      })
    },
    nativeBalanceOf: async (owner) =>
      BigInt(await rpc.request<Hex>('eth_getBalance', [owner, 'latest'])),
    isAuthorizationUsed: (from, nonce) =>
      through(used, useKey(from, nonce), () => readUse(from, nonce)),
    hasCode: (address) => through(code, address.toLowerCase(), () => readCode(address)),
    isValidContractSignature: (wallet, digest, signature) =>
      checkContractSignature(rpc, wallet, digest, signature),
    findAuthorizationUse: async (authorization) => {
      if (!(await readUse(authorization.from, authorization.nonce))) return null
      return findUse(rpc, profile, authorization)
    },
    health: () => healthOf(profile, rpc, tracker, clock.now()),
    stats: () => ({
      reorgs: tracker.reorgs(),
      cached: balances.size() + used.size() + code.size(),
    }),
    close: () => tracker.close(),
  }
}

function headOf({ number, hash, timestamp }: BlockHeader): Head {
  return { number, hash, timestamp }
}

/** The asset must be the token the profile describes: a wrong name or version makes every signature wrong. */
async function checkAsset(
  profile: ChainProfile,
  call: (to: Address, data: Hex) => Promise<Hex | null>,
): Promise<Hex> {
  const { address, name, version } = profile.asset
  const expected = domainSeparator({
    name,
    version,
    chainId: profile.chainId,
    verifyingContract: address,
  })
  const actual = await call(address, domainSeparatorSelector)
  if (actual === null || actual === '0x')
    throw new AssetMismatchError(
      `${address} on chain ${profile.chainId} is no token with EIP-712 signatures`,
    )
  if (actual.toLowerCase() !== expected)
    throw new AssetMismatchError(
      `${address} on chain ${profile.chainId} signs under another domain than name "${name}", version "${version}"`,
    )
  return expected
}

function healthOf(
  profile: ChainProfile,
  rpc: Rpc,
  tracker: HeadTracker,
  nowMs: number,
): ChainHealth {
  const header = tracker.peek()
  const skewMs = tracker.skewMs()
  const problem = findProblem()
  return {
    ok: problem === undefined,
    head: header ? headOf(header) : null,
    skewMs,
    endpoints: rpc.endpoints(),
    ...(problem === undefined ? {} : { problem }),
  }

  function findProblem(): string | undefined {
    if (!tracker.isFresh() || !header)
      return rpc.problem() ?? `the head was last confirmed ${nowMs - tracker.confirmedAt()} ms ago`
    if (Math.abs(skewMs) > maxSkewMs)
      return `the local clock is ${Math.round(skewMs / 1000)} s ahead of chain ${profile.chainId}`
    // A devnet makes blocks only when there is something to put into them.
    const ageMs = nowMs - header.timestamp * 1000
    if (!profile.isDevnet && ageMs > maxHeadAgeMs)
      return `the newest block is ${Math.round(ageMs / 1000)} s old`
    return undefined
  }
}

/** The configured asset and the contract at its address disagree. */
export class AssetMismatchError extends ZooidError {
  override readonly name = 'AssetMismatchError'
  constructor(message: string) {
    super('chain.asset_mismatch', message, {
      hint: "check the profile's asset address, EIP-712 name and version, and that the RPC URL is the right chain",
      // To a payer it is a chain that cannot be asked just now.
      status: 503,
    })
  }
}

// Follows the head by polling and tells of new blocks' asset logs, or of a break: a parent that does not
// match (reorganisation, a chain that was reset) or a gap too wide to read. After a break nothing
// remembered about state is true. A node that merely lags behind is not a break.
import {
  type Address,
  type Clock,
  type Hex,
  type Log as LogPort,
  messageOf,
  ZooidError,
} from '@zooid/base'
import { type Log, topics } from './client-logs.ts'
import type { Rpc } from './rpc.ts'
import type { Head } from './types.ts'

export type BlockHeader = Head & { readonly parentHash: Hex; readonly baseFeePerGas: bigint }

export type HeadTracker = {
  /** Looks once; concurrent looks are one. @throws ChainUnavailableError */
  readonly poll: () => Promise<void>
  /** A block of our chain that somebody saw before we did; a later head has to build on it. */
  readonly expect: (number: bigint, hash: Hex) => void
  readonly start: () => void
  /** The newest header, at most a few polls old. @throws ChainUnavailableError */
  readonly header: () => Promise<BlockHeader>
  readonly peek: () => BlockHeader | null
  /** Was the head confirmed recently enough to trust what is remembered? */
  readonly isFresh: () => boolean
  readonly confirmedAt: () => number
  readonly skewMs: () => number
  readonly reorgs: () => number
  readonly close: () => Promise<void>
}

export type HeadTrackerOptions = {
  readonly rpc: Rpc
  readonly clock: Clock
  readonly log: LogPort
  readonly asset: Address
  readonly pollMs: number
  readonly onBlocks: (logs: readonly Log[]) => void
  readonly onReset: () => void
}

/** Wider gaps are not read log by log. */
const maxGap = 2000n
/** Hashes remembered to tell a lagging endpoint from a reorganisation. */
const rememberedBlocks = 256

export function createHeadTracker(options: HeadTrackerOptions): HeadTracker {
  const { rpc, clock, log, pollMs } = options
  const staleMs = Math.max(pollMs * 4, 2000)
  const stop = new AbortController()
  const recent = new Map<bigint, Hex>()
  let current: BlockHeader | null = null
  /** The highest block seen elsewhere that no look has confirmed yet. */
  let expected: { readonly number: bigint; readonly hash: Hex } | null = null
  let confirmedAt = Number.NEGATIVE_INFINITY
  let skewMs = 0
  let reorgs = 0
  let polling: Promise<void> | null = null
  let loop: Promise<void> = Promise.resolve()

  function accept(next: BlockHeader, isFirst: boolean): void {
    current = next
    recent.set(next.number, next.hash)
    for (const number of recent.keys()) {
      if (recent.size <= rememberedBlocks) break
      recent.delete(number)
    }
    const ahead = clock.now() - next.timestamp * 1000
    // The first block seen may be old because the chain is idle; only a block from the future alarms.
    skewMs = isFirst && ahead > 0 ? 0 : ahead
  }

  async function look(): Promise<void> {
    const next = parseHeader(await rpc.request('eth_getBlockByNumber', ['latest', false]))
    const last = current
    if (!last) {
      accept(next, true)
    } else if (next.hash !== last.hash) {
      // Behind us on our own chain: a lagging endpoint. Keep what is known, confirm nothing.
      if (next.number < last.number && recent.get(next.number) === next.hash) return
      const logs = (await continues(last, next)) ? await readLogs(last.number + 1n, next) : null
      if (logs) options.onBlocks(logs)
      else options.onReset()
      accept(next, false)
    }
    confirmedAt = clock.now()
  }

  /** Is `next` a descendant of `last`? */
  async function continues(last: BlockHeader, next: BlockHeader): Promise<boolean> {
    let linked = next.number === last.number + 1n && next.parentHash === last.hash
    if (next.number > last.number + 1n) {
      linked = (await hashAt(last.number)) === last.hash
    }
    if (linked && (await keepsExpected(next))) return true
    expected = null
    reorgs++
    recent.clear()
    log.warn(
      { from: last.number.toString(), to: next.number.toString(), hash: next.hash },
      'chain reorganised',
    )
    return false
  }

  async function hashAt(number: bigint): Promise<Hex | null> {
    const block = await rpc.request('eth_getBlockByNumber', [quantity(number), false])
    return block === null ? null : parseHeader(block).hash
  }

  async function keepsExpected(next: BlockHeader): Promise<boolean> {
    const wanted = expected
    if (!wanted || wanted.number > next.number) return true
    const hash = wanted.number === next.number ? next.hash : await hashAt(wanted.number)
    if (expected === wanted) expected = null
    return hash === wanted.hash
  }

  async function readLogs(fromBlock: bigint, next: BlockHeader): Promise<readonly Log[] | null> {
    if (next.number - fromBlock > maxGap) return null
    try {
      return await rpc.request<readonly Log[]>('eth_getLogs', [
        {
          address: options.asset,
          fromBlock: quantity(fromBlock),
          toBlock: quantity(next.number),
          topics: [[topics.transfer, topics.authorizationUsed, topics.authorizationCanceled]],
        },
      ])
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'asset logs not readable, state caches dropped')
      return null
    }
  }

  const poll = (): Promise<void> => {
    polling ??= look().finally(() => {
      polling = null
    })
    return polling
  }

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await clock.sleep(pollMs, stop.signal)
        await poll()
      } catch (error) {
        if (!stop.signal.aborted) log.debug({ error: messageOf(error) }, 'head not readable')
      }
    }
  }

  const isFresh = () => clock.now() - confirmedAt <= staleMs
  return {
    poll,
    expect: (number, hash) => {
      if (current && number > (expected ?? current).number) expected = { number, hash }
    },
    isFresh,
    start: () => {
      loop = follow()
    },
    header: async () => {
      if (!current || !isFresh()) await poll()
      if (!current) throw new HeadFormatError('no block yet')
      return current
    },
    peek: () => current,
    confirmedAt: () => confirmedAt,
    skewMs: () => skewMs,
    reorgs: () => reorgs,
    close: async () => {
      stop.abort()
      await loop
    },
  }
}

export function quantity(value: bigint): Hex {
  return `0x${value.toString(16)}`
}

function parseHeader(block: unknown): BlockHeader {
  const { number, hash, parentHash, timestamp, baseFeePerGas } = (block ?? {}) as {
    readonly [key: string]: unknown
  }
  if (typeof hash !== 'string' || typeof parentHash !== 'string')
    throw new HeadFormatError('a block without hashes')
  return {
    number: parseQuantity(number),
    hash: hash as Hex,
    parentHash: parentHash as Hex,
    timestamp: Number(parseQuantity(timestamp)),
    baseFeePerGas: baseFeePerGas === undefined ? 0n : parseQuantity(baseFeePerGas),
  }
}

function parseQuantity(value: unknown): bigint {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{1,64}$/i.test(value))
    throw new HeadFormatError(`${JSON.stringify(value)?.slice(0, 40)} is no quantity`)
  return BigInt(value)
}

/** An endpoint answered with something that is no block. */
export class HeadFormatError extends ZooidError {
  override readonly name = 'HeadFormatError'
  constructor(message: string) {
    super('chain.head_format', `the RPC endpoint answered with ${message}`, {
      status: 503,
      retryable: true,
    })
  }
}

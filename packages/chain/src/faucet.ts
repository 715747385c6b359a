// Gives gas and test dollars on a chain of our own, by a key everybody knows. Absent elsewhere: it throws
// at creation when the profile is no devnet. Invariants: what is given is counted before it is sent, so
// concurrent askers can not outrun a limit; memory is bounded by the limits themselves.
import {
  type Address,
  type Clock,
  type Hex,
  isAddress,
  type Json,
  messageOf,
  ZooidError,
} from '@zooid/base'
import { LRUCache } from 'lru-cache'
import { encodeFunctionData, erc20Abi, keccak256 } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type AnvilRpc, AnvilRpcError, createAnvilRpc } from './anvil-rpc.ts'
import { testDollarAbi } from './artifacts.gen.ts'
import { faucetKey } from './devnet-keys.ts'
import { tempoFeeToken } from './plant.ts'
import { type Rpc, RpcCallError } from './rpc.ts'
import type { ChainProfile, Drip, Faucet } from './types.ts'

export type FaucetLimits = {
  /** Drips per address and hour. @default 3 */
  readonly perAddressPerHour?: number
  /** Drips per minute over all addresses. @default 60 */
  readonly perMinute?: number
  /** Drips that may wait at once. @default 100 */
  readonly maxWaiting?: number
}

export type FaucetOptions = {
  /** The chain client's, which fails over, or a URL. */
  readonly rpc: Pick<Rpc, 'request'> | string
  readonly profile: ChainProfile
  readonly clock: Clock
  readonly limits?: FaucetLimits
}

/** Given per drip: one native coin and a hundred dollars. */
const nativeWei = 10n ** 18n
const dollars = 100n
/** On Tempo instead of the native coin, which it lacks. */
const tempoFeeDollars = 100n * 10n ** 6n

const hourMs = 3_600_000
const minuteMs = 60_000
const maxAddresses = 10_000
const maxAttempts = 8
const receiptTimeoutMs = 10_000

/**
 * A faucet for one devnet.
 * @throws FaucetUnavailableError when the profile is a public chain
 */
export function createFaucet(options: FaucetOptions): Faucet {
  const { profile, clock, limits = {} } = options
  if (!profile.isDevnet) throw new FaucetUnavailableError(profile.name)
  const { perAddressPerHour = 3, perMinute = 60, maxWaiting = 100 } = limits
  const { rpc: source } = options
  const rpc: AnvilRpc =
    typeof source === 'string'
      ? createAnvilRpc(source)
      : (method, params) => source.request<Json>(method, params)
  const account = privateKeyToAccount(faucetKey.privateKey)
  const isTempo = profile.name === 'tempo-devnet'
  /** Address -> times of its drips in the last hour. */
  const byAddress = new LRUCache<string, readonly number[]>({ max: maxAddresses })
  let recent: readonly number[] = []
  let waiting = 0
  let queue: Promise<unknown> = Promise.resolve()
  let closed = false

  return {
    drip: async (address) => {
      if (closed) throw new FaucetUnavailableError(profile.name)
      // The zero address, the asset and such can not be helped: the transfer reverts or is lost.
      if (!isAddress(address) || /^0x0{40}$/.test(address)) throw new FaucetAddressError(address)
      if (waiting >= maxWaiting) throw new FaucetLimitError('the faucet is busy', 5)
      const release = reserve(address)
      waiting++
      const work = queue.then(() => give(address))
      queue = work.catch(() => undefined)
      try {
        return await work
      } catch (error) {
        release()
        throw error
      } finally {
        waiting--
      }
    },
    close: async () => {
      closed = true
      await queue
    },
  }

  /** Counts a drip. @returns a function that takes it back */
  function reserve(address: Address): () => void {
    const now = clock.now()
    const key = address.toLowerCase()
    const own = (byAddress.get(key) ?? []).filter((time) => time > now - hourMs)
    recent = recent.filter((time) => time > now - minuteMs)
    if (own.length >= perAddressPerHour)
      throw new FaucetLimitError(
        `${address} had ${own.length} drips within the hour`,
        secondsUntil(own, perAddressPerHour, hourMs, now),
      )
    if (recent.length >= perMinute)
      throw new FaucetLimitError(
        `the faucet gave ${recent.length} drips within the minute`,
        secondsUntil(recent, perMinute, minuteMs, now),
      )
    byAddress.set(key, [...own, now])
    recent = [...recent, now]
    return () => {
      byAddress.set(key, without(byAddress.get(key) ?? [], now))
      recent = without(recent, now)
    }
  }

  async function give(address: Address): Promise<Drip> {
    // A URL may point elsewhere by mistake: only the chain of the profile gets signatures.
    const chainId = Number(await rpc('eth_chainId'))
    if (chainId !== profile.chainId)
      throw new FaucetFailedError(`the RPC serves chain ${chainId}, not ${profile.chainId}`)
    const asset = dollars * 10n ** BigInt(profile.asset.decimals)
    const mint = encodeFunctionData({
      abi: testDollarAbi,
      functionName: 'mint',
      args: [address, asset],
    })
    const gas = isTempo
      ? {
          to: tempoFeeToken,
          value: 0n,
          data: encodeFunctionData({
            abi: erc20Abi,
            functionName: 'transfer',
            args: [address, tempoFeeDollars],
          }),
        }
      : { to: address, value: nativeWei, data: '0x' as const }
    // One after the other: a wallet that refuses coins must not leave a hole in the nonces.
    const gasHash = await send(gas)
    const mintHash = await send({ to: profile.asset.address, value: 0n, data: mint })
    return { address, native: isTempo ? 0n : nativeWei, asset, txHashes: [gasHash, mintHash] }
  }

  /**
   * Signs, sends and waits until it is in a block. Other processes use the same key, so a nonce that was
   * taken meanwhile is nobody's fault: read it again.
   */
  async function send(call: { to: Address; value: bigint; data: Hex }): Promise<Hex> {
    for (let attempt = 1; ; attempt++) {
      const nonce = Number(await rpc('eth_getTransactionCount', [account.address, 'pending']))
      const gasPrice = BigInt(String(await rpc('eth_gasPrice')))
      const signed = await account.signTransaction({
        type: 'eip1559',
        chainId: profile.chainId,
        nonce,
        ...call,
        // Enough for new storage on Tempo, where it is ten times as dear.
        gas: 2_000_000n,
        maxFeePerGas: gasPrice * 2n,
        maxPriorityFeePerGas: 0n,
      })
      const hash = keccak256(signed)
      try {
        await rpc('eth_sendRawTransaction', [signed])
        await waitFor(hash)
        return hash
      } catch (error) {
        const isNonce =
          isRpcError(error) && /nonce|replacement|underpriced|already/i.test(error.message)
        if (!isNonce || attempt >= maxAttempts) throw asFaucetError(error)
        await clock.sleep(10 * attempt)
      }
    }
  }

  async function waitFor(hash: Hex): Promise<void> {
    const deadline = clock.now() + receiptTimeoutMs
    while (clock.now() < deadline) {
      const receipt = await rpc('eth_getTransactionReceipt', [hash])
      if (receipt !== null && typeof receipt === 'object' && 'status' in receipt) {
        if (receipt.status === '0x1') return
        throw new FaucetFailedError(`transaction ${hash} failed`)
      }
      await clock.sleep(10)
    }
    throw new FaucetFailedError(`transaction ${hash} was not mined within ${receiptTimeoutMs} ms`)
  }
}

/** Seconds until the oldest of the last `limit` drips leaves the window. */
function secondsUntil(
  times: readonly number[],
  limit: number,
  windowMs: number,
  now: number,
): number {
  const oldest = times[Math.max(0, times.length - limit)] ?? now
  return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000))
}

function without(times: readonly number[], time: number): readonly number[] {
  const index = times.indexOf(time)
  return index < 0 ? times : times.toSpliced(index, 1)
}

const isRpcError = (error: unknown): error is AnvilRpcError | RpcCallError =>
  error instanceof AnvilRpcError || error instanceof RpcCallError

function asFaucetError(error: unknown): ZooidError {
  return error instanceof ZooidError && !isRpcError(error)
    ? error
    : new FaucetFailedError(messageOf(error), error)
}

export class FaucetLimitError extends ZooidError {
  override readonly name = 'FaucetLimitError'
  readonly retryAfterSeconds: number
  constructor(message: string, retryAfterSeconds: number) {
    super('faucet.limit', message, {
      hint: `try again in ${retryAfterSeconds} s`,
      status: 429,
      retryable: true,
    })
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export class FaucetAddressError extends ZooidError {
  override readonly name = 'FaucetAddressError'
  constructor(address: unknown) {
    super('faucet.address', `"${String(address).slice(0, 60)}" can not be given anything`, {
      hint: 'use the address of a wallet: 0x and 40 hex digits, not zero',
      status: 400,
    })
  }
}

export class FaucetUnavailableError extends ZooidError {
  override readonly name = 'FaucetUnavailableError'
  constructor(profile: string) {
    super('faucet.unavailable', `there is no faucet on ${profile}`, {
      hint: 'faucets exist only on a devnet; on a public test network use that network’s own',
      status: 404,
    })
  }
}

export class FaucetFailedError extends ZooidError {
  override readonly name = 'FaucetFailedError'
  constructor(message: string, cause?: unknown) {
    super('faucet.failed', `the faucet could not give: ${message}`, {
      hint: 'is the devnet running? look at its log',
      status: 503,
      retryable: true,
      ...(cause === undefined ? {} : { cause }),
    })
  }
}

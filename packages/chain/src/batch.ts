// Several contract calls in one: the Multicall3 `aggregate3` codec, by hand because it runs once per
// payment. Decoding trusts no length it reads. It neither sends nor decides what may share a batch.
import type { Address, Hex } from '@zooid/base'
import { ZooidError } from '@zooid/base'
import { toFunctionSelector } from 'viem'

export type BatchCall = { readonly to: Address; readonly data: Hex }
export type BatchResult = { readonly success: boolean; readonly data: Hex }

const aggregate3Selector = toFunctionSelector('aggregate3((address,bool,bytes)[])')

/** Call data of `aggregate3` with `allowFailure` for every call. */
export function encodeAggregate3(calls: readonly BatchCall[]): Hex {
  let heads = ''
  let tails = ''
  for (const { to, data } of calls) {
    heads += word(BigInt(calls.length * 32 + tails.length / 2))
    const bytes = data.slice(2)
    tails +=
      addressWord(to) +
      word(1n) +
      word(0x60n) +
      word(BigInt(bytes.length / 2)) +
      bytes +
      '0'.repeat((64 - (bytes.length % 64)) % 64)
  }
  return `${aggregate3Selector}${word(0x20n)}${word(BigInt(calls.length))}${heads}${tails}`
}

/**
 * Results of `aggregate3`, in call order.
 * @throws BatchDecodeError when the data is not exactly such an answer for `count` calls
 */
export function decodeAggregate3(answer: Hex, count: number): readonly BatchResult[] {
  const bytes = answer.slice(2)
  const list = 2 * readOffset(bytes, 0)
  if (readOffset(bytes, list) !== count) throw new BatchDecodeError('wrong number of results')
  const results: BatchResult[] = []
  for (let i = 0; i < count; i++) {
    const item = list + 64 + 2 * readOffset(bytes, list + 64 + i * 64)
    const success = readOffset(bytes, item) === 1
    const body = item + 2 * readOffset(bytes, item + 64)
    const end = body + 64 + 2 * readOffset(bytes, body)
    if (end > bytes.length) throw new BatchDecodeError('truncated result')
    results.push({ success, data: `0x${bytes.slice(body + 64, end)}` })
  }
  return results
}

/** 64 hex digits of an unsigned value below 2^256. */
export function word(value: bigint): string {
  return value.toString(16).padStart(64, '0')
}

export function addressWord(address: Address): string {
  return address.slice(2).toLowerCase().padStart(64, '0')
}

/** The word at hex position `at` as a number small enough to be an offset or a length. */
function readOffset(bytes: string, at: number): number {
  const text = bytes.slice(at, at + 64)
  if (!/^0{56}[0-9a-f]{8}$/i.test(text)) throw new BatchDecodeError('bad offset')
  return Number.parseInt(text, 16)
}

export class BatchDecodeError extends ZooidError {
  override readonly name = 'BatchDecodeError'
  constructor(message: string) {
    super('chain.batch_decode', `the aggregate3 answer cannot be decoded: ${message}`, {
      status: 502,
    })
  }
}

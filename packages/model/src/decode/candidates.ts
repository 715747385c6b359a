// Reading a decoder's logits: the best tokens of a row with their log-probabilities, the largest one, or
// a draw. Works in scratch of its own, so logits stay as they are unless a row is masked.
import {
  reshape,
  sampleLargest,
  sampleMask,
  sampleTop,
  softmaxForward,
  type Tensor,
} from '@zooid/kernel'
import type { Random } from '../random.ts'
import type { Decoder } from './decoder.ts'

export type Candidate = { readonly token: number; readonly logProbability: number }

export type DrawOptions = {
  readonly random: Random
  /** Above 0. @default 1 */
  readonly temperature?: number
  /** Keep at most this many tokens. @default all */
  readonly topK?: number
  /** Keep the shortest head with at least this probability. @default 1 */
  readonly topP?: number
}

export type Reader = {
  /** Makes all tokens impossible but those whose bit (token % 32 of allowed[token / 32]) is 1. */
  readonly mask: (row: number, allowed: Uint32Array) => void
  /** Best first, equal ones by id; fewer than `count` when fewer are possible. */
  readonly best: (row: number, count: number) => Candidate[]
  /** The most likely token, the lowest id of equals; null when none is possible. */
  readonly largest: (row: number) => number | null
  readonly draw: (row: number, options: DrawOptions) => number | null
  readonly close: () => void
}

/** @throws {ArenaFullError} */
export function createReader(decoder: Decoder): Reader {
  const { kernel, heap } = decoder.network
  const [classes = 0] = decoder.logits(0).shape
  const words = Math.ceil(classes / 32)
  const place = (length: number, dtype: 'f32' | 'u32'): Tensor => ({
    offset: heap.allocate(4 * length),
    shape: [length],
    dtype,
  })
  const [probabilities, order, allowed] = [
    place(classes, 'f32'),
    place(classes, 'u32'),
    place(words, 'u32'),
  ]
  return {
    mask: (row, bits) => {
      kernel.view({ ...allowed, dtype: 'u32' as const }).set(bits)
      sampleMask(kernel, decoder.logits(row), allowed)
    },
    best: (row, count) => {
      const x = reshape(decoder.logits(row), [1, classes])
      softmaxForward(kernel, { x, y: reshape(probabilities, [1, classes]) })
      return bestOf(kernel.f32(probabilities), count)
    },
    largest: (row) => sampleLargest(kernel, decoder.logits(row)),
    draw: (row, { random, ...options }) =>
      sampleTop(kernel, { ...options, logits: decoder.logits(row), order, u: random.uniform() }),
    close: () => {
      for (const { offset } of [probabilities, order, allowed]) heap.free(offset)
    },
  }
}

/** A short sorted list beats sorting thousands of probabilities. */
function bestOf(probabilities: Float32Array, count: number): Candidate[] {
  const tokens: number[] = []
  for (let token = 0; token < probabilities.length; token++) {
    const p = probabilities[token] ?? 0
    const worst = probabilities[tokens[count - 1] ?? -1]
    if (!(p > 0) || (worst !== undefined && p <= worst)) continue
    let at = tokens.length
    while (at > 0 && (probabilities[tokens[at - 1] ?? -1] ?? 0) < p) at--
    tokens.splice(at, 0, token)
    if (tokens.length > count) tokens.pop()
  }
  return tokens.map((token) => ({ token, logProbability: Math.log(probabilities[token] ?? 0) }))
}

// Federated reductions over K vectors of N numbers, each one pass over memory (rust/src/mix.rs).
import { ZooidError } from '@zooid/base'
import type { Kernel } from '../kernel.ts'
import type { OpName } from '../op-names.ts'
import { runSplit } from '../split.ts'
import { expectTensor, sizeOf, type Tensor } from '../tensor.ts'

/** K vectors of one shape, with the room the kernel needs to find them. */
export type MixSources = {
  readonly vectors: readonly Tensor[]
  /** (K) u32, filled by `mixSources`. */
  readonly addresses: Tensor
  /** (K), filled with weights before each use. */
  readonly weights: Tensor
  /** (2 K) u32, the room of K f64. */
  readonly sums: Tensor
  readonly length: number
}

/** The most vectors that `mixTrimmedMean` and `mixMedian` take. */
export const mostSorted = 64

/**
 * Takes small tables from the arena once; the vectors stay where they are.
 * @throws TensorShapeError, MixCountError, ArenaFullError
 */
export function mixSources(kernel: Kernel, vectors: readonly Tensor[]): MixSources {
  const [first] = vectors
  if (!first) throw new MixCountError(0, 'at least 1')
  for (const vector of vectors) expectTensor('mix vector', vector, first.shape)
  const count = vectors.length
  const addresses = kernel.tensor([count], 'u32')
  const weights = kernel.tensor([count])
  const sums = kernel.tensor([2 * count], 'u32')
  kernel.view({ ...addresses, dtype: 'u32' as const }).set(vectors.map(({ offset }) => offset))
  return { vectors, addresses, weights, sums, length: sizeOf(first.shape) }
}

/** out = sum of weights[k] * vectors[k]; out may be one of them. @throws TensorShapeError, MixCountError */
export function mixWeightedSum(
  kernel: Kernel,
  out: Tensor,
  sources: MixSources,
  weights: readonly number[],
): void {
  setWeights(kernel, sources, weights)
  reduce(kernel, 'mix_weighted_sum', out, sources, [sources.weights.offset, weights.length])
}

/** out = mean of the vectors. @throws TensorShapeError */
export function mixMean(kernel: Kernel, out: Tensor, sources: MixSources): void {
  const count = sources.vectors.length
  mixWeightedSum(kernel, out, sources, new Array<number>(count).fill(1 / count))
}

/** |vectors[k] - base| for every k. @throws TensorShapeError */
export function mixDistances(kernel: Kernel, base: Tensor, sources: MixSources): number[] {
  expectTensor('mix base', base, sources.vectors[0]?.shape ?? [])
  const { addresses, sums, length, vectors } = sources
  const room = kernel.view({ ...sums, dtype: 'u32' as const })
  room.fill(0)
  // One thread: the sums of several would have to be added in an order that depends on the split.
  kernel.ops.mix_distances(sums.offset, addresses.offset, base.offset, vectors.length, 0, length)
  return [...new Float64Array(room.buffer, sums.offset, vectors.length)].map(Math.sqrt)
}

/**
 * out = base + mean of (vectors[k] - base), each shortened to `limit`: one step of centred clipping.
 * Returns the distances before. out may be base.
 * @throws TensorShapeError
 */
export function mixClippedMean(
  kernel: Kernel,
  out: Tensor,
  base: Tensor,
  sources: MixSources,
  limit: number,
): number[] {
  const distances = mixDistances(kernel, base, sources)
  const count = distances.length
  const shares = distances.map((d) => (d > limit ? limit / d : 1) / count)
  setWeights(kernel, sources, shares)
  reduce(kernel, 'mix_clipped_sum', out, sources, [base.offset, sources.weights.offset, count])
  return distances
}

/**
 * out = mean of each coordinate without its `trim` smallest and `trim` largest values.
 * @throws TensorShapeError, MixCountError unless 2 * trim < K <= 64
 */
export function mixTrimmedMean(
  kernel: Kernel,
  out: Tensor,
  sources: MixSources,
  trim: number,
): void {
  const count = sources.vectors.length
  if (!(trim >= 0 && 2 * trim < count && count <= mostSorted)) {
    throw new MixCountError(count, `more than ${2 * trim} and at most ${mostSorted}`)
  }
  reduce(kernel, 'mix_trimmed_mean', out, sources, [count, trim])
}

/** out = median of each coordinate. @throws TensorShapeError, MixCountError beyond 64 vectors */
export function mixMedian(kernel: Kernel, out: Tensor, sources: MixSources): void {
  const count = sources.vectors.length
  if (count > mostSorted) throw new MixCountError(count, `at most ${mostSorted}`)
  reduce(kernel, 'mix_median', out, sources, [count])
}

function reduce(
  kernel: Kernel,
  name: OpName,
  out: Tensor,
  { addresses, vectors, length }: MixSources,
  middle: readonly number[],
): void {
  expectTensor('mix out', out, vectors[0]?.shape ?? [])
  const numbers = length * vectors.length
  runSplit(kernel, name, { length, step: 16, numbers }, (begin, end) => [
    out.offset,
    addresses.offset,
    ...middle,
    begin,
    end,
  ])
}

function setWeights(kernel: Kernel, sources: MixSources, weights: readonly number[]): void {
  const count = sources.vectors.length
  if (weights.length !== count) throw new MixCountError(weights.length, `${count} weights`)
  kernel.f32(sources.weights).set(weights)
}

export class MixCountError extends ZooidError {
  override readonly name = 'MixCountError'
  constructor(count: number, needed: string) {
    super('kernel.mix_count', `${count} vectors or weights given, ${needed} needed`)
  }
}

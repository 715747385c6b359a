// LoRA: what a network learned lately as a low-rank difference, W' = W + strength * (alpha / rank) A B, with
// A (in, r) and B (r, out). The network itself only ever holds W'; its gradient gives those of A and B, so
// no graph changes. B is 0 at birth and then W' is W to the last bit. Plain arrays; no network runs here.
import { ZooidError } from '@zooid/base'
import { createRandom } from '../random.ts'
import type { HostTensor, Weights } from '../types.ts'

/** The two factors for one matrix (rows, columns). */
export type AdapterPair = {
  readonly rows: number
  readonly columns: number
  /** (rows, rank) */
  readonly a: Float32Array
  /** (rank, columns) */
  readonly b: Float32Array
}

export type Adapter = {
  readonly name: string
  readonly rank: number
  readonly alpha: number
  readonly pairs: ReadonlyMap<string, AdapterPair>
}

export type AdapterOptions = {
  readonly name: string
  readonly seed: number
  /** @default 8 */
  readonly rank?: number
  /** @default 16 */
  readonly alpha?: number
  /** Which parameters it may change. @default the projections of every layer */
  readonly covers?: (name: string) => boolean
}

/** Most adapters that are live at once: the task's and the recent one. */
export const maxLiveAdapters = 2

const projections = /\.(wq|wk|wv|wr|wo|gate|up|down)$/

/** A newborn adapter: it changes nothing. @throws {AdapterError} when it covers no matrix */
export function createAdapter(weights: Weights, options: AdapterOptions): Adapter {
  const { name, seed, rank = 8, alpha = 16, covers = (name) => projections.test(name) } = options
  if (!Number.isInteger(rank) || rank < 1 || !(alpha > 0))
    throw new AdapterError(`rank ${rank} and alpha ${alpha} make no adapter`)
  const pairs = new Map<string, AdapterPair>()
  for (const [parameter, { shape }] of weights) {
    const [rows = 0, columns = 0] = shape
    if (shape.length !== 2 || !covers(parameter)) continue
    const { uniform } = createRandom(seed, `${name} ${parameter}`)
    // Normal with variance 1 / in, by Box and Muller.
    const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
    const a = new Float32Array(rows * rank).map(() => normal() / Math.sqrt(rows))
    pairs.set(parameter, { rows, columns, a, b: new Float32Array(rank * columns) })
  }
  if (pairs.size === 0) throw new AdapterError('it covers no matrix of these weights')
  return { name, rank, alpha, pairs }
}

/** An adapter and how much of it counts; 1 is what was trained. */
export type Applied = { readonly adapter: Adapter; readonly strength: number }

/**
 * The weights that a network with these adapters holds. Tensors that none covers are the same objects.
 * @throws {AdapterError} for more than two, or when one does not fit
 */
export function applyAdapters(base: Weights, live: readonly Applied[]): Weights {
  if (live.length > maxLiveAdapters)
    throw new AdapterError(`at most ${maxLiveAdapters} adapters are live; merge one first`)
  const changed = new Map<string, HostTensor>(base)
  for (const { adapter, strength } of live)
    for (const [name, pair] of adapter.pairs) {
      const tensor = changed.get(name)
      if (tensor?.shape.join() !== [pair.rows, pair.columns].join())
        throw new AdapterError(`${name} is not [${pair.rows},${pair.columns}]`)
      const data = addProduct(tensor.data, pair, (strength * adapter.alpha) / adapter.rank)
      changed.set(name, { shape: tensor.shape, data })
    }
  return changed
}

/** Gradients of A and B from that of W': dA = s dW' B^T, dB = s A^T dW'. @throws {AdapterError} */
export function adapterGradients(
  { alpha, rank, pairs }: Adapter,
  gradients: Weights,
): ReadonlyMap<string, { readonly a: Float32Array; readonly b: Float32Array }> {
  const scale = alpha / rank
  return new Map(
    [...pairs].map(([name, { rows, columns, a, b }]) => {
      const dw = gradients.get(name)?.data
      if (dw?.length !== rows * columns) throw new AdapterError(`${name} has no gradient`)
      const da = new Float32Array(a.length)
      const db = new Float32Array(b.length)
      for (let k = 0; k < rank; k++)
        for (let row = 0; row < rows; row++) {
          const left = scale * (a[row * rank + k] ?? 0)
          let sum = 0
          for (let column = 0; column < columns; column++) {
            const g = dw[row * columns + column] ?? 0
            sum += g * (b[k * columns + column] ?? 0)
            db[k * columns + column] = (db[k * columns + column] ?? 0) + left * g
          }
          da[row * rank + k] = scale * sum
        }
      return [name, { a: da, b: db }]
    }),
  )
}

/** w + scale A B; sums in f64, rounded once. */
function addProduct(
  w: Float32Array,
  { rows, columns, a, b }: AdapterPair,
  scale: number,
): Float32Array {
  const rank = b.length / columns
  const out = w.slice()
  const sums = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    sums.fill(0)
    for (let k = 0; k < rank; k++) {
      const left = scale * (a[row * rank + k] ?? 0)
      for (let column = 0; column < columns; column++)
        sums[column] = (sums[column] ?? 0) + left * (b[k * columns + column] ?? 0)
    }
    for (let column = 0; column < columns; column++) {
      const sum = sums[column] ?? 0
      // Adding 0 would turn -0 into 0, and birth must not change a bit.
      if (sum !== 0) out[row * columns + column] = (w[row * columns + column] ?? 0) + sum
    }
  }
  return out
}

/** An adapter does not fit the weights, or too many are live. */
export class AdapterError extends ZooidError {
  override readonly name = 'AdapterError'
  constructor(message: string) {
    super('adapter.invalid', message, { status: 422 })
  }
}

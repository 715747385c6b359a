// Trains an adapter while the network's own weights rest: the network's gradient of W' becomes those of A
// and B, Adam moves these, and the network gets the new W'. The trainer's moments are not touched. After
// `finish` the network holds base + adapter, or the base again.
import type { Trainer } from '../train/trainer.ts'
import { defaultLearningRate } from '../train/trainer.ts'
import type { Batch, Weights } from '../types.ts'
import { type Adapter, type AdapterPair, adapterGradients, applyAdapters } from './adapter.ts'

export type AdapterTrainer = {
  readonly base: Weights
  /** As trained so far; later steps do not change it. */
  readonly adapter: () => Adapter
  /** One update of A and B. Loss before it, nats. @throws {BatchError | AdapterError} */
  readonly step: (batches: readonly Batch[]) => AdapterStep
  /** Writes base + strength * adapter into the network; 0 gives the base back bit for bit. */
  readonly hold: (strength: number) => void
  /** Gives a function that puts factors, moments and step count back to what they are now. */
  readonly remember: () => () => void
}

export type AdapterStep = {
  /** Before the update, nats. */
  readonly loss: number
  /** Of A and B, before clipping. */
  readonly gradientNorm: number
  /** False when a gradient was not finite: nothing was changed then. */
  readonly applied: boolean
}

export type AdapterTrainerOptions = {
  /** @default 5 times the width's own */
  readonly learningRate?: number
  /** Steps of a straight warm-up. @default 10 */
  readonly warmupSteps?: number
  /** Global norm above which gradients are scaled down. @default 1 */
  readonly maxGradientNorm?: number
}

const [beta1, beta2, epsilon] = [0.9, 0.98, 1e-8]

/** The network's present weights become the base. */
export function createAdapterTrainer(
  trainer: Trainer,
  newborn: Adapter,
  options: AdapterTrainerOptions = {},
): AdapterTrainer {
  const { network } = trainer
  const base = network.readWeights()
  const width = base.get('tokens.table')?.shape[1] ?? 64
  const { learningRate: top = 5 * defaultLearningRate(width), maxGradientNorm = 1 } = options
  const { warmupSteps = 10 } = options
  const adapter: Adapter = { ...newborn, pairs: copyPairs(newborn.pairs) }
  const moments = new Map(
    [...adapter.pairs].map(([name, { a, b }]) => [name, { a: newMoments(a), b: newMoments(b) }]),
  )
  let steps = 0
  const hold = (strength: number) =>
    network.writeWeights(applyAdapters(base, [{ adapter, strength }]))
  return {
    base,
    hold,
    adapter: () => ({ ...adapter, pairs: copyPairs(adapter.pairs) }),
    remember: () => {
      const live = [...adapter.pairs].flatMap(([name, { a, b }]) => {
        const own = moments.get(name)
        return [a, b, ...(own === undefined ? [] : [own.a.m, own.a.v, own.b.m, own.b.v])]
      })
      const [kept, keptSteps] = [live.map((array) => array.slice()), steps]
      return () => {
        for (const [i, array] of live.entries()) array.set(kept[i] ?? [])
        steps = keptSteps
      }
    },
    step: (batches) => {
      const { loss } = trainer.gradients(batches)
      const gradients = adapterGradients(adapter, trainer.readGradients())
      const norm = normOf([...gradients.values()].flatMap(({ a, b }) => [a, b]))
      if (!Number.isFinite(norm)) return { loss, gradientNorm: norm, applied: false }
      steps++
      const learningRate = top * Math.min(1, steps / warmupSteps)
      const clip = Math.min(1, maxGradientNorm / Math.max(norm, 1e-30))
      for (const [name, { a, b }] of adapter.pairs) {
        const [g, m] = [gradients.get(name), moments.get(name)]
        if (g === undefined || m === undefined) continue
        adam(a, g.a, m.a, { steps, learningRate, clip })
        adam(b, g.b, m.b, { steps, learningRate, clip })
      }
      hold(1)
      return { loss, gradientNorm: norm, applied: true }
    },
  }
}

type Moments = { readonly m: Float32Array; readonly v: Float32Array }

function newMoments({ length }: Float32Array): Moments {
  return { m: new Float32Array(length), v: new Float32Array(length) }
}

function adam(
  p: Float32Array,
  g: Float32Array,
  { m, v }: Moments,
  rate: { readonly steps: number; readonly learningRate: number; readonly clip: number },
): void {
  const [correct1, correct2] = [1 - beta1 ** rate.steps, 1 - beta2 ** rate.steps]
  for (let i = 0; i < p.length; i++) {
    const gradient = (g[i] ?? 0) * rate.clip
    const first = beta1 * (m[i] ?? 0) + (1 - beta1) * gradient
    const second = beta2 * (v[i] ?? 0) + (1 - beta2) * gradient * gradient
    m[i] = first
    v[i] = second
    const step = first / correct1 / (Math.sqrt(second / correct2) + epsilon)
    p[i] = (p[i] ?? 0) - rate.learningRate * step
  }
}

function copyPairs(pairs: ReadonlyMap<string, AdapterPair>): Map<string, AdapterPair> {
  return new Map(
    [...pairs].map(([name, { rows, columns, a, b }]) => [
      name,
      { rows, columns, a: a.slice(), b: b.slice() },
    ]),
  )
}

function normOf(arrays: readonly Float32Array[]): number {
  let sum = 0
  for (const array of arrays) for (const value of array) sum += value * value
  return Math.sqrt(sum)
}

// How far a network has moved, as telemetry and as a trust region: Kullback-Leibler divergence of what it
// says, linear centred kernel alignment of how it represents it, and the relative length of the way its
// weights went. Sums are in f64, in a fixed order, so a figure is the same wherever it is computed.
import { ZooidError } from '@zooid/base'
import type { Weights } from '../types.ts'
import type { ProbeAnswers } from './probes.ts'

export type Drift = {
  /** Mean over places of KL(before || after), nats. */
  readonly kl: number
  /** 1 for the same representation up to rotation and scale, 0 for unrelated ones. */
  readonly cka: number
}

/** @throws {ProbeError} when the answers are not to the same probes */
export function measureDrift(before: ProbeAnswers, after: ProbeAnswers): Drift {
  return { kl: divergence(before, after), cka: linearCka(before, after) }
}

/**
 * Over the ids that both know: after a vocabulary grew, probability that went to new ids counts as drift.
 * @throws {ProbeError}
 */
export function divergence(before: ProbeAnswers, after: ProbeAnswers): number {
  expectSameProbes(before, after)
  const shared = Math.min(before.vocabulary, after.vocabulary)
  let sum = 0
  for (let place = 0; place < before.places; place++) {
    const p = row(before.logits, before.vocabulary, place)
    const q = row(after.logits, after.vocabulary, place)
    const [logZp, logZq] = [logSumExp(p), logSumExp(q)]
    for (let id = 0; id < shared; id++) {
      const logP = (p[id] ?? 0) - logZp
      sum += Math.exp(logP) * (logP - ((q[id] ?? 0) - logZq))
    }
  }
  return sum / Math.max(1, before.places)
}

/** |X^T Y|^2 / (|X^T X| |Y^T Y|) of centred representations; widths may differ. @throws {ProbeError} */
export function linearCka(before: ProbeAnswers, after: ProbeAnswers): number {
  expectSameProbes(before, after)
  const [x, y] = [centred(before), centred(after)]
  const own = Math.sqrt(crossSquares(x, x) * crossSquares(y, y))
  return own === 0 ? Number.NaN : crossSquares(x, y) / own
}

/** |after - before| / |before| over all tensors of both. */
export function weightDrift(before: Weights, after: Weights): number {
  let [moved, length] = [0, 0]
  for (const [name, { data }] of before) {
    const other = after.get(name)?.data
    for (let i = 0; i < data.length; i++) {
      const value = data[i] ?? 0
      moved += ((other?.[i] ?? Number.NaN) - value) ** 2
      length += value * value
    }
  }
  return Math.sqrt(moved / length)
}

type Columns = { readonly places: number; readonly width: number; readonly data: Float64Array }

/** (places, width) with each column's mean taken off. */
function centred({ places, width, hidden }: ProbeAnswers): Columns {
  const data = Float64Array.from(hidden)
  for (let column = 0; column < width; column++) {
    let sum = 0
    for (let place = 0; place < places; place++) sum += data[place * width + column] ?? 0
    const mean = sum / places
    for (let place = 0; place < places; place++)
      data[place * width + column] = (data[place * width + column] ?? 0) - mean
  }
  return { places, width, data }
}

/** Squared Frobenius norm of X^T Y. */
function crossSquares(x: Columns, y: Columns): number {
  const product = new Float64Array(x.width * y.width)
  for (let place = 0; place < x.places; place++)
    for (let i = 0; i < x.width; i++) {
      const left = x.data[place * x.width + i] ?? 0
      for (let j = 0; j < y.width; j++)
        product[i * y.width + j] =
          (product[i * y.width + j] ?? 0) + left * (y.data[place * y.width + j] ?? 0)
    }
  return product.reduce((sum, value) => sum + value * value, 0)
}

function row(values: Float32Array, width: number, index: number): Float32Array {
  return values.subarray(index * width, (index + 1) * width)
}

function logSumExp(values: Float32Array): number {
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let sum = 0
  for (const value of values) sum += Math.exp(value - most)
  return most + Math.log(sum)
}

function expectSameProbes(before: ProbeAnswers, after: ProbeAnswers): void {
  if (before.places !== after.places)
    throw new ProbeError(`${before.places} answers cannot be compared with ${after.places}`)
}

/** Answers to different probes. */
export class ProbeError extends ZooidError {
  override readonly name = 'ProbeError'
  constructor(message: string) {
    super('gate.probes', message, { status: 422 })
  }
}

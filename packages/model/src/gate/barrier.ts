// May two networks be averaged? Only when the straight line between their weights does not climb: children
// of one ancestor stay in one valley, strangers of the same shape do not. The barrier is the most that the
// loss on the line rises above the straight line between the two losses.
import { ZooidError } from '@zooid/base'
import type { HostTensor, Weights } from '../types.ts'

/** Two networks whose barrier is higher are not averaged, nats per token. */
export const maxBarrier = 0.05

/** (1 - t) a + t b, tensor by tensor. @throws {LineError} when names or shapes differ */
export function interpolateWeights(a: Weights, b: Weights, t: number): Weights {
  if (a.size !== b.size) throw new LineError('they do not have the same tensors')
  return new Map(
    [...a].map(([name, { shape, data }]): [string, HostTensor] => {
      const other = b.get(name)
      if (other?.shape.join() !== shape.join()) throw new LineError(`${name} differs in shape`)
      return [
        name,
        { shape, data: data.map((value, i) => (1 - t) * value + t * (other.data[i] ?? 0)) },
      ]
    }),
  )
}

export type Barrier = {
  /** Nats; 0 when the line never climbs. */
  readonly height: number
  /** Loss at t = 0, 1 / points, ..., 1. */
  readonly losses: readonly number[]
}

/** @param lossAt held-out loss at t, always on the same data @param points steps of the line. @default 10 */
export function lossBarrier(lossAt: (t: number) => number, points = 10): Barrier {
  const losses = Array.from({ length: points + 1 }, (_, i) => lossAt(i / points))
  const [first = Number.NaN, last = Number.NaN] = [losses[0], losses.at(-1)]
  const rises = losses.map((loss, i) => loss - (first + ((last - first) * i) / points))
  // A loss that is not a number is no valley.
  const height = rises.every(Number.isFinite) ? Math.max(0, ...rises) : Number.POSITIVE_INFINITY
  return { height, losses }
}

/** Two sets of weights have no line between them. */
export class LineError extends ZooidError {
  override readonly name = 'LineError'
  constructor(message: string) {
    super('gate.line', message, { status: 422 })
  }
}

// Seeded chance and small checkpoints for the tests of this package.
import { type Expr, parametersOf, rungGenome } from '@zooid/genome'
import type { Weights } from '../types.ts'
import type { Checkpoint } from './checkpoint.ts'

export type Chance = {
  /** [0, 1) */
  readonly unit: () => number
  /** Whole, [0, below). */
  readonly below: (below: number) => number
  /** Standard normal. */
  readonly normal: () => number
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
  return { unit, normal, below: (below) => Math.floor(unit() * below) }
}

/** Every number even within the given spread. */
export function noiseWeights(genome: Expr, seed: number, spread = 0.1): Weights {
  const { unit } = chance(seed)
  return new Map(
    parametersOf(genome).map(({ name, shape }) => {
      const length = shape.reduce((size, dim) => size * dim, 1)
      return [name, { shape, data: new Float32Array(length).map(() => (unit() * 2 - 1) * spread) }]
    }),
  )
}

export function exampleCheckpoint(
  seed = 1,
  genome = rungGenome('seed', { vocab: 80 }),
): Checkpoint {
  return {
    manifest: {
      genome,
      tokenizerHash: `0x${'11'.repeat(32)}`,
      ancestorHash: null,
      dataHash: `0x${'22'.repeat(32)}`,
      seed,
      step: 7,
    },
    weights: noiseWeights(genome, seed),
    training: {
      optimizer: {
        step: 7,
        m: noiseWeights(genome, seed + 1, 1e-3),
        v: noiseWeights(genome, seed + 2, 1e-6),
      },
      random: [1, 2, 3, 2 ** 32 - 1],
    },
  }
}

/** Compares bits, fast; assertion libraries walk typed arrays number by number. */
export function sameWeights(a: Weights, b: Weights): boolean {
  return (
    [...a.keys()].join() === [...b.keys()].join() &&
    [...a].every(([name, { shape, data }]) => {
      const other = b.get(name)
      return other?.shape.join() === shape.join() && sameBytes(data, other.data)
    })
  )
}

export function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  return bytesOf(a).equals(bytesOf(b))
}

function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength)
}

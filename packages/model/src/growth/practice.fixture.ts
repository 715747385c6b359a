// A small language for tests: every sequence walks a table of successors that its first token picks, and
// the source shows the walk's beginning. A network learns it in some hundred steps; ids begin at 16.
import { chance } from '../checkpoint/seeded.fixture.ts'
import type { Batch } from '../types.ts'

export type Practice = {
  /** Different numbers give different batches; the same one gives the same batch. */
  readonly batch: (number: number) => Batch
  /** Held-out batches, never given by `batch`. */
  readonly heldOut: readonly Batch[]
}

/** @param vocab tokens 16..vocab-1 are words */
export function practice(vocab: number, size = 8, length = 16): Practice {
  const words = vocab - 16
  const { below } = chance(99)
  const tables = Array.from({ length: 3 }, () =>
    Int32Array.from({ length: words }, () => 16 + below(words)),
  )
  const make = (seed: number): Batch => {
    const draw = chance(seed)
    const source = new Int32Array(size * length)
    const target = new Int32Array(size * length)
    const next = new Int32Array(size * length)
    const labels = new Int32Array(size)
    for (let item = 0; item < size; item++) {
      const which = draw.below(tables.length)
      const table = tables[which] ?? new Int32Array()
      let word = 16 + draw.below(words)
      const take = () => {
        word = draw.below(10) === 0 ? 16 + draw.below(words) : (table[word - 16] ?? 16)
        return word
      }
      labels[item] = which
      // Sequences of several lengths, so that padding is met.
      const used = length - draw.below(4)
      for (let i = 0; i < used; i++) source[item * length + i] = i === 0 ? 4 : take()
      for (let i = 0; i < used; i++) {
        target[item * length + i] = i === 0 ? 1 : word
        next[item * length + i] = take()
      }
    }
    const sizes = { batch: size, sourceLength: length, targetLength: length }
    return { task: 'solve', source, target, next, labels, ...sizes }
  }
  const batch = (number: number) => make(1_000_000 + number)
  return { batch, heldOut: [1, 2, 3, 4].map(make) }
}

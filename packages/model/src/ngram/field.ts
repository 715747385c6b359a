// The n-gram field: interpolated modified Kneser-Ney of order 4 (Chen and Goodman 1999) over the same
// tokens as the model. Every estimate takes a discount from each count and spreads it over the next
// shorter context, down to a uniform one, so all tokens have a chance and the chances sum to one.
import { ZooidError } from '@zooid/base'
import { special } from '../tokenizer/special.ts'
import { type Context, countRuns, order, runOf, type Table, tokenOf } from './counts.ts'

export type NgramField = {
  readonly vocab: number
  /** Chance of `token` after `context` (its last three ids count; shorter ones follow a beginning). */
  readonly probability: (context: ArrayLike<number>, token: number) => number
  /** Chances of all tokens after `context`; they sum to one. */
  readonly distribution: (context: ArrayLike<number>) => Float64Array
  /** What is taken from counts of 1, 2 and more, per length of run, from 1 on. */
  readonly discounts: readonly Discounts[]
  /** Different runs per length, from 1 on. */
  readonly runs: readonly number[]
}

export type Discounts = readonly [one: number, two: number, more: number]

/**
 * Count sequences of token ids, each ended by EOS.
 * @throws NgramVocabError when an id is not below `vocab`
 */
export function createNgramField(
  sequences: readonly Int32Array[],
  { vocab }: { readonly vocab: number },
): NgramField {
  for (const sequence of sequences)
    for (const id of sequence) if (id < 0 || id >= vocab) throw new NgramVocabError(id, vocab)
  const tables = countRuns(sequences)
  const discounts = tables.map(discountsOf)
  const levels = tables.map((table, i) => ({ table, discounts: discounts[i] ?? none }))

  return {
    vocab,
    probability: (context, token) => {
      const ids = padded(context)
      let chance = 1 / vocab
      for (const [shorter, { table, discounts: cut }] of levels.entries()) {
        const found = table.contexts.get(runOf(ids, ids.length - shorter, ids.length))
        // An unseen context says nothing, and so do all longer ones.
        if (found === undefined) break
        const count = countOf(table, found, token)
        chance = (count - discountOf(cut, count) + spread(cut, found) * chance) / found.total
      }
      return chance
    },
    distribution: (context) => {
      const ids = padded(context)
      const chances = new Float64Array(vocab).fill(1 / vocab)
      for (const [shorter, { table, discounts: cut }] of levels.entries()) {
        const found = table.contexts.get(runOf(ids, ids.length - shorter, ids.length))
        if (found === undefined) break
        const share = spread(cut, found) / found.total
        for (let i = 0; i < vocab; i++) chances[i] = share * (chances[i] ?? 0)
        for (let i = found.from; i < found.to; i++) {
          const count = table.counts[i] ?? 0
          const token = tokenOf(table.runs[i] ?? 0)
          chances[token] = (chances[token] ?? 0) + (count - discountOf(cut, count)) / found.total
        }
      }
      return chances
    },
    discounts,
    runs: tables.map(({ runs }) => runs.length),
  }
}

const none: Discounts = [0, 0, 0]

/** The last three ids, led by BOS where there are fewer. */
function padded(context: ArrayLike<number>): Int32Array {
  const ids = new Int32Array(order - 1).fill(special.bos)
  const known = Math.min(context.length, order - 1)
  for (let i = 1; i <= known; i++) ids[order - 1 - i] = context[context.length - i] ?? special.bos
  return ids
}

function countOf({ runs, counts }: Table, { from, to }: Context, token: number): number {
  let [low, high] = [from, to - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = tokenOf(runs[middle] ?? 0)
    if (found === token) return counts[middle] ?? 0
    if (found < token) low = middle + 1
    else high = middle - 1
  }
  return 0
}

function discountOf([one, two, more]: Discounts, count: number): number {
  return count === 0 ? 0 : count === 1 ? one : count === 2 ? two : more
}

/** All that was taken from the counts of a context. */
function spread([one, two, more]: Discounts, context: Context): number {
  return one * context.ones + two * context.twos + more * context.more
}

/**
 * Discounts from counts of counts. Where text is too little or too regular for the formula (a count of
 * counts is zero, or a discount would leave nothing or take more than there is), one discount for all is
 * the classic choice, and a half where even that is undefined.
 */
function discountsOf({ counts }: Table): Discounts {
  const [n1 = 0, n2 = 0, n3 = 0, n4 = 0] = [1, 2, 3, 4].map((wanted) =>
    counts.reduce((sum, count) => sum + (count === wanted ? 1 : 0), 0),
  )
  const y = n1 / (n1 + 2 * n2)
  const cuts: Discounts = [1 - 2 * y * (n2 / n1), 2 - 3 * y * (n3 / n2), 3 - 4 * y * (n4 / n3)]
  if (cuts.every((cut, i) => Number.isFinite(cut) && cut > 0 && cut < i + 1)) return cuts
  const one = y > 0 && y < 1 ? y : 0.5
  return [one, one, one]
}

export class NgramVocabError extends ZooidError {
  override readonly name = 'NgramVocabError'
  constructor(id: number, vocab: number) {
    super('ngram.vocab', `token ${id} is outside a vocabulary of ${vocab}`, { status: 422 })
  }
}

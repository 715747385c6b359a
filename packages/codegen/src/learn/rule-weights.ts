// Log-weights of symbols in places for one task: how common the symbol is there at all, times how much more
// likely this task makes it. Unnormalised: what is legal in a place decides what they are shared among.

import { placeOf } from '../encoding/cursor.ts'
import { symbolCount } from '../language/grammar.ts'
import type { RuleTable } from './rule-table.ts'

export type RuleWeights = {
  /** @param parent symbol of the production around the place, -1 for the root */
  readonly logWeight: (parent: number, slot: number, symbol: number) => number
}

/**
 * @param head the rule head's logits, (2 symbolCount); null leaves the corpus alone
 * @param trust exponent on what the head says beyond the corpus
 */
export function weighRules(
  table: RuleTable,
  head: Float32Array | null,
  trust: number,
): RuleWeights {
  const { bigram } = table
  const change = new Float32Array(2 * symbolCount)
  if (head !== null)
    for (const from of [0, symbolCount]) {
      const logits = head.subarray(from, from + symbolCount)
      const offset = logSum(logits)
      for (const [i, logit] of logits.entries())
        change[from + i] = trust * (logit - offset - (table.classes[from + i] ?? 0))
    }
  return {
    logWeight: (parent, slot, symbol) => {
      const place = placeOf(parent, slot)
      const group = place === 0 ? 0 : symbolCount
      return (bigram[place * symbolCount + symbol] ?? 0) + (change[group + symbol] ?? 0)
    },
  }
}

/** log of the sum of exponentials */
export function logSum(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i] ?? most)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.exp((values[i] ?? most) - most)
  return most + Math.log(sum)
}

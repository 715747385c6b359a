// How well a network knows programs it was never shown: surprise per symbol of the decoder, of the rule
// weights and of the corpus alone, all over the same legal symbols of the same held-out programs.
import type { Network } from '@zooid/model'
import { createRandom } from '@zooid/model'
import { advance, legalAt, startCursor } from '../encoding/cursor.ts'
import { outputVocabulary } from '../encoding/target.ts'
import { ruleClasses } from './architecture.ts'
import type { RuleTable } from './rule-table.ts'
import { logSum, weighRules } from './rule-weights.ts'
import { batchFrom, type Item } from './stream.ts'

export type Measure = {
  /** In nats per symbol: the decoder, over legal symbols only. */
  readonly decoder: number
  /** The decoder with what is not legal counted too: what training lowers. */
  readonly unmasked: number
  readonly rules: number
  readonly bigram: number
  /** No knowledge but the grammar's. */
  readonly uniform: number
  readonly symbols: number
}

const batchSize = 32

export function measure(
  network: Network,
  table: RuleTable,
  items: readonly Item[],
  trust: number,
): Measure {
  const random = createRandom(1, 'measure')
  const sums = { decoder: 0, unmasked: 0, rules: 0, bigram: 0, uniform: 0 }
  let symbols = 0
  const corpus = weighRules(table, null, trust)
  for (let from = 0; from < items.length; from += batchSize) {
    const part = items.slice(from, from + batchSize)
    const batch = batchFrom(part, random)
    const { text, head } = network.forward(batch)
    if (text === undefined || head === undefined) throw new RangeError('a result is missing')
    for (const [row, { ids, task }] of part.entries()) {
      const rules = weighRules(
        table,
        head.subarray(row * ruleClasses, (row + 1) * ruleClasses),
        trust,
      )
      let cursor = startCursor(task.signature)
      for (const [t, id] of ids.entries()) {
        const { hole } = cursor
        if (hole === null) break
        const legal = legalAt(cursor)
        const at = (row * batch.targetLength + t) * outputVocabulary
        const logits = text.subarray(at, at + outputVocabulary)
        const surprise = (weight: (symbol: number) => number) =>
          logSum(legal.map(weight)) - weight(id)
        sums.decoder += surprise((symbol) => logits[symbol + 1] ?? 0)
        sums.unmasked += logSum(logits) - (logits[id + 1] ?? 0)
        sums.rules += surprise((symbol) => rules.logWeight(hole.parent, hole.slot, symbol))
        sums.bigram += surprise((symbol) => corpus.logWeight(hole.parent, hole.slot, symbol))
        sums.uniform += Math.log(legal.length)
        symbols++
        cursor = advance(cursor, id)
      }
    }
  }
  const mean = (sum: number) => sum / Math.max(1, symbols)
  return {
    decoder: mean(sums.decoder),
    unmasked: mean(sums.unmasked),
    rules: mean(sums.rules),
    bigram: mean(sums.bigram),
    uniform: mean(sums.uniform),
    symbols,
  }
}

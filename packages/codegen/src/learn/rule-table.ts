// What the corpus alone knows: how often each symbol stands in each place, and how often at all. The net's
// rule head says how a task differs from that; both together weigh the rules of a search.
import { createRandom } from '@zooid/model'
import { advance, legalAt, placeCount, startCursor } from '../encoding/cursor.ts'
import { productions, symbolCount } from '../language/grammar.ts'
import type { Stock } from './stream.ts'
import { labelOf } from './stream.ts'

export type RuleTable = {
  /** (placeCount, symbolCount) natural logarithms. */
  readonly bigram: Float32Array
  /** (2 symbolCount) logarithms of how often the rule head's classes come up. */
  readonly classes: Float32Array
}

const draws = 60_000
/** Weight of the symbol's share among all places of the type, in observations. */
const smoothing = 12
const floor = 0.02

/** Counts over programs drawn as training draws them; the same stock and seed give the same table. */
export function countRules(stock: Stock, seed: number): RuleTable {
  const random = createRandom(seed, 'rules')
  const counts = new Float64Array(placeCount * symbolCount)
  const classes = new Float64Array(2 * symbolCount).fill(floor)
  const byType = new Map<string, Float64Array>()
  for (let i = 0; i < draws; i++) {
    const { ids, signature } = stock.draw(random)
    const label = labelOf(ids, random)
    classes[label] = (classes[label] ?? 0) + 1
    let cursor = startCursor(signature)
    for (const id of ids) {
      const { hole } = cursor
      if (hole === null) throw new RangeError('a program goes on after its end')
      const at = hole.place * symbolCount + id
      counts[at] = (counts[at] ?? 0) + 1
      let shared = byType.get(hole.goal)
      if (shared === undefined) {
        shared = new Float64Array(symbolCount)
        for (const legal of legalAt(cursor)) shared[legal] = floor
        byType.set(hole.goal, shared)
      }
      shared[id] = (shared[id] ?? 0) + 1
      cursor = advance(cursor, id)
    }
  }
  return {
    bigram: smooth(counts, byType),
    classes: Float32Array.from(classes, (count, i) => {
      const group =
        i < symbolCount ? classes.subarray(0, symbolCount) : classes.subarray(symbolCount)
      return Math.log(count / group.reduce((a, b) => a + b, 0))
    }),
  }
}

/** Rare places lean on what else is used where their type is wanted; nothing is impossible. */
function smooth(counts: Float64Array, byType: ReadonlyMap<string, Float64Array>): Float32Array {
  const made = new Float32Array(counts.length)
  // Place 0 is the root, which may want any type.
  const types = ['', ...productions.flatMap(({ slots }) => slots.map(({ type }) => type))]
  const everywhere = new Float64Array(symbolCount)
  for (const shared of byType.values())
    for (const [i, count] of shared.entries()) everywhere[i] = (everywhere[i] ?? 0) + count
  for (let at = 0; at < placeCount; at++) {
    const row = counts.subarray(at * symbolCount, (at + 1) * symbolCount)
    const shared = byType.get(types[at] ?? '') ?? everywhere
    const total = row.reduce((a, b) => a + b, 0)
    const sharedTotal = shared.reduce((a, b) => a + b + floor, 0)
    for (let i = 0; i < symbolCount; i++) {
      const back = ((shared[i] ?? 0) + floor) / sharedTotal
      made[at * symbolCount + i] = Math.log(
        ((row[i] ?? 0) + smoothing * back) / (total + smoothing),
      )
    }
  }
  return made
}

// Rule weights from what the decoder wrote: how often each symbol stands in each place of the programs a beam
// met, the likelier ones counting more, blended with the corpus. So the enumeration goes on where the beam
// ended, around the programs the model thinks of.
import { flatten, productionOf, type Signature, symbolCount } from '../language/grammar.ts'
import type { Term } from '../language/term.ts'
import type { Type } from '../language/type.ts'
import type { Prior } from './prior.ts'

export type Written = { readonly term: Term; readonly logProb: number }

/** Shares of the places' own counts, of all places of the type, and of the base. */
const shares = { place: 0.5, type: 0.15, base: 0.35 } as const
/** Exponent on the model's probabilities: below 1 the unlikely ones count, too. */
const temper = 0.5

/** The base prior where nothing was written; `base` should be normalised within places. */
export function blendedPrior(
  written: readonly Written[],
  signature: Signature,
  base: Prior,
): Prior {
  if (written.length === 0) return base
  const places = new Map<number, Float64Array>()
  const byType = new Map<Type, Float64Array>()
  const top = written.reduce(
    (most, { logProb }) => Math.max(most, logProb),
    Number.NEGATIVE_INFINITY,
  )
  for (const { term, logProb } of written) {
    const weight = Math.exp(temper * (logProb - top))
    const ids = flatten(term, signature)
    let at = 0
    const count = (parent: number, slot: number, goal: Type) => {
      const symbol = ids[at++] ?? 0
      add(places, placeKey(parent, slot), symbol, weight)
      add(byType, goal, symbol, weight)
      for (const [i, { type }] of (productionOf(symbol)?.slots ?? []).entries())
        count(symbol, i, type)
    }
    count(-1, 0, signature.result)
  }
  for (const counts of [...places.values(), ...byType.values()]) normalise(counts)
  return (parent, slot, symbol, goal) => {
    const own = places.get(placeKey(parent, slot))
    const pooled = byType.get(goal)?.[symbol] ?? 0
    const common = Math.exp(base(parent, slot, symbol, goal))
    const near = own
      ? shares.place * (own[symbol] ?? 0) + shares.type * pooled
      : shares.type * pooled
    return Math.log(near + shares.base * common + 1e-9)
  }
}

const placeKey = (parent: number, slot: number) => (parent + 1) * 8 + slot

function add<K>(counts: Map<K, Float64Array>, key: K, symbol: number, weight: number): void {
  let row = counts.get(key)
  if (!row) {
    row = new Float64Array(symbolCount)
    counts.set(key, row)
  }
  row[symbol] = (row[symbol] ?? 0) + weight
}

function normalise(counts: Float64Array): void {
  const total = counts.reduce((a, b) => a + b, 0)
  for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] ?? 0) / total
}

// What a symbol costs in its place. A prior gives unnormalised log weights by parent and slot; the search
// normalises them over what is legal there and turns them into whole numbers, so that levels are exact.
import {
  legalSymbols,
  maxBound,
  maxParameters,
  productionOf,
  type Signature,
  sharedConstants,
} from '../language/grammar.ts'
import type { Scope } from '../language/term.ts'
import type { Type } from '../language/type.ts'

/** Natural logarithm of the weight of `symbol` in `slot` of `parent` (a symbol id, -1 at the root). */
export type Prior = (parent: number, slot: number, symbol: number) => number

/** Every legal symbol alike. */
export const uniformPrior: Prior = () => 0

const firstShared = maxParameters + maxBound
/** Constants that programs use most, beside the copied ones. */
const common: ReadonlySet<unknown> = new Set([0, 1, 2, '', ' '])

/** The weights written in the table of productions; variables before constants. */
export const handPrior: Prior = (_parent, _slot, symbol) => {
  const production = productionOf(symbol)
  if (production) return Math.log(Math.max(production.weight, 1e-3))
  if (symbol < maxParameters) return logOf.parameter
  if (symbol < firstShared) return logOf.bound
  const shared = sharedConstants[symbol - firstShared]
  if (shared === undefined) return logOf.copied
  return common.has(shared.value) ? logOf.common : logOf.constant
}

const logOf = {
  parameter: Math.log(20),
  bound: Math.log(30),
  common: Math.log(3),
  copied: Math.log(1.5),
  constant: Math.log(0.5),
}

/** Weighted product of priors: `[prior, exponent]` each. */
export function mixPriors(parts: readonly (readonly [Prior, number])[]): Prior {
  return (parent, slot, symbol) => {
    let sum = 0
    for (const [prior, exponent] of parts) sum += exponent * prior(parent, slot, symbol)
    return sum
  }
}

/** Half bits: fine enough to order programs, coarse enough that a level holds many. */
const unitsPerBit = 2
const maxCost = 40

/** Legal symbols of a place and what each costs, at least 1. */
export type Choices = { readonly ids: readonly number[]; readonly costs: Int32Array }

/** Costs of everything that may stand in `slot` of `parent`. */
export function choicesOf(
  prior: Prior,
  place: { readonly parent: number; readonly slot: number; readonly goal: Type },
  scope: Scope,
  signature: Signature,
): Choices {
  const ids = legalSymbols(place.goal, scope, signature)
  const logs = ids.map((id) => prior(place.parent, place.slot, id))
  const top = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const total = logs.reduce((sum, log) => sum + Math.exp(log - top), 0)
  const costs = Int32Array.from(logs, (log) => {
    const bits = (top + Math.log(total) - log) / Math.LN2
    return Math.min(maxCost, Math.max(1, Math.round(bits * unitsPerBit)))
  })
  return { ids, costs }
}

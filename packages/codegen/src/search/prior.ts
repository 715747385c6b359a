// What a symbol costs in its place. A prior gives unnormalised log weights by parent and slot; the search
// normalises them over what is legal there and turns them into whole numbers, so that levels are exact.
import {
  legalSymbols,
  maxBound,
  maxParameters,
  productionOf,
  productions,
  type Signature,
  sharedConstants,
} from '../language/grammar.ts'
import type { Scope } from '../language/term.ts'
import type { Type } from '../language/type.ts'

/**
 * Natural logarithm of the weight of `symbol` in `slot` of `parent` (a symbol id, -1 at the root), where a
 * value of `goal` is wanted.
 */
export type Prior = (parent: number, slot: number, symbol: number, goal: Type) => number

/** Every legal symbol alike. */
export const uniformPrior: Prior = () => 0

const firstShared = maxParameters + maxBound

/** Weights of all productions that give a type, together. */
const massOf = new Map<Type, number>()
for (const { gives, weight } of productions) massOf.set(gives, (massOf.get(gives) ?? 0) + weight)

/** Shares of a constant, relative to all productions of its type. */
const constantShares = new Map<unknown, number>([
  [0, 0.1],
  [1, 0.1],
  [2, 0.06],
  ['', 0.06],
  [' ', 0.05],
  [10, 0.02],
])
const share = { variable: 0.5, copied: 0.03, constant: 0.012 }

/**
 * The weights written in the table of productions. A leaf weighs a share of what all productions of its
 * type weigh, so that a larger table does not drown the variables.
 */
export const handPrior: Prior = (_parent, _slot, symbol, goal) => {
  const production = productionOf(symbol)
  if (production) return Math.log(Math.max(production.weight, 1e-3))
  const mass = Math.log(massOf.get(goal) ?? 1)
  if (symbol < firstShared) return mass + Math.log(share.variable)
  const shared = sharedConstants[symbol - firstShared]
  if (shared === undefined) return mass + Math.log(share.copied)
  return mass + Math.log(constantShares.get(shared.value) ?? share.constant)
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
  const logs = ids.map((id) => prior(place.parent, place.slot, id, place.goal))
  const top = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const total = logs.reduce((sum, log) => sum + Math.exp(log - top), 0)
  const costs = Int32Array.from(logs, (log) => {
    const bits = (top + Math.log(total) - log) / Math.LN2
    return Math.min(maxCost, Math.max(1, Math.round(bits * unitsPerBit)))
  })
  return { ids, costs }
}

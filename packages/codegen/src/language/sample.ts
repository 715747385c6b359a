// Random programs by the weights of the table: what tests draw from, and the raw material of tasks.
import {
  firstProduction,
  leafOf,
  legalSymbols,
  maxParameters,
  productionOf,
  type Signature,
} from './grammar.ts'
import type { Scope, Term } from './term.ts'
import type { Type } from './type.ts'

/** From 0 up to, not including, 1. */
export type Random = () => number

export type SampleOptions = {
  /** Calls above a leaf, at most. @default 5 */
  readonly depth?: number
  /** Weight of all variables together, beside all productions of the type as they stand. @default 1 */
  readonly leafShare?: number
}

/** Weight of a symbol among those that may stand in one place. */
function symbolWeight(id: number, legal: readonly number[]): number {
  const production = productionOf(id)
  if (production) return production.weight
  const isVariable = id < maxParameters + 6
  const alike = legal.filter(
    (other) => other < firstProduction && isVariable === other < maxParameters + 6,
  )
  return (isVariable ? 12 : 4) / alike.length
}

/** A program of the signature's result type. */
export function sampleTerm(
  random: Random,
  signature: Signature,
  { depth = 5, leafShare = 1 }: SampleOptions = {},
): Term {
  const sample = (goal: Type, scope: Scope, left: number): Term => {
    const legal = legalSymbols(goal, scope, signature)
    const fitting = legal.filter((id) => (productionOf(id)?.slots.length ?? 0) === 0 || left > 0)
    const open = fitting.length > 0 ? fitting : legal
    const weights = open.map(
      (id) => symbolWeight(id, open) * (id < firstProduction ? leafShare : 1),
    )
    const id = pick(random, open, weights)
    const production = productionOf(id)
    if (!production) return leafOf(id, scope, signature)
    const parts = production.slots.map(({ type, binds }) =>
      sample(type, [...scope, ...binds], left - 1),
    )
    return { kind: 'call', production, parts }
  }
  return sample(signature.result, signature.parameters, depth)
}

function pick(random: Random, ids: readonly number[], weights: readonly number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [i, id] of ids.entries()) {
    left -= weights[i] ?? 0
    if (left < 0) return id
  }
  const last = ids.at(-1)
  if (last === undefined) throw new RangeError('no symbol is legal here')
  return last
}

/** A random source of 32 bits of state, the same on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

// The chance of each symbol in a place by the table's own weights: a probabilistic grammar made by hand. The
// generator draws from it, and a program's probability says how natural it is. Nothing here is learnt.
import type { Random } from '@zooid/model'
import {
  copiedConstants,
  firstProduction,
  leafOf,
  legalSymbols,
  maxBound,
  maxParameters,
  productionOf,
  type Signature,
  sharedConstants,
} from '../language/grammar.ts'
import type { Scope, Term } from '../language/term.ts'
import type { Type } from '../language/type.ts'

export type Choices = { readonly ids: readonly number[]; readonly chances: Float64Array }

/** Shares of what is no production, against all productions of the type together. */
const variableShare = 0.8
const constantShare: { readonly [type: string]: number } = { n: 0.35, s: 0.25, b: 0.05 }
const copiedShare = 0.25
const innermostFactor = 3
const constantWeights = new Map<unknown, number>([
  [0, 5],
  [1, 8],
  [2, 5],
  [10, 2],
  [-1, 2],
  ['', 4],
  [' ', 4],
  [',', 1.5],
])

const cache = new Map<string, Choices>()
const maxCached = 20_000

/** What may stand where `goal` is wanted, with chances that sum to 1. */
export function choicesOf(goal: Type, scope: Scope, signature: Signature): Choices {
  const { parameters, numbers, strings } = signature
  const copied = goal === 'n' ? numbers.length : goal === 's' ? strings.length : 0
  const key = `${goal}${parameters.length}${scope.join('')}${Math.min(copied, 9)}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const ids = legalSymbols(goal, scope, signature)
  const weights = Float64Array.from(ids, (id) => ownWeight(id, scope.length > parameters.length))
  const group = ids.map(groupOf)
  const sums: { [name: string]: number } = {}
  for (const [i, name] of group.entries()) sums[name] = (sums[name] ?? 0) + (weights[i] ?? 0)
  const shares: { readonly [name: string]: number } = {
    production: 1,
    variable: variableShare,
    constant: constantShare[goal] ?? 0,
    copied: copiedShare,
  }
  const chances = weights.map((weight, i) => {
    const name = group[i] ?? ''
    return (weight * (shares[name] ?? 0)) / (sums[name] ?? 1)
  })
  const total = chances.reduce((sum, chance) => sum + chance, 0)
  const made = { ids, chances: chances.map((chance) => chance / total) }
  if (cache.size >= maxCached) cache.clear()
  cache.set(key, made)
  return made
}

const firstCopied = maxParameters + maxBound + sharedConstants.length

function groupOf(id: number): string {
  if (id >= firstProduction) return 'production'
  if (id < maxParameters + maxBound) return 'variable'
  return id < firstCopied ? 'constant' : 'copied'
}

function ownWeight(id: number, inLambda: boolean): number {
  const production = productionOf(id)
  if (production) return production.weight
  if (id === maxParameters) return innermostFactor
  if (id < maxParameters) return inLambda ? 0.7 : 1
  if (id < maxParameters + maxBound) return 1
  if (id < firstCopied)
    return constantWeights.get(sharedConstants[id - maxParameters - maxBound]?.value) ?? 0.5
  return copiedConstants.numbers
}

/** Log of the probability of a row of symbols that is a whole program. */
export function logPrior(ids: readonly number[], signature: Signature): number {
  let at = 0
  let sum = 0
  const read = (goal: Type, scope: Scope): void => {
    const id = ids[at++] ?? -1
    const { ids: legal, chances } = choicesOf(goal, scope, signature)
    sum += Math.log(chances[legal.indexOf(id)] ?? 0)
    for (const { type, binds } of productionOf(id)?.slots ?? [])
      read(type, binds.length === 0 ? scope : [...scope, ...binds])
  }
  read(signature.result, signature.parameters)
  return sum
}

export type Draw = {
  readonly random: Random
  readonly signature: Signature
  /** Exponent on chances; below 1 the rare comes up more often. */
  readonly temper: number
  readonly maxDepth: number
  readonly maxSize: number
}

/** A term of `goal` in `scope`, or null when it grew too large. */
export function drawTerm(draw: Draw, goal: Type, scope: Scope): Term | null {
  let left = draw.maxSize
  const visit = (type: Type, inside: Scope, depth: number): Term | null => {
    if (--left < 0) return null
    const { ids, chances } = choicesOf(type, inside, draw.signature)
    const id = drawId(draw, ids, chances, depth >= draw.maxDepth)
    if (id === undefined) return null
    const production = productionOf(id)
    if (!production) return leafOf(id, inside, draw.signature)
    const parts: Term[] = []
    for (const { type: wanted, binds } of production.slots) {
      const deeper = binds.length === 0 ? inside : [...inside, ...binds]
      let part = visit(wanted, deeper, depth + 1)
      // A function that ignores what it is given is rarely meant.
      if (part && binds.length > 0 && !usesFrom(part, inside.length))
        part = visit(wanted, deeper, depth + 1)
      if (!part) return null
      parts.push(part)
    }
    return { kind: 'call', production, parts }
  }
  return visit(goal, scope, 1)
}

function drawId(
  { random, temper }: Draw,
  ids: readonly number[],
  chances: Float64Array,
  leavesOnly: boolean,
): number | undefined {
  let total = 0
  const weights = chances.map((chance, i) => {
    const isLeaf = (ids[i] ?? 0) < firstProduction
    const weight = leavesOnly && !isLeaf ? chance * 1e-3 : chance ** temper
    total += weight
    return weight
  })
  let point = random.uniform() * total
  for (const [i, weight] of weights.entries()) {
    point -= weight
    if (point < 0) return ids[i]
  }
  return ids.at(-1)
}

/** Whether a variable at or after `index` of the scope occurs. */
export function usesFrom(term: Term, index: number): boolean {
  if (term.kind === 'variable') return term.index >= index
  return term.kind === 'call' && term.parts.some((part) => usesFrom(part, index))
}

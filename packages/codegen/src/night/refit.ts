// The bigram prior refit from solved programs: how often a symbol stands in a slot, among what was legal
// there. Places differ in what is in scope, so weights are fitted to choices from legal sets (a Luce model
// by minorisation-maximisation), not divided counts: a second parameter is rare only because few tasks
// have one. The hand prior is mixed in as pseudo-counts; no place becomes impossible.
import { advance, legalAt, startCursor } from '../encoding/cursor.ts'
import type { Signature } from '../language/grammar.ts'
import type { Type } from '../language/type.ts'
import type { Prior } from '../search/prior.ts'

/** A program to learn from, in prefix order for its signature. */
export type Lesson = {
  readonly signature: Signature
  readonly ids: readonly number[]
  /** Share of an observation. */
  readonly weight: number
}

/** A slot of a production (the root's parent is -1) where a value of `goal` is wanted. */
export type Place = { readonly parent: number; readonly slot: number; readonly goal: Type }

/** Log weights by symbol; a symbol that is not there weighs what the base prior says. */
export type Weights = Place & { readonly logs: ReadonlyMap<number, number> }

/** By `keyOf` the place. */
export type RefitTable = ReadonlyMap<string, Weights>

export const pseudoCount = 4

const rounds = 30

type Tally = Place & {
  readonly counts: Map<number, number>
  /** How often there was a choice among these. */
  readonly sets: Map<readonly number[], number>
}

export function keyOf({ parent, slot, goal }: Place): string {
  return `${parent} ${slot} ${goal}`
}

/** @throws {RangeError} when a lesson is no program of its signature */
export function refit(
  lessons: readonly Lesson[],
  base: Prior,
  pseudo: number = pseudoCount,
): RefitTable {
  const tallies = new Map<string, Tally>()
  for (const { signature, ids, weight } of lessons) {
    let cursor = startCursor(signature)
    for (const id of ids) {
      const { hole } = cursor
      if (hole === null) throw new RangeError('a program goes on after its end')
      const legal = legalAt(cursor)
      if (!legal.includes(id)) throw new RangeError(`symbol ${id} may not stand where it stands`)
      const { parent, slot, goal } = hole
      const key = keyOf(hole)
      let tally = tallies.get(key)
      if (!tally) {
        tally = { parent, slot, goal, counts: new Map(), sets: new Map() }
        tallies.set(key, tally)
      }
      tally.counts.set(id, (tally.counts.get(id) ?? 0) + weight)
      tally.sets.set(legal, (tally.sets.get(legal) ?? 0) + weight)
      cursor = advance(cursor, id)
    }
    if (cursor.hole !== null) throw new RangeError('a program ends before its end')
  }
  return new Map([...tallies].map(([key, tally]) => [key, fit(tally, base, pseudo)]))
}

function fit({ parent, slot, goal, counts, sets }: Tally, base: Prior, pseudo: number): Weights {
  const symbols = [...new Set([...sets.keys()].flat())]
  const hand = symbols.map((symbol) => Math.exp(base(parent, slot, symbol, goal)))
  const total = hand.reduce((sum, weight) => sum + weight, 0)
  const index = new Map(symbols.map((symbol, i) => [symbol, i]))
  const choices = [...sets].map(([legal, times]) => ({
    times,
    members: legal.map((symbol) => index.get(symbol) ?? 0),
  }))
  let weights = hand.map((weight) => weight / total)
  for (let round = 0; round < rounds; round++) {
    // The pseudo-counts are choices among all symbols that came out as the hand prior has it.
    const exposure = weights.map(() => pseudo)
    for (const { times, members } of choices) {
      const sum = members.reduce((all, i) => all + (weights[i] ?? 0), 0)
      for (const i of members) exposure[i] = (exposure[i] ?? 0) + times / sum
    }
    const next = symbols.map(
      (symbol, i) =>
        ((counts.get(symbol) ?? 0) + (pseudo * (hand[i] ?? 0)) / total) / (exposure[i] ?? 1),
    )
    const sum = next.reduce((all, weight) => all + weight, 0)
    weights = next.map((weight) => weight / sum)
  }
  // On the base prior's scale, so that symbols never met keep their standing.
  const logs = new Map(symbols.map((symbol, i) => [symbol, Math.log((weights[i] ?? 0) * total)]))
  return { parent, slot, goal, logs }
}

/** The table over a base prior. */
export function priorOf(table: RefitTable, base: Prior): Prior {
  return (parent, slot, symbol, goal) =>
    table.get(keyOf({ parent, slot, goal }))?.logs.get(symbol) ?? base(parent, slot, symbol, goal)
}

/** Natural logarithm of a program's chance when every place is shared among what is legal there. */
export function logProbability(
  prior: Prior,
  { signature, ids }: Pick<Lesson, 'signature' | 'ids'>,
): number {
  let cursor = startCursor(signature)
  let sum = 0
  for (const id of ids) {
    const { hole } = cursor
    if (hole === null) throw new RangeError('a program goes on after its end')
    const { parent, slot, goal } = hole
    let all = 0
    for (const symbol of legalAt(cursor)) all += Math.exp(prior(parent, slot, symbol, goal))
    sum += prior(parent, slot, id, goal) - Math.log(all)
    cursor = advance(cursor, id)
  }
  return sum
}

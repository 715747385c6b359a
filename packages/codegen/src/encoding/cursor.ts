// Where a program in prefix order goes on: the place that is open, what type it wants, what is in scope and
// what stands around it. Cursors never change, so beams share their past.
import { legalSymbols, productionOf, productions, type Signature } from '../language/grammar.ts'
import type { Production } from '../language/production.ts'
import type { Scope } from '../language/term.ts'
import type { Type } from '../language/type.ts'

/** A production with slots still to fill. */
type Frame = {
  readonly symbol: number
  readonly production: Production
  readonly slot: number
  readonly scope: Scope
  readonly outer: Frame | null
  /** Place of this production itself. */
  readonly place: number
  readonly depth: number
  /** Symbol that fills the slot before, -1 for none. */
  readonly left: number
}

export type Cursor = {
  readonly signature: Signature
  /** null when the program is whole. */
  readonly hole: {
    readonly goal: Type
    readonly scope: Scope
    /** Symbol of the production around it, -1 at the root. */
    readonly parent: number
    readonly slot: number
    /** Number of (parent, slot); 0 at the root. */
    readonly place: number
    readonly outerPlace: number
    readonly left: number
    readonly depth: number
  } | null
  /** Latest symbol, -1 before the first. */
  readonly last: number
  readonly frame: Frame | null
}

/** (production, slot) pairs in order; place 0 is the root. */
const firstPlaces = new Map<Production, number>()
let places = 1
for (const production of productions) {
  firstPlaces.set(production, places)
  places += production.slots.length
}

/** How many places there are, the root included. */
export const placeCount = places

/** The number of a slot of the production behind `parent`; 0 for the root. */
export function placeOf(parent: number, slot: number): number {
  const production = productionOf(parent)
  return production === null ? 0 : (firstPlaces.get(production) ?? 0) + slot
}

export function startCursor(signature: Signature): Cursor {
  const { result, parameters } = signature
  const hole = {
    goal: result,
    scope: parameters,
    parent: -1,
    slot: 0,
    place: 0,
    outerPlace: 0,
    left: -1,
    depth: 0,
  }
  return { signature, hole, last: -1, frame: null }
}

/** @param symbol must be legal here */
export function advance(cursor: Cursor, symbol: number): Cursor {
  const { hole, signature } = cursor
  if (hole === null) throw new RangeError('the program is whole already')
  let frame = cursor.frame
  const production = productionOf(symbol)
  if (production && production.slots.length > 0)
    frame = {
      symbol,
      production,
      slot: 0,
      scope: hole.scope,
      outer: frame,
      place: hole.place,
      depth: hole.depth + 1,
      left: -1,
    }
  else {
    let filled = symbol
    while (frame !== null) {
      if (frame.slot + 1 < frame.production.slots.length) {
        frame = { ...frame, slot: frame.slot + 1, left: filled }
        break
      }
      filled = frame.symbol
      frame = frame.outer
    }
  }
  return { signature, frame, last: symbol, hole: holeOf(frame) }
}

function holeOf(frame: Frame | null): Cursor['hole'] {
  if (frame === null) return null
  const { production, slot, scope, symbol, place, depth, left } = frame
  const wanted = production.slots[slot]
  if (wanted === undefined) throw new RangeError(`${production.name} has no slot ${slot}`)
  return {
    goal: wanted.type,
    scope: wanted.binds.length === 0 ? scope : [...scope, ...wanted.binds],
    parent: symbol,
    slot,
    place: (firstPlaces.get(production) ?? 0) + slot,
    outerPlace: place,
    left,
    depth,
  }
}

const legal = new Map<string, readonly number[]>()

/** Symbols that may stand in the open place; none when the program is whole. */
export function legalAt({ hole, signature }: Cursor): readonly number[] {
  if (hole === null) return []
  const { parameters, numbers, strings } = signature
  const key = `${hole.goal}${parameters.length}${hole.scope.join('')}${numbers.length},${strings.length}`
  const known = legal.get(key)
  if (known !== undefined) return known
  const ids = legalSymbols(hole.goal, hole.scope, signature)
  if (legal.size > 20_000) legal.clear()
  legal.set(key, ids)
  return ids
}

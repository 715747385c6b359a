// A program as the decoder reads it: one position per symbol, a bag of what came last and of the place that
// is open now. So the decoder need not work out for itself which hole it fills. Symbols are written as their
// number plus one; 0 is padding.

import type { Signature } from '../language/grammar.ts'
import { symbolCount } from '../language/grammar.ts'
import { type Type, types } from '../language/type.ts'
import { advance, type Cursor, placeCount, startCursor } from './cursor.ts'
import { createNumbering } from './features.ts'

export const targetBag = 9
/** Symbols a program may have. */
export const maxSymbols = 40
/** What the decoder can write. */
export const outputVocabulary = symbolCount + 1

const { block, count } = createNumbering()
const features = {
  last: block(symbolCount + 1),
  place: block(placeCount),
  parent: block(symbolCount + 1),
  goal: block(types.length),
  depth: block(10),
  inner: block(types.length + 1),
  second: block(types.length + 1),
  outer: block(placeCount),
  left: block(symbolCount + 1),
}
export const targetVocabulary = count()

/** Writes the position of an open place to `into` from `at`; nothing when the program is whole. */
export function writePosition(
  { hole, last, signature }: Cursor,
  into: Int32Array,
  at: number,
): void {
  if (hole === null) return
  const { scope } = hole
  const bound = scope.length - signature.parameters.length
  const typeAt = (i: number) => (bound >= i ? 1 + indexOf(scope[scope.length - i]) : 0)
  into[at] = features.last.id(last + 1)
  into[at + 1] = features.place.id(hole.place)
  into[at + 2] = features.parent.id(hole.parent + 1)
  into[at + 3] = features.goal.id(indexOf(hole.goal))
  into[at + 4] = features.depth.id(hole.depth)
  into[at + 5] = features.inner.id(typeAt(1))
  into[at + 6] = features.second.id(typeAt(2))
  into[at + 7] = features.outer.id(hole.outerPlace)
  into[at + 8] = features.left.id(hole.left + 1)
}

/** A whole program: bags to read and symbols to say. */
export function encodeTarget(
  ids: readonly number[],
  signature: Signature,
): { readonly bags: Int32Array; readonly next: Int32Array } {
  const bags = new Int32Array(ids.length * targetBag)
  let cursor = startCursor(signature)
  for (const [i, id] of ids.entries()) {
    writePosition(cursor, bags, i * targetBag)
    cursor = advance(cursor, id)
  }
  return { bags, next: Int32Array.from(ids, (id) => id + 1) }
}

function indexOf(type: Type | undefined): number {
  return type === undefined ? 0 : types.indexOf(type)
}

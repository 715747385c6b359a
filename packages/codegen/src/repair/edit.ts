// What one edit is: changes of the text, its kind, the place it is about, and how unlikely it is before
// any program has run. A draft has a weight instead: drafts of one kind at one place share it.
import type { Change, Span } from './change.ts'
import type { Node } from './program.ts'

export type EditKind = keyof typeof weights

export type Edit = {
  readonly kind: EditKind
  readonly changes: readonly Change[]
  /** The part of the program that behaves differently. */
  readonly place: Span
  /** Negative logarithm of its share of the weights. */
  readonly cost: number
}

export type Draft = {
  readonly kind: EditKind
  readonly place: Node
  readonly changes: readonly Change[]
}

/** Stands in new text where a loop that an edit makes must be counted while it is tried. */
export const tickPlace = '\u0001'

/** How often mistakes of a kind are made, by experience; each place has the whole weight. */
export const weights = {
  boundary: 1,
  comparison: 0.15,
  equality: 0.25,
  arithmetic: 0.2,
  logic: 0.4,
  nullish: 0.5,
  dropOperand: 0.12,
  swapOperands: 0.3,
  regroup: 0.1,
  assignment: 0.15,
  step: 0.15,
  offByOne: 0.5,
  literal: 0.3,
  constant: 0.15,
  text: 0.12,
  variable: 0.3,
  expression: 0.15,
  computed: 0.15,
  increment: 0.2,
  negate: 0.2,
  always: 0.05,
  narrow: 0.25,
  guard: 0.3,
  onlyWhen: 0.3,
  remove: 0.2,
  branch: 0.15,
  insert: 0.35,
  reset: 0.2,
  move: 0.15,
  loop: 0.15,
  jump: 0.1,
  copy: 0.4,
  method: 0.6,
  append: 0.2,
  unwrap: 0.12,
  wrap: 0.15,
  arguments: 0.2,
  comparator: 0.3,
  regex: 0.5,
} as const

export function draft(kind: EditKind, place: Node, ...pieces: readonly (string | Span)[]): Draft {
  return { kind, place, changes: [{ start: place.start, end: place.end, pieces }] }
}

/** Text put before a statement, which gets braces where it has none around it. */
export function before(kind: EditKind, statement: Node, text: string): Draft {
  const { start, end } = statement
  const isListed = ['Block', 'SourceFile', 'CaseClause', 'DefaultClause'].includes(
    statement.parent?.kind ?? '',
  )
  const change = isListed
    ? { start, end: start, pieces: [`${text}\n`] }
    : { start, end, pieces: [`{\n${text}\n`, statement, '\n}'] }
  return { kind, place: statement, changes: [change] }
}

// A production: one way to make a value of a type from parts. The table of them is the language; grammar,
// evaluator, printer, prior and docs all read this one declaration.
import type { Type } from './type.ts'

/** A part of a production; `binds` are the variables a lambda in this place brings, innermost last. */
export type Slot = { readonly type: Type; readonly binds: readonly Type[] }

/** Source text and how tightly its outermost operator binds, as in the TypeScript grammar. */
export type Text = { readonly text: string; readonly level: number }

/** Levels of `Text`: an operand with a lower level than its place needs gets parentheses. */
export const level = {
  arrow: 1,
  conditional: 2,
  or: 3,
  and: 4,
  bitOr: 5,
  bitXor: 6,
  bitAnd: 7,
  equality: 8,
  relation: 9,
  shift: 10,
  sum: 11,
  product: 12,
  power: 13,
  unary: 14,
  call: 16,
  atom: 17,
} as const

export type Production = {
  /** Unique and stable: weights and corpora refer to it. */
  readonly name: string
  readonly gives: Type
  readonly slots: readonly Slot[]
  /** Prior weight among the productions of its type; 1 is ordinary. */
  readonly weight: number
  readonly doc: string
  /**
   * Parts to value: values for plain slots, functions for lambdas. Throws where the printed code throws.
   * A slot listed in `lazy` arrives as a function without arguments.
   */
  readonly apply: (...parts: never[]) => unknown
  /** Parts printed, lambdas as their body; `names` are those of all bound variables, slot by slot. */
  readonly print: (parts: readonly Text[], names: readonly (readonly string[])[]) => Text
  /** Slots that are evaluated only when asked for. @default none */
  readonly lazy?: readonly number[]
}

export const value = (type: Type): Slot => ({ type, binds: [] })
export const lambda = (type: Type, ...binds: Type[]): Slot => ({ type, binds })

/** `text` in a place that needs at least `needed`. */
export function at(part: Text | undefined, needed: number): string {
  if (part === undefined) throw new RangeError('a production prints a part it does not have')
  return part.level >= needed ? part.text : `(${part.text})`
}

// A production: one way to make a value of a type from parts. The table of them is the language; grammar,
// evaluator, printer, prior and docs all read this one declaration.
import type { Type } from './type.ts'

/** A part of a production; `binds` are the variables a lambda in this place brings, innermost last. */
export type Slot = { readonly type: Type; readonly binds: readonly Type[] }

/** Source text and how tightly its outermost operator binds, as in the TypeScript grammar. */
export type Text = {
  readonly text: string
  readonly level: number
  /** Its TypeScript type may be one of literals (`0 | 1`), narrower than the language's. */
  readonly isLiteral?: boolean
}

/** Levels of `Text`: an operand with a lower level than its place needs gets parentheses. */
export const level = {
  arrow: 1,
  conditional: 2,
  nullish: 2.5,
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

export type ArrowHow = {
  /** With types, for a function that stands alone. */
  readonly isTyped?: boolean
  /** Parameters that come before and are not used. */
  readonly after?: readonly string[]
}

/** What a production that prints more than one expression writes with; lines go before the expression. */
export type Writer = {
  /** A plain slot. */
  readonly part: (slot: number) => Text
  /** A plain slot as a name or a literal: anything longer gets a `const`, whose name `base` suggests. */
  readonly atom: (slot: number, base?: string) => Text
  /** A name that nothing in sight has. */
  readonly name: (base: string) => string
  /** The body of a lambda slot, its bound variables standing for these texts. */
  readonly body: (slot: number, bound: readonly (string | Text)[]) => Text
  /** Like `body`, where no statement may come first: what needs any becomes a local function. */
  readonly inline: (slot: number, bound: readonly (string | Text)[]) => Text
  /** A lambda slot as an arrow function; unused parameters are left out unless they are typed. */
  readonly arrow: (slot: number, how?: ArrowHow) => string
  /** Whether a lambda is short enough to be written twice, and needs no statements. */
  readonly isPlain: (slot: number) => boolean
  /** Whether a lambda gives back a bound variable as it is. */
  readonly isUnchanged: (slot: number, bound: number) => boolean
  /** Whether TypeScript narrows a bound variable where a condition holds, or where it does not. */
  readonly isNarrowed: (slot: number, bound: number, holds: boolean) => boolean
  /** How often a lambda's body mentions a bound variable. */
  readonly uses: (slot: number, bound: number) => number
  /** Names for a lambda's bound variables. */
  readonly bound: (slot: number) => string[]
  readonly line: (text: string) => void
  /** `head {`, what `write` writes, `}`. */
  readonly block: (head: string, write: () => void) => void
  /** `target = body`, shortened to `target += …` where that is the same. */
  readonly assign: (slot: number, bound: readonly (string | Text)[], target: string) => string
  /** A function beside the printed one; the same name always has the same source. */
  readonly helper: (name: string, source: string) => void
}

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
  /** Parts printed, lambdas as whole arrow functions; `names` are those of all bound variables, slot by slot. */
  readonly print: (parts: readonly Text[], names: readonly (readonly string[])[]) => Text
  /** Slots that are evaluated only when asked for. @default none */
  readonly lazy?: readonly number[]
  /** Prints statements; used instead of `print`. */
  readonly write?: (writer: Writer) => Text
  /** Names for the bound variables, slot by slot. @default by type */
  readonly names?: readonly (readonly string[])[]
  /** Slots whose value may become (part of) the result, so that a readonly list has to be copied there. */
  readonly passes?: readonly number[]
  /** The result may hold an inner list of a part that is readonly. */
  readonly isShared?: boolean
}

export const value = (type: Type): Slot => ({ type, binds: [] })
export const lambda = (type: Type, ...binds: Type[]): Slot => ({ type, binds })

/** `text` in a place that needs at least `needed`. */
export function at(part: Text | undefined, needed: number): string {
  if (part === undefined) throw new RangeError('a production prints a part it does not have')
  return part.level >= needed ? part.text : `(${part.text})`
}

/** An empty list where its type is known from around it: `[] as number[]` becomes `[]`. */
export function untyped(part: Text): Text {
  return /^\[\] as [\w[\]]+$/.test(part.text) ? { text: '[]', level: level.atom } : part
}

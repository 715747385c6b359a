// What an entry of the opcode table declares. One definition per op holds everything that is known
// about it: the codec, the type checker, the VM, differentiation and `describe` all read this and
// nothing else, so they cannot drift apart.
import type { Attrs, AttrValue } from './expr.ts'
import type { Type } from './type.ts'
import type { RunContext, Value } from './vm/value.ts'

export const families = {
  neural: 0x00,
  symbolic: 0x01,
  control: 0x02,
  memory: 0x03,
  agent: 0x04,
  meta: 0x05,
  math: 0x06,
} as const
export type Family = keyof typeof families

/** What an op may do besides computing its result. An empty list is a pure op. */
export const effectNames = ['alloc', 'comm', 'exec'] as const
export type Effect = (typeof effectNames)[number]

export type AttrSpec = {
  /** Number on the wire; never reused within one op. */
  readonly id: number
  readonly name: string
  readonly type: 'int' | 'float' | 'bool' | 'sym'
  /** Absent: the attribute must be given. Present: it is left out of the bytes when equal. */
  readonly default?: AttrValue
  readonly min?: number
  readonly max?: number
}

/** Names a value in a straight-line program under differentiation. */
export type Ref = number
export type Emit = (op: string, args: readonly (Ref | { lit: number })[], attrs?: Attrs) => Ref
export type AdjointRule = (
  emit: Emit,
  call: {
    readonly args: readonly Ref[]
    readonly out: Ref
    /** Adjoint of `out`. */
    readonly g: Ref
    readonly attrs: Attrs
  },
) => readonly (Ref | null)[]

export type Grad =
  /** Emits the adjoint of every argument as more math ops. */
  | { readonly kind: 'adjoint'; readonly text: string; readonly rule: AdjointRule }
  /** The kernel has a mirrored backward pass. */
  | { readonly kind: 'kernel'; readonly text: string }
  /** Piecewise constant: the derivative is zero wherever it exists. */
  | { readonly kind: 'zero' }
  | { readonly kind: 'none' }

export type Cost = {
  readonly text: string
  /** Work units (multiply-adds or elements touched); symbolic sizes must be bound before. */
  readonly of: (args: readonly Type[], out: Type, attrs: Attrs) => number
}

export type OpDef = {
  /** High byte: family. */
  readonly code: number
  readonly name: string
  readonly family: Family
  readonly minArgs: number
  readonly maxArgs: number
  /** Ascending by name; `id` alone decides the order in bytes. */
  readonly attrs: readonly AttrSpec[]
  readonly signature: string
  /** @throws {GenomeMismatch} when the arguments do not fit. */
  readonly type: (args: readonly Type[], attrs: Attrs) => Type
  readonly effects: readonly Effect[]
  readonly cost: Cost
  readonly grad: Grad
  /** Shapes of the parameter tensors this occurrence owns. */
  readonly params?: (args: readonly Type[], attrs: Attrs) => { readonly [name: string]: number[] }
  /** Absent: this VM refuses the op with a typed error. */
  readonly run?: (args: readonly Value[], attrs: Attrs, context: RunContext) => Value
  readonly example: string
  readonly doc: string
}

export type OpInput = Omit<OpDef, 'code' | 'family' | 'attrs' | 'effects' | 'cost' | 'grad'> & {
  readonly attrs?: readonly AttrSpec[]
  readonly effects?: readonly Effect[]
  readonly cost?: Cost
  readonly grad?: Grad
}

const constantCost: Cost = { text: '1', of: () => 1 }

/** Give a family's ops their codes and defaults; the list's order is not the code's order. */
export function family(
  name: Family,
  ops: { readonly [low: number]: OpInput },
): { readonly [low: number]: OpDef } {
  return Object.fromEntries(
    Object.entries(ops).map(([low, op]) => [
      low,
      {
        attrs: [],
        effects: [],
        cost: constantCost,
        grad: { kind: 'none' },
        ...op,
        code: (families[name] << 8) | Number(low),
        family: name,
      } satisfies OpDef,
    ]),
  )
}

/** Attribute readers: the table guarantees presence and type, so a miss is a bug in the table. */
export function intOf(attrs: Attrs, name: string): number {
  const value = attrs[name]
  if (typeof value !== 'number') throw new TypeError(`attribute ${name} is not a number`)
  return value
}

export function boolOf(attrs: Attrs, name: string): boolean {
  return attrs[name] === true
}

export function symOf(attrs: Attrs, name: string): string {
  return String(attrs[name])
}

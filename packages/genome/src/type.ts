// Types of genome expressions. A dimension is a number or a symbol (B, T, S): symbols stand for sizes
// known only at run time and are equal only to themselves. Not a solver: symbols are bound by matching
// a declared type against an actual one, never guessed.
import { ZooidError } from '@zooid/base'
import { genomeLimits } from './limits.ts'

export type Dim = number | string
export type Dtype = 'f32' | 'i32'
export type Type =
  | { readonly kind: 'unit' | 'bool' | 'int' | 'float' | 'str' | 'term' | 'subst' | 'never' }
  | { readonly kind: 'tensor'; readonly dtype: Dtype; readonly shape: readonly Dim[] }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'list'; readonly item: Type }
  | { readonly kind: 'fn'; readonly from: Type; readonly to: Type }

export const types = {
  unit: { kind: 'unit' },
  bool: { kind: 'bool' },
  int: { kind: 'int' },
  float: { kind: 'float' },
  str: { kind: 'str' },
  /** A logic term: unknown, atom or compound. */
  term: { kind: 'term' },
  /** A substitution from unknowns to terms. */
  subst: { kind: 'subst' },
  /** Item type of the empty list; fits every other type. */
  never: { kind: 'never' },
} as const satisfies Record<string, Type>

/** Simple types by their name in text and in bytes; `never` cannot be written down. */
export const simpleTypes = ['unit', 'bool', 'int', 'float', 'str', 'term', 'subst'] as const
export const dimSymbol = /^[A-Z][A-Za-z0-9_]{0,15}$/

export function tensor(dtype: Dtype, ...shape: Dim[]): Type {
  return { kind: 'tensor', dtype, shape }
}

/** @throws {GenomeMismatch} when the type would have too many parts. */
export function tuple(...items: Type[]): Type {
  return bounded({ kind: 'tuple', items })
}

export function list(item: Type): Type {
  return bounded({ kind: 'list', item })
}

export function fn(from: Type, to: Type): Type {
  return bounded({ kind: 'fn', from, to })
}

/** May a value of type `actual` stand where `expected` is wanted? */
export function fits(actual: Type, expected: Type): boolean {
  if (actual === expected || actual.kind === 'never') return true
  if (actual.kind === 'tensor' && expected.kind === 'tensor')
    return actual.dtype === expected.dtype && sameShape(actual.shape, expected.shape)
  if (actual.kind === 'tuple' && expected.kind === 'tuple')
    return (
      actual.items.length === expected.items.length &&
      actual.items.every((item, i) => fits(item, expected.items[i] ?? types.unit))
    )
  if (actual.kind === 'list' && expected.kind === 'list') return fits(actual.item, expected.item)
  if (actual.kind === 'fn' && expected.kind === 'fn')
    return fits(expected.from, actual.from) && fits(actual.to, expected.to)
  return actual.kind === expected.kind
}

export function sameType(a: Type, b: Type): boolean {
  return a === b || (fits(a, b) && fits(b, a))
}

export function sameShape(a: readonly Dim[], b: readonly Dim[]): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i])
}

/** Numpy broadcasting of two shapes, or null when they do not broadcast. */
export function broadcast(a: readonly Dim[], b: readonly Dim[]): Dim[] | null {
  const rank = Math.max(a.length, b.length)
  const shape: Dim[] = []
  for (let i = 0; i < rank; i++) {
    const x = a[a.length - rank + i] ?? 1
    const y = b[b.length - rank + i] ?? 1
    if (x !== y && x !== 1 && y !== 1) return null
    shape.push(x === 1 ? y : x)
  }
  return shape
}

export type Bindings = Map<string, Dim>

/** Match a declared type against an actual one, binding the declared symbols. */
export function matchType(declared: Type, actual: Type, bindings: Bindings): boolean {
  if (declared.kind === 'tensor' && actual.kind === 'tensor') {
    if (declared.dtype !== actual.dtype || declared.shape.length !== actual.shape.length)
      return false
    return declared.shape.every((dim, i) => {
      const size = actual.shape[i]
      if (typeof dim === 'number' || size === undefined) return dim === size
      const bound = bindings.get(dim)
      if (bound === undefined) bindings.set(dim, size)
      return bound === undefined || bound === size
    })
  }
  if (declared.kind === 'tuple' && actual.kind === 'tuple')
    return (
      declared.items.length === actual.items.length &&
      declared.items.every((item, i) => matchType(item, actual.items[i] ?? types.unit, bindings))
    )
  if (declared.kind === 'list' && actual.kind === 'list')
    return actual.item.kind === 'never' || matchType(declared.item, actual.item, bindings)
  return fits(actual, declared)
}

/** Replace symbols that have a binding. */
export function bindType(type: Type, bindings: ReadonlyMap<string, Dim>): Type {
  if (bindings.size === 0) return type
  if (type.kind === 'tensor')
    return {
      ...type,
      shape: type.shape.map((dim) => (typeof dim === 'string' ? (bindings.get(dim) ?? dim) : dim)),
    }
  if (type.kind === 'tuple')
    return { kind: 'tuple', items: type.items.map((item) => bindType(item, bindings)) }
  if (type.kind === 'list') return { kind: 'list', item: bindType(type.item, bindings) }
  if (type.kind === 'fn')
    return { kind: 'fn', from: bindType(type.from, bindings), to: bindType(type.to, bindings) }
  return type
}

/** `f32[B, T, 64]`, `(int, float)`, `list<term>`, `int -> bool`. */
export function printType(type: Type): string {
  if (type.kind === 'tensor') return `${type.dtype}[${type.shape.join(', ')}]`
  if (type.kind === 'tuple') return `(${type.items.map(printType).join(', ')})`
  if (type.kind === 'list') return `list<${printType(type.item)}>`
  if (type.kind === 'fn') {
    const from = printType(type.from)
    return `${type.from.kind === 'fn' ? `(${from})` : from} -> ${printType(type.to)}`
  }
  return type.kind
}

/** Parts and levels of types already measured: types are shared, so each is measured once. */
const measures = new WeakMap<Type, { readonly size: number; readonly depth: number }>()

function measure(type: Type): { readonly size: number; readonly depth: number } {
  const known = measures.get(type)
  if (known !== undefined) return known
  const inner = partsOf(type).map(measure)
  const size = inner.reduce((total, part) => total + part.size, 1)
  const depth = inner.reduce((most, part) => Math.max(most, part.depth), 0) + 1
  measures.set(type, { size, depth })
  return { size, depth }
}

function partsOf(type: Type): readonly Type[] {
  if (type.kind === 'tuple') return type.items
  if (type.kind === 'list') return [type.item]
  return type.kind === 'fn' ? [type.from, type.to] : []
}

function bounded(type: Type): Type {
  const { size, depth } = measure(type)
  if (size > genomeLimits.typeSize)
    throw new GenomeMismatch(`the type has more than ${genomeLimits.typeSize} parts`)
  if (depth > genomeLimits.depth)
    throw new GenomeMismatch(`the type is nested deeper than ${genomeLimits.depth}`)
  return type
}

/** A rule refused its arguments; inference turns it into an error that names the sub-expression. */
export class GenomeMismatch extends ZooidError {
  override readonly name = 'GenomeMismatch'
  constructor(message: string, hint?: string) {
    super('genome.mismatch', message, { status: 422, ...(hint ? { hint } : {}) })
  }
}

// Run-time values. Tensors hold doubles: this VM is the f64 reference the f32 kernel is compared with,
// not a fast path. `int` and `float` are distinct, so 1 and 1.0 never mix silently.
import { ZooidError } from '@zooid/base'
import type { Expr } from '../expr.ts'
import { list, type Type, tensor, tuple, types } from '../type.ts'

export type Term =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string; readonly args: readonly Term[] }
export type Subst = ReadonlyMap<string, Term>

export type TensorValue = {
  readonly kind: 'tensor'
  readonly dtype: 'f32' | 'i32'
  readonly shape: readonly number[]
  readonly data: Float64Array
}
export type FnValue = {
  readonly kind: 'fn'
  readonly param: Type
  readonly body: Expr
  readonly env: readonly Value[]
}
/** Composition of functions, first applied first. */
export type ChainValue = { readonly kind: 'chain'; readonly fns: readonly FnValue[] }
export type Value =
  | { readonly kind: 'unit' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'subst'; readonly subst: Subst }
  | TensorValue
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | FnValue
  | ChainValue

/** What an op's implementation may ask of the machine that runs it. */
export type RunContext = {
  /** Pay before doing or allocating. @throws {GenomeRunError} `genome.out_of_gas` */
  readonly charge: (units: number) => void
  readonly apply: (fn: Value, arg: Value) => Value
  readonly describe: (op: string) => string
}

export const unit: Value = { kind: 'unit' }

export function bool(value: boolean): Value {
  return { kind: 'bool', value }
}

/** @throws {GenomeRunError} `genome.overflow` outside +-(2^53 - 1). */
export function int(value: number): Value {
  if (!Number.isSafeInteger(value))
    throw new GenomeRunError('genome.overflow', `${value} is outside the exact integers`)
  return { kind: 'int', value }
}

export function float(value: number): Value {
  return { kind: 'float', value }
}

export function str(value: string): Value {
  return { kind: 'str', value }
}

/** Row-major tensor. @throws {GenomeRunError} when the data does not fill the shape exactly. */
export function tensorValue(
  shape: readonly number[],
  data: ArrayLike<number>,
  dtype: 'f32' | 'i32' = 'f32',
): TensorValue {
  const size = shape.reduce((product, dim) => product * dim, 1)
  if (shape.length === 0 || shape.some((dim) => !Number.isInteger(dim) || dim < 1))
    throw new GenomeRunError('genome.shape', `[${shape}] is not a shape`)
  if (size !== data.length)
    throw new GenomeRunError('genome.shape', `[${shape}] needs ${size} numbers, got ${data.length}`)
  return { kind: 'tensor', dtype, shape, data: Float64Array.from(data) }
}

/** Type of a first-order value; functions have none here because their result is not recorded. */
export function typeOfValue(value: Value, depth = 0): Type {
  if (depth > 64) throw new GenomeRunError('genome.depth', 'the value is nested too deeply')
  switch (value.kind) {
    case 'tensor':
      return tensor(value.dtype, ...value.shape)
    case 'tuple':
      return tuple(...value.items.map((item) => typeOfValue(item, depth + 1)))
    case 'list':
      return list(value.items[0] ? typeOfValue(value.items[0], depth + 1) : types.never)
    case 'fn':
    case 'chain':
      throw new GenomeRunError('genome.kind', 'a function has no first-order type')
    default:
      return types[value.kind]
  }
}

/** The value as `Kind`, for ops whose type rule already promised it. */
export function as<Kind extends Value['kind']>(
  value: Value | undefined,
  kind: Kind,
): Extract<Value, { kind: Kind }> {
  if (value?.kind !== kind)
    throw new GenomeRunError('genome.kind', `expected ${kind}, got ${value?.kind ?? 'nothing'}`)
  // The check above is the proof; TypeScript cannot narrow a generic discriminant.
  return value as Extract<Value, { kind: Kind }>
}

export type RunErrorCode =
  | 'genome.out_of_gas'
  | 'genome.effect_denied'
  | 'genome.not_implemented'
  | 'genome.overflow'
  | 'genome.division_by_zero'
  | 'genome.range'
  | 'genome.shape'
  | 'genome.kind'
  | 'genome.depth'

/** A program stopped while running; the code says why and the hint what to change. */
export class GenomeRunError extends ZooidError {
  override readonly name = 'GenomeRunError'
  constructor(code: RunErrorCode, message: string, hint?: string) {
    super(code, message, { status: 422, ...(hint ? { hint } : {}) })
  }
}

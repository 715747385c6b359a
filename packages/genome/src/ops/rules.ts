// Type rules and costs that several ops share. Each takes the argument types of one application and
// returns its result type or throws GenomeMismatch with the offending type in the message.

import type { Cost } from '../op.ts'
import {
  broadcast,
  type Dim,
  fits,
  GenomeMismatch,
  printType,
  type Type,
  tensor,
  types,
} from '../type.ts'

export type TensorType = Extract<Type, { kind: 'tensor' }>

/** The argument, which arity checking has already promised. */
export function arg(args: readonly Type[], at: number): Type {
  return args[at] ?? types.unit
}

export function want(actual: Type, expected: Type, role = 'argument'): void {
  if (!fits(actual, expected))
    throw new GenomeMismatch(`${role} is ${printType(actual)}, expected ${printType(expected)}`)
}

export function wantTensor(type: Type, minRank = 1, dtype: 'f32' | 'i32' = 'f32'): TensorType {
  if (type.kind !== 'tensor' || type.dtype !== dtype || type.shape.length < minRank)
    throw new GenomeMismatch(
      `argument is ${printType(type)}, expected ${dtype} of rank >= ${minRank}`,
    )
  return type
}

export function wantList(type: Type): Type {
  if (type.kind !== 'list') throw new GenomeMismatch(`argument is ${printType(type)}, not a list`)
  return type.item
}

export function wantFn(type: Type): { from: Type; to: Type } {
  if (type.kind !== 'fn') throw new GenomeMismatch(`argument is ${printType(type)}, not a function`)
  return type
}

/** Last axis as a number: parameters need concrete widths. */
export function width(type: TensorType): number {
  const last = type.shape[type.shape.length - 1]
  if (typeof last !== 'number')
    throw new GenomeMismatch(`the last axis of ${printType(type)} must be a number`)
  return last
}

export function withWidth(type: TensorType, last: Dim): Type {
  return tensor('f32', ...type.shape.slice(0, -1), last)
}

/** int x int -> int; otherwise floats and f32 tensors under broadcasting. */
export function numeric(args: readonly Type[]): Type {
  if (args.every((type) => type.kind === 'int')) return types.int
  return realTypes(args)
}

/** Floats and f32 tensors under broadcasting. */
export function realTypes(args: readonly Type[]): Type {
  let shape: Dim[] = []
  for (const type of args) {
    if (type.kind !== 'float' && !(type.kind === 'tensor' && type.dtype === 'f32'))
      throw new GenomeMismatch(
        `argument is ${printType(type)}, expected float or f32`,
        'convert ints with to_float',
      )
    const next = broadcast(shape, type.kind === 'tensor' ? type.shape : [])
    if (next === null)
      throw new GenomeMismatch(`${args.map(printType).join(' and ')} do not broadcast`)
    shape = next
  }
  return shape.length === 0 ? types.float : tensor('f32', ...shape)
}

/** Elements of a type; lists and symbols count as one. */
export function elements(type: Type): number {
  if (type.kind !== 'tensor') return 1
  return type.shape.reduce<number>((total, dim) => total * (typeof dim === 'number' ? dim : 1), 1)
}

/** Rows of a tensor: all axes but the last. */
export function positions(type: Type): number {
  return type.kind === 'tensor' ? elements({ ...type, shape: type.shape.slice(0, -1) }) : 1
}

export const perElement: Cost = { text: 'elements', of: (_args, out) => elements(out) }
export const perInput: Cost = {
  text: 'input elements',
  of: (args) => args.reduce((total, type) => total + elements(type), 0),
}

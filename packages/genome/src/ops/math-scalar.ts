// Math on single numbers and truth values: exact integer division, conversions, comparison and logic.
// None of it has a gradient: these are the decisions around the smooth parts.
import type { OpInput } from '../op.ts'
import { types } from '../type.ts'
import { as, bool, float, GenomeRunError, int } from '../vm/value.ts'
import { arg, want } from './rules.ts'

export const scalarMath: { readonly [low: number]: OpInput } = {
  4: {
    name: 'mod',
    minArgs: 2,
    maxArgs: 2,
    signature: '(int, int) -> int',
    type: (args) => {
      for (const type of args) want(type, types.int)
      return types.int
    },
    run: ([a, b]) => {
      const x = as(a, 'int').value
      const y = as(b, 'int').value
      return int(x - y * divide(x, y) + 0)
    },
    example: 'mod(7, 2)',
    doc: 'Remainder with the sign of the dividend.',
  },
  25: {
    name: 'to_float',
    minArgs: 1,
    maxArgs: 1,
    signature: 'int -> float',
    type: (args) => {
      want(arg(args, 0), types.int)
      return types.float
    },
    run: ([x]) => float(as(x, 'int').value),
    example: 'to_float(2)',
    doc: 'The same number as a float.',
  },
  26: {
    name: 'to_int',
    minArgs: 1,
    maxArgs: 1,
    signature: 'float -> int',
    type: (args) => {
      want(arg(args, 0), types.float)
      return types.int
    },
    run: ([x]) => int(Math.trunc(as(x, 'float').value) + 0),
    example: 'to_int(2.75)',
    doc: 'Truncate; refuses what an int cannot hold.',
  },
  27: compare('less', (a, b) => a < b, 'less(2, 3)', 'Is a < b?'),
  28: compare('equal', (a, b) => a === b, 'equal(2, 3)', 'Is a = b?'),
  29: logic('and', 2, (a, b) => a && b, 'and(true, false)', 'Both.'),
  30: logic('or', 2, (a, b) => a || b, 'or(true, false)', 'Either.'),
  31: logic('not', 1, (a) => !a, 'not(true)', 'The opposite.'),
}

/** Quotient toward zero. @throws {GenomeRunError} `genome.division_by_zero` */
export function divide(a: number, b: number): number {
  if (b === 0) throw new GenomeRunError('genome.division_by_zero', `${a} divided by zero`)
  return Math.trunc(a / b)
}

function compare(
  name: string,
  f: (a: number, b: number) => boolean,
  example: string,
  doc: string,
): OpInput {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    signature: '(int, int) | (float, float) -> bool',
    type: (args) => {
      want(arg(args, 1), arg(args, 0).kind === 'int' ? types.int : types.float)
      want(arg(args, 0), arg(args, 1))
      return types.bool
    },
    run: ([a, b]) =>
      a?.kind === 'int'
        ? bool(f(a.value, as(b, 'int').value))
        : bool(f(as(a, 'float').value, as(b, 'float').value)),
    example,
    doc,
  }
}

function logic(
  name: string,
  arity: number,
  f: (a: boolean, b: boolean) => boolean,
  example: string,
  doc: string,
): OpInput {
  return {
    name,
    minArgs: arity,
    maxArgs: arity,
    signature: arity === 1 ? 'bool -> bool' : '(bool, bool) -> bool',
    type: (args) => {
      for (const type of args) want(type, types.bool)
      return types.bool
    },
    run: ([a, b]) => bool(f(as(a, 'bool').value, b === undefined || as(b, 'bool').value)),
    example,
    doc,
  }
}

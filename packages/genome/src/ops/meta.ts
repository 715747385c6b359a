// Meta: programs looking at values and at the language. Looking is pure and runs here; changing a
// program (`exec`) needs a host that holds it, and is refused with a typed error.
import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '@zooid/base'
import type { OpInput } from '../op.ts'
import { fn, list, printType, type Type, types } from '../type.ts'
import { dense } from '../vm/arrays.ts'
import { printValue } from '../vm/print-value.ts'
import { as, type FnValue, GenomeRunError, int, str, typeOfValue, type Value } from '../vm/value.ts'
import { arg, realTypes, want, wantFn } from './rules.ts'

export const meta: { readonly [low: number]: OpInput } = {
  0: {
    name: 'hash',
    minArgs: 1,
    maxArgs: 1,
    signature: 'a -> str',
    type: () => types.str,
    cost: { text: 'parts of the value', of: () => 1 },
    run: ([x], _attrs, context) =>
      str(toHex(sha256(new TextEncoder().encode(printValue(context, some(x)))))),
    example: 'hash(list(1, 2))',
    doc: 'SHA-256 of a first-order value.',
  },
  1: {
    name: 'type_of',
    minArgs: 1,
    maxArgs: 1,
    signature: 'a -> str',
    type: () => types.str,
    run: ([x]) => str(printType(typeOfValue(some(x)))),
    example: 'type_of(2.5)',
    doc: 'Type of a first-order value, as text.',
  },
  2: {
    name: 'shape_of',
    minArgs: 1,
    maxArgs: 1,
    signature: 'real -> list<int>',
    type: (args) => {
      realTypes(args)
      return list(types.int)
    },
    run: ([x]) => ({ kind: 'list', items: dense(x).shape.map(int) }),
    example: 'fn (x: f32[2, 3]) => shape_of(x)',
    doc: 'Sizes of the axes.',
  },
  3: {
    name: 'compose',
    minArgs: 2,
    maxArgs: 2,
    signature: '(a -> b, b -> c) -> (a -> c)',
    type: (args) => {
      const f = wantFn(arg(args, 0))
      const g = wantFn(arg(args, 1))
      want(f.to, g.from)
      return fn(f.from, g.to)
    },
    cost: { text: 'length of the chain', of: () => 1 },
    run: ([f, g], _attrs, context) => {
      // Flat, so that applying a long chain is a loop and not a recursion.
      const fns = [...steps(f), ...steps(g)]
      context.charge(fns.length)
      return { kind: 'chain', fns }
    },
    example: 'compose(fn (x: int) => mul(x, 2), fn (x: int) => add(x, 1))',
    doc: 'First f, then g.',
  },
  4: {
    name: 'introspect',
    minArgs: 1,
    maxArgs: 1,
    signature: 'str -> str',
    type: (args) => {
      want(arg(args, 0), types.str)
      return types.str
    },
    cost: { text: '600', of: () => 600 },
    run: ([name], _attrs, context) => {
      context.charge(600)
      return str(context.describe(as(name, 'str').value))
    },
    example: 'introspect("add")',
    doc: 'What describe says about an op.',
  },
  5: changing('self', '-> str', 0, () => types.str, 'self', 'Hash of this program.'),
  6: changing(
    'mutate',
    '(str program, int seed) -> str',
    2,
    (args) => {
      want(arg(args, 0), types.str)
      want(arg(args, 1), types.int)
      return types.str
    },
    'mutate("it", 1)',
    'A checked mutant of a program.',
  ),
}

function changing(
  name: string,
  signature: string,
  arity: number,
  type: (args: readonly Type[]) => Type,
  example: string,
  doc: string,
): OpInput {
  return {
    name,
    minArgs: arity,
    maxArgs: arity,
    effects: ['exec'],
    signature,
    type,
    example,
    doc: `${doc} Needs a host.`,
  }
}

function some(value: Value | undefined): Value {
  return value ?? { kind: 'unit' }
}

function steps(value: Value | undefined): readonly FnValue[] {
  if (value?.kind === 'chain') return value.fns
  if (value?.kind === 'fn') return [value]
  throw new GenomeRunError('genome.kind', 'expected a function')
}

// Control: the pipeline value itself, picking from tuples, branching and iteration over functions.
// Sequence, parallel, residual, repeat, let, lambda and call are expression forms, not ops. `cond` is
// the one lazy op: the machine evaluates only the branch taken.
import { intOf, type OpInput } from '../op.ts'
import {
  fits,
  GenomeMismatch,
  list,
  printType,
  sameType,
  type Type,
  tuple,
  types,
} from '../type.ts'
import { as, GenomeRunError, type RunContext, type Value } from '../vm/value.ts'
import { arg, want, wantFn, wantList } from './rules.ts'

const nothing = { text: '0', of: () => 0 }
const perItem = { text: 'one call per item', of: () => 1 }

export const control: { readonly [low: number]: OpInput } = {
  0: {
    name: 'it',
    cost: nothing,
    minArgs: 1,
    maxArgs: 1,
    signature: 'a -> a',
    type: (args) => arg(args, 0),
    grad: { kind: 'adjoint', text: 'da = g', rule: (_emit, { g }) => [g] },
    run: ([x]) => x ?? { kind: 'unit' },
    example: '2 >> add(it, it)',
    doc: 'The pipeline value, unchanged.',
  },
  1: {
    name: 'pick',
    cost: nothing,
    minArgs: 1,
    maxArgs: 1,
    attrs: [{ id: 0, name: 'index', type: 'int', min: 0, max: 255 }],
    signature: '(a, b, ..) -> a | b | ..',
    type: (args, attrs) => {
      const source = arg(args, 0)
      const item = source.kind === 'tuple' ? source.items[intOf(attrs, 'index')] : undefined
      if (item === undefined)
        throw new GenomeMismatch(`${printType(source)} has no part ${intOf(attrs, 'index')}`)
      return item
    },
    run: ([x], attrs) => {
      const item = as(x, 'tuple').items[intOf(attrs, 'index')]
      if (item === undefined) throw new GenomeRunError('genome.range', 'the tuple is shorter')
      return item
    },
    example: '(1 | 2.5) >> pick[index=1]',
    doc: 'One part of a tuple.',
  },
  2: {
    name: 'scope',
    cost: nothing,
    minArgs: 1,
    maxArgs: 1,
    attrs: [{ id: 0, name: 'name', type: 'sym' }],
    signature: 'a -> a',
    type: (args) => arg(args, 0),
    grad: { kind: 'adjoint', text: 'da = g', rule: (_emit, { g }) => [g] },
    run: ([x]) => x ?? { kind: 'unit' },
    example: 'scope[name=head](add(2, 3))',
    doc: 'Unchanged value; names the parameters inside.',
  },
  3: {
    name: 'cond',
    minArgs: 3,
    maxArgs: 3,
    signature: '(bool, a, a) -> a',
    type: (args) => {
      want(arg(args, 0), types.bool, 'condition')
      return join(arg(args, 1), arg(args, 2))
    },
    // Reached only with its three values already computed, as a tuple from the pipeline.
    run: ([test, yes, no]) => present(as(test, 'bool').value ? yes : no),
    example: 'cond(less(2, 3), 10, 20)',
    doc: 'Only the chosen branch runs.',
  },
  4: {
    name: 'iterate',
    minArgs: 2,
    maxArgs: 2,
    attrs: [{ id: 0, name: 'times', type: 'int', min: 0, max: 1_000_000 }],
    signature: '(a -> a, a) -> a',
    type: (args) => stepRule(arg(args, 0), arg(args, 1)),
    cost: { text: 'times calls', of: (_args, _out, attrs) => intOf(attrs, 'times') },
    run: ([f, start], attrs, context) => {
      let value = present(start)
      for (let i = 0; i < intOf(attrs, 'times'); i++) value = context.apply(present(f), value)
      return value
    },
    example: 'iterate[times=3](fn (x: int) => mul(x, 2), 1)',
    doc: 'Apply f a fixed number of times.',
  },
  5: {
    name: 'while',
    minArgs: 3,
    maxArgs: 3,
    signature: '(a -> bool, a -> a, a) -> a',
    type: (args) => {
      const test = wantFn(arg(args, 0))
      want(test.to, types.bool, 'test result')
      want(arg(args, 2), test.from, 'start')
      return stepRule(arg(args, 1), arg(args, 2))
    },
    cost: { text: 'two calls per turn', of: () => 2 },
    run: ([test, step, start], _attrs, context) => {
      let value = present(start)
      while (as(context.apply(present(test), value), 'bool').value)
        value = context.apply(present(step), value)
      return value
    },
    example: 'while(fn (x: int) => less(x, 100), fn (x: int) => mul(x, 2), 1)',
    doc: 'Apply step while test holds; gas ends it.',
  },
  6: {
    name: 'map',
    minArgs: 2,
    maxArgs: 2,
    signature: '(a -> b, list<a>) -> list<b>',
    type: (args) => {
      const f = wantFn(arg(args, 0))
      want(wantList(arg(args, 1)), f.from, 'item')
      return list(f.to)
    },
    cost: perItem,
    run: ([f, xs], _attrs, context) => ({
      kind: 'list',
      items: each(xs, context).map((item) => context.apply(present(f), item)),
    }),
    example: 'map(fn (x: int) => mul(x, x), list(1, 2, 3))',
    doc: 'f of every item.',
  },
  7: {
    name: 'filter',
    minArgs: 2,
    maxArgs: 2,
    signature: '(a -> bool, list<a>) -> list<a>',
    type: (args) => {
      const f = wantFn(arg(args, 0))
      want(f.to, types.bool, 'test result')
      want(wantList(arg(args, 1)), f.from, 'item')
      return arg(args, 1)
    },
    cost: perItem,
    run: ([f, xs], _attrs, context) => ({
      kind: 'list',
      items: each(xs, context).filter((item) => as(context.apply(present(f), item), 'bool').value),
    }),
    example: 'filter(fn (x: int) => less(x, 3), list(1, 2, 3))',
    doc: 'Items that pass the test.',
  },
  8: {
    name: 'fold',
    minArgs: 3,
    maxArgs: 3,
    signature: '((acc, a) -> acc, acc, list<a>) -> acc',
    type: foldRule,
    cost: perItem,
    run: ([f, start, xs], _attrs, context) =>
      each(xs, context).reduce(
        (acc: Value, item) => context.apply(present(f), { kind: 'tuple', items: [acc, item] }),
        present(start),
      ),
    example: 'fold(fn (p: (int, int)) => add, 0, list(1, 2, 3))',
    doc: 'Combine items from the left.',
  },
  9: {
    name: 'scan',
    minArgs: 3,
    maxArgs: 3,
    signature: '((acc, a) -> acc, acc, list<a>) -> list<acc>',
    type: (args) => list(foldRule(args)),
    cost: perItem,
    run: ([f, start, xs], _attrs, context) => {
      let acc = present(start)
      const items = each(xs, context).map((item) => {
        acc = context.apply(present(f), { kind: 'tuple', items: [acc, item] })
        return acc
      })
      return { kind: 'list', items }
    },
    example: 'scan(fn (p: (int, int)) => add, 0, list(1, 2, 3))',
    doc: 'Fold that keeps every step.',
  },
  10: {
    name: 'zip',
    minArgs: 2,
    maxArgs: 2,
    signature: '(list<a>, list<b>) -> list<(a, b)>',
    type: (args) => list(tuple(wantList(arg(args, 0)), wantList(arg(args, 1)))),
    cost: perItem,
    run: ([xs, ys], _attrs, context) => {
      const left = each(xs, context)
      const right = as(ys, 'list').items
      const items: Value[] = []
      for (const [i, item] of left.entries()) {
        const other = right[i]
        if (other === undefined) break
        items.push({ kind: 'tuple', items: [item, other] })
      }
      return { kind: 'list', items }
    },
    example: 'zip(list(1, 2), list(3.5, 4.5))',
    doc: 'Pairs, as many as the shorter list has.',
  },
}

/** The type both fit, for branches and list items. @throws {GenomeMismatch} */
export function join(a: Type, b: Type): Type {
  if (fits(a, b)) return b
  if (fits(b, a)) return a
  throw new GenomeMismatch(`${printType(a)} and ${printType(b)} are different types`)
}

function stepRule(f: Type, start: Type): Type {
  const { from, to } = wantFn(f)
  want(start, from, 'start')
  if (!sameType(from, to)) throw new GenomeMismatch(`the step ${printType(f)} must keep the type`)
  return to
}

function foldRule(args: readonly Type[]): Type {
  const f = wantFn(arg(args, 0))
  want(tuple(arg(args, 1), wantList(arg(args, 2))), f.from, 'accumulator and item')
  want(f.to, arg(args, 1), 'result')
  return f.to
}

function present(value: Value | undefined): Value {
  if (value === undefined) throw new GenomeRunError('genome.kind', 'an argument is missing')
  return value
}

function each(xs: Value | undefined, context: RunContext): readonly Value[] {
  const { items } = as(xs, 'list')
  context.charge(items.length)
  return items
}

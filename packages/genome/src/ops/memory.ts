// Memory: lists and reshaping (pure, run here), and named cells (effect `alloc`), which belong to a
// host and are refused by this VM with a typed error.
import type { OpInput } from '../op.ts'
import { GenomeMismatch, list, printType, type Type, tensor, types } from '../type.ts'
import { allocate, product } from '../vm/arrays.ts'
import { as, GenomeRunError, int, type RunContext, type Value } from '../vm/value.ts'
import { join } from './control.ts'
import { arg, perElement, want, wantList, wantTensor } from './rules.ts'

export const memory: { readonly [low: number]: OpInput } = {
  0: {
    name: 'list',
    minArgs: 0,
    maxArgs: 4096,
    signature: '(a, ..) -> list<a>',
    type: (args) => list(args.reduce(join, types.never)),
    cost: { text: 'items', of: (args) => args.length },
    run: (args, _attrs, context) => listOf(context, args),
    example: 'list(1, 2, 3)',
    doc: 'A list of its arguments.',
  },
  1: {
    name: 'length',
    minArgs: 1,
    maxArgs: 1,
    signature: 'list<a> -> int',
    type: (args) => {
      wantList(arg(args, 0))
      return types.int
    },
    run: ([xs]) => int(as(xs, 'list').items.length),
    example: 'length(list(1, 2))',
    doc: 'How many items.',
  },
  2: {
    name: 'get',
    minArgs: 2,
    maxArgs: 2,
    signature: '(list<a>, int) -> a',
    type: (args) => {
      want(arg(args, 1), types.int, 'index')
      return wantList(arg(args, 0))
    },
    run: ([xs, at]) => {
      const index = as(at, 'int').value
      const item = as(xs, 'list').items[index]
      if (item === undefined) throw new GenomeRunError('genome.range', `no item ${index}`)
      return item
    },
    example: 'get(list(4, 5), 1)',
    doc: 'Item by position from 0; outside is an error.',
  },
  3: {
    name: 'join',
    minArgs: 2,
    maxArgs: 2,
    signature: '(list<a>, list<a>) -> list<a>',
    type: (args) => list(join(wantList(arg(args, 0)), wantList(arg(args, 1)))),
    cost: { text: 'items', of: () => 1 },
    run: ([xs, ys], _attrs, context) =>
      listOf(context, [...as(xs, 'list').items, ...as(ys, 'list').items]),
    example: 'join(list(1), list(2))',
    doc: 'One list after the other.',
  },
  4: {
    name: 'slice',
    minArgs: 3,
    maxArgs: 3,
    signature: '(list<a>, int, int) -> list<a>',
    type: (args) => {
      want(arg(args, 1), types.int, 'start')
      want(arg(args, 2), types.int, 'end')
      wantList(arg(args, 0))
      return arg(args, 0)
    },
    cost: { text: 'items', of: () => 1 },
    run: ([xs, from, to], _attrs, context) => {
      const { items } = as(xs, 'list')
      const start = as(from, 'int').value
      const end = as(to, 'int').value
      if (start < 0 || end < start || end > items.length)
        throw new GenomeRunError('genome.range', `no items ${start} to ${end} of ${items.length}`)
      return listOf(context, items.slice(start, end))
    },
    example: 'slice(list(1, 2, 3), 0, 2)',
    doc: 'Items from start up to, not with, end.',
  },
  5: {
    name: 'range',
    minArgs: 1,
    maxArgs: 1,
    signature: 'int -> list<int>',
    type: (args) => {
      want(arg(args, 0), types.int)
      return list(types.int)
    },
    cost: { text: 'items', of: () => 1 },
    run: ([n], _attrs, context) => {
      const size = as(n, 'int').value
      if (size < 0) throw new GenomeRunError('genome.range', `a range cannot hold ${size} items`)
      context.charge(size)
      return { kind: 'list', items: Array.from({ length: size }, (_, i) => int(i)) }
    },
    example: 'range(4)',
    doc: '0, 1, .. n-1.',
  },
  6: {
    name: 'flatten',
    minArgs: 1,
    maxArgs: 1,
    signature: 'f32[..] -> f32[N]',
    type: (args) => {
      const x = wantTensor(arg(args, 0))
      if (x.shape.some((dim) => typeof dim === 'string'))
        throw new GenomeMismatch(`${printType(x)} has a symbolic axis and no fixed length`)
      return tensor(
        'f32',
        x.shape.reduce<number>((total, dim) => total * Number(dim), 1),
      )
    },
    cost: perElement,
    run: ([x], _attrs, context) => {
      const { data } = as(x, 'tensor')
      const out = allocate(context, [data.length])
      out.set(data)
      return { kind: 'tensor', dtype: 'f32', shape: [out.length], data: out }
    },
    example: 'fn (x: f32[2, 3]) => flatten(x)',
    doc: 'All elements in one row.',
  },
  7: {
    name: 'concat',
    minArgs: 2,
    maxArgs: 2,
    signature: '(f32[..,M], f32[..,N]) -> f32[..,M+N]',
    type: (args) => {
      const a = wantTensor(arg(args, 0))
      const b = wantTensor(arg(args, 1))
      const m = a.shape.at(-1)
      const n = b.shape.at(-1)
      const same =
        a.shape.length === b.shape.length &&
        a.shape.every((d, i) => d === b.shape[i] || i === a.shape.length - 1)
      if (!same || typeof m !== 'number' || typeof n !== 'number')
        throw new GenomeMismatch(`cannot concat ${printType(a)} and ${printType(b)}`)
      return tensor('f32', ...a.shape.slice(0, -1), m + n)
    },
    cost: perElement,
    run: ([x, y], _attrs, context) => {
      const a = as(x, 'tensor')
      const b = as(y, 'tensor')
      const [m = 1, n = 1] = [a.shape.at(-1), b.shape.at(-1)]
      const shape = [...a.shape.slice(0, -1), m + n]
      if (product(a.shape) / m !== product(b.shape) / n)
        throw new GenomeRunError('genome.shape', `cannot concat [${a.shape}] and [${b.shape}]`)
      const out = allocate(context, shape)
      for (let row = 0; row * (m + n) < out.length; row++) {
        out.set(a.data.subarray(row * m, (row + 1) * m), row * (m + n))
        out.set(b.data.subarray(row * n, (row + 1) * n), row * (m + n) + m)
      }
      return { kind: 'tensor', dtype: 'f32', shape, data: out }
    },
    example: 'fn (x: f32[2, 3]) => concat(x, x)',
    doc: 'Side by side along the last axis.',
  },
  16: cell('alloc', 1, (args) => arg(args, 0), 'alloc[cell=best](0)', 'Make a named cell.'),
  17: cell(
    'load',
    1,
    (args) => arg(args, 0),
    'load[cell=best](0)',
    'Read a cell, or the fallback.',
  ),
  18: cell(
    'store',
    1,
    (args) => arg(args, 0),
    'store[cell=best](1)',
    'Write a cell; gives the value.',
  ),
  19: cell('free', 0, () => types.unit, 'free[cell=best]', 'Drop a cell.'),
}

function cell(
  name: string,
  arity: number,
  type: (args: readonly Type[]) => Type,
  example: string,
  doc: string,
): OpInput {
  return {
    name,
    minArgs: arity,
    maxArgs: arity,
    attrs: [{ id: 0, name: 'cell', type: 'sym' }],
    signature: arity === 0 ? '-> unit' : 'a -> a',
    type,
    effects: ['alloc'],
    example,
    doc: `${doc} Needs a host.`,
  }
}

function listOf(context: RunContext, items: readonly Value[]): Value {
  context.charge(items.length)
  return { kind: 'list', items }
}

// Functions over lists: map in every direction, folds, counts, choices by a key.
import { burn, fitsList, outOfFuel } from '../limits.ts'
import { at, lambda, level, type Production, type Writer } from '../production.ts'
import { elementOf, type Type, typeName } from '../type.ts'
import { define, ofList, reduction, textOf, write } from './define.ts'

type List = readonly unknown[]
type Function1 = (x: unknown) => unknown

const maps: readonly (readonly [from: Type, to: Type, weight: number])[] = [
  ['N', 'N', 5],
  ['S', 'S', 4],
  ['N', 'S', 2.5],
  ['S', 'N', 2.5],
  ['N', 'G', 1.2],
  ['G', 'N', 2.5],
  ['G', 'G', 2],
  ['S', 'W', 1],
  ['W', 'S', 1.5],
]

const mapping = maps.map(([from, to, weight]) => {
  const given = elementOf(from) ?? 'n'
  const made = elementOf(to) ?? 'n'
  return define(
    `map:${from}:${to}`,
    to,
    [from, lambda(made, given)],
    weight,
    `each item of ${typeName(from)} changed to ${typeName(made)}`,
    (list: List, f: Function1) => list.map((x) => f(x)),
    '$0.map($1)',
    { passes: [1] },
  )
})

const indexed = (
  [
    ['N', 'N', 2],
    ['S', 'S', 1.2],
  ] as const
).map(([from, to, weight]) =>
  define(
    `mapI:${from}:${to}`,
    to,
    [from, lambda(elementOf(to) ?? 'n', elementOf(from) ?? 'n', 'n')],
    weight,
    'each item changed, knowing its index',
    (list: List, f: (x: unknown, i: number) => unknown) => list.map((x, i) => f(x, i)),
    '$0.map($1)',
  ),
)

const fromChars = (
  [
    ['N', 'n', 1.5],
    ['S', 's', 1.5],
  ] as const
).map(([to, made, weight]) =>
  define(
    `map:s:${to}`,
    to,
    ['s', lambda(made, 's')],
    weight,
    `each character changed to ${typeName(made)}`,
    (text: string, f: Function1) => [...text].map((c) => f(c)),
    '[...$0].map($1)',
    { names: [[], ['char']] },
  ),
)

const folds = (
  [
    ['N', 'n', 4],
    ['S', 'n', 2],
    ['G', 'n', 1],
    ['N', 'N', 0.8],
    ['G', 'N', 0.5],
    ['G', 'G', 0.5],
  ] as const
).map(([from, to, weight]) =>
  define(
    `reduce:${from}:${to}`,
    to,
    [from, to, lambda(to, to, elementOf(from) ?? 'n')],
    weight,
    `${typeName(from)} folded into ${typeName(to)}`,
    (list: List, start: unknown, f: (sum: unknown, x: unknown) => unknown) =>
      list.reduce((sum, x) => f(sum, x), start),
    reduction(ofList, to),
    { passes: [1, 2], names: [[], [], [to === 'n' ? 'sum' : 'result']] },
  ),
)

/** By a key that is a number; what is no number has no place in an order. */
function keyed(list: List, key: (x: unknown) => number): { x: unknown; at: number }[] {
  // A list of one is never compared, so its key is never asked for.
  if (list.length < 2) return list.map((x) => ({ x, at: 0 }))
  return list.map((x) => {
    const place = key(x)
    if (Number.isNaN(place)) throw outOfFuel
    return { x, at: place }
  })
}

/** The key of a name: written out where it is short, else a function before the expression. */
function keyOf(w: Writer): (x: string) => string {
  if (w.isPlain(1)) return (name) => at(w.body(1, [name]), level.product)
  const key = w.name('key')
  w.line(`const ${key} = ${w.arrow(1, { isTyped: true })}`)
  return (name) => `${key}(${name})`
}

const ordered = (['N', 'S', 'G'] as const).flatMap((list): Production[] => {
  const element = elementOf(list) ?? 'n'
  const shared = list === 'G' ? { isShared: true } : {}
  const extreme = (name: string, doc: string, weight: number, sign: 1 | -1) =>
    write(
      `${name}:${list}`,
      element,
      [list, lambda('n', element)],
      weight,
      doc,
      (items: List, key: (x: unknown) => number) => {
        const first = keyed(items, key).sort((a, b) => sign * (a.at - b.at))[0]
        return first ? first.x : element === 'n' ? 0 : element === 's' ? '' : []
      },
      (w) => {
        const from = at(w.part(0), level.call)
        const key = keyOf(w)
        const [a, b] = [w.name('a'), w.name('b')]
        const order = sign === 1 ? `${key(a)} - ${key(b)}` : `${key(b)} - ${key(a)}`
        const none = element === 'n' ? '0' : element === 's' ? "''" : '[]'
        return textOf(`${from}.toSorted((${a}, ${b}) => ${order})[0] ?? ${none}`, level.nullish)
      },
      shared,
    )
  return [
    write(
      `sortBy:${list}`,
      list,
      [list, lambda('n', element)],
      list === 'N' ? 1.2 : 2,
      'in the order of a key, smallest first',
      (items: List, key: (x: unknown) => number) =>
        keyed(items, key)
          .sort((a, b) => a.at - b.at)
          .map(({ x }) => x),
      (w) => {
        const from = at(w.part(0), level.call)
        const key = keyOf(w)
        const [a, b] = [w.name('a'), w.name('b')]
        return textOf(`${from}.toSorted((${a}, ${b}) => ${key(a)} - ${key(b)})`)
      },
      shared,
    ),
    ...(list === 'G' ? [] : [extreme('minBy', 'the item with the smallest key', 0.8, 1)]),
    extreme('maxBy', 'the item with the largest key', 1.2, -1),
  ]
})

export const higher: readonly Production[] = [
  ...mapping,
  ...indexed,
  ...fromChars,
  ...folds,
  ...ordered,
  ...(['N', 'S', 'G'] as const).map((list) =>
    define(
      `count:${list}`,
      'n',
      [list, lambda('b', elementOf(list) ?? 'n')],
      list === 'N' ? 3 : 1.5,
      'how many pass',
      (items: List, f: (x: unknown) => boolean) => items.filter((x) => f(x)).length,
      '$0.filter($1).length',
    ),
  ),
  ...(['N', 'S'] as const).map((list) =>
    define(
      `findIndex:${list}`,
      'n',
      [list, lambda('b', elementOf(list) ?? 'n')],
      1,
      'index of the first that passes, else -1',
      (items: List, f: (x: unknown) => boolean) => items.findIndex((x) => f(x)),
      '$0.findIndex($1)',
    ),
  ),
  define(
    'find:N',
    'n',
    ['N', lambda('b', 'n')],
    1.5,
    'the first number that passes, else 0',
    (list: number[], f: (x: number) => boolean) => list.find((x) => f(x)) ?? 0,
    '$0.find($1) ?? 0',
  ),
  define(
    'filterI:N',
    'N',
    ['N', lambda('b', 'n', 'n')],
    1.2,
    'the numbers that pass, knowing their index',
    (list: number[], f: (x: number, i: number) => boolean) => list.filter((x, i) => f(x, i)),
    '$0.filter($1)',
  ),
  define(
    'flatMap:N',
    'N',
    ['N', lambda('N', 'n')],
    1,
    'the lists made of each number, joined',
    (list: number[], f: (x: number) => number[]) => {
      const all: number[] = []
      for (const x of list) {
        for (const y of f(x)) all.push(y)
        burn(fitsList(all.length) >> 4)
      }
      return all
    },
    '$0.flatMap($1)',
    { passes: [1] },
  ),
  define(
    'flatMap:S',
    'S',
    ['S', lambda('S', 's')],
    0.8,
    'the lists made of each text, joined',
    (list: string[], f: (x: string) => string[]) => {
      const all: string[] = []
      for (const x of list) {
        for (const y of f(x)) all.push(y)
        burn(fitsList(all.length) >> 4)
      }
      return all
    },
    '$0.flatMap($1)',
    { passes: [1] },
  ),
]

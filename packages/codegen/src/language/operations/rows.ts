// Lists of lists: cut from lists, made of pairs, turned, read by row and column; and two lists together.
import { burn, fitsList } from '../limits.ts'
import { at, lambda, level, type Production, type Slot } from '../production.ts'
import type { Type } from '../type.ts'
import { define, nameOf, textOf, write } from './define.ts'

type F2<R> = (x: number, y: number) => R
type List = readonly number[]
type Rows = readonly List[]

const rowsOf = (
  name: string,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  writer: NonNullable<Production['write']>,
  more: Partial<Production> = {},
) => write(name, 'G', slots, weight, doc, apply, writer, more)

/** How many pairs a list has, as fuel. */
function pairsOf(list: List): void {
  burn(list.length)
}

export const rows: readonly Production[] = [
  define(
    'item:G',
    'N',
    ['G', 'n'],
    2,
    'the row at an index, empty outside',
    (g: Rows, i: number) => g[i] ?? [],
    '$0[$1] ?? []',
    { isShared: true },
  ),
  define(
    'last:G',
    'N',
    ['G'],
    0.8,
    'the last row, empty if there is none',
    (g: Rows) => g.at(-1) ?? [],
    '$0.at(-1) ?? []',
    { isShared: true },
  ),
  define(
    'cell',
    'n',
    ['G', 'n', 'n'],
    2,
    'the number in a row and column, 0 outside',
    // Like `?.`, it does not ask for the column of a row that is not there.
    (g: Rows, i: number, j: () => number) => {
      const row = g[i]
      return row === undefined ? 0 : (row[j()] ?? 0)
    },
    ([g, i, j]) => textOf(`${at(g, level.call)}[${i?.text}]?.[${j?.text}] ?? 0`, level.nullish),
    { lazy: [2] },
  ),
  define(
    'flat',
    'N',
    ['G'],
    1.5,
    'the rows one after the other',
    (g: Rows) => {
      const all = g.flat()
      fitsList(all.length)
      return all
    },
    '$0.flat()',
  ),
  define(
    'item:W',
    'S',
    ['W', 'n'],
    0.8,
    'the row of texts at an index, empty outside',
    (g: string[][], i: number) => g[i] ?? [],
    '$0[$1] ?? []',
    { isShared: true },
  ),
  rowsOf(
    'transpose',
    ['G'],
    1.5,
    'columns as rows, as many as the first row has',
    (g: Rows) => (g[0] ?? []).map((_, j) => g.map((row) => row[j] ?? 0)),
    (w) => {
      const g = at(w.atom(0, 'table'), level.call)
      const [j, row] = [w.name('j'), w.name('row')]
      return textOf(`(${g}[0] ?? []).map((_, ${j}) => ${g}.map((${row}) => ${row}[${j}] ?? 0))`)
    },
  ),
  rowsOf(
    'mapCells',
    ['G', lambda('n', 'n', 'n', 'n')],
    1,
    'each number changed, knowing its row and column',
    (g: Rows, f: (x: number, i: number, j: number) => number) =>
      g.map((row, i) => row.map((x, j) => f(x, i, j))),
    (w) => {
      const g = at(w.part(0), level.call)
      const [row, x, i, j] = [w.name('row'), w.name('x'), w.name('i'), w.name('j')]
      const body = at(w.inline(1, [x, i, j]), level.nullish)
      const inner = w.uses(1, 2) > 0 ? `${x}, ${j}` : x
      const outer = w.uses(1, 1) > 0 ? `${row}, ${i}` : row
      return textOf(`${g}.map((${outer}) => ${row}.map((${inner}): number => ${body}))`)
    },
  ),
  rowsOf(
    'grid',
    ['n', 'n', lambda('n', 'n', 'n')],
    1,
    'a number for each row and column',
    (height: number, width: number, f: F2<number>) =>
      Array.from({ length: lengthOf(height) }, (_, i) =>
        Array.from({ length: lengthOf(width) }, (_, j) => f(i, j)),
      ),
    (w) => {
      const [height, width] = [w.part(0), w.atom(1, 'width')]
      const [i, j] = [w.name('i'), w.name('j')]
      const body = at(w.inline(2, [i, j]), level.nullish)
      return textOf(
        `Array.from({ length: ${height.text} }, (_, ${i}) => Array.from({ length: ${width.text} }, (_, ${j}): number => ${body}))`,
      )
    },
  ),
  rowsOf(
    'chunk',
    ['N', 'n'],
    1.2,
    'pieces of so many numbers',
    (list: List, size: number) => {
      const pieces: List[] = []
      for (let i = 0; i < list.length; i += Math.max(1, size)) pieces.push(list.slice(i, i + size))
      return pieces
    },
    (w) => {
      const list = at(w.atom(0, 'numbers'), level.call)
      const size = w.atom(1, 'size')
      const [pieces, i] = [w.name('pieces'), w.name('i')]
      w.line(`const ${pieces}: number[][] = []`)
      w.line(
        `for (let ${i} = 0; ${i} < ${list}.length; ${i} += Math.max(1, ${size.text})) ${pieces}.push(${list}.slice(${i}, ${i} + ${at(size, level.product)}))`,
      )
      return nameOf(pieces)
    },
  ),
  rowsOf(
    'windows',
    ['N', 'n'],
    1.2,
    'all pieces of so many neighbours',
    (list: List, size: number) => {
      const pieces: List[] = []
      for (let i = 0; i + size <= list.length; i++) {
        burn(1)
        fitsList(pieces.push(list.slice(i, i + size)))
      }
      return pieces
    },
    (w) => {
      const list = at(w.atom(0, 'numbers'), level.call)
      const size = at(w.atom(1, 'size'), level.product)
      const [pieces, i] = [w.name('pieces'), w.name('i')]
      w.line(`const ${pieces}: number[][] = []`)
      w.line(
        `for (let ${i} = 0; ${i} + ${size} <= ${list}.length; ${i}++) ${pieces}.push(${list}.slice(${i}, ${i} + ${size}))`,
      )
      return nameOf(pieces)
    },
  ),
  rowsOf(
    'runsBy',
    ['N', lambda('b', 'n', 'n')],
    1.2,
    'runs of numbers that pass with the one before',
    (list: List, same: F2<boolean>) => {
      const runs: number[][] = []
      let run: number[] = []
      for (const x of list) {
        if (run.length > 0 && same(run.at(-1) ?? 0, x)) run.push(x)
        else {
          run = [x]
          runs.push(run)
        }
      }
      return runs
    },
    (w) => {
      const list = w.part(0)
      const [runs, run, x] = [w.name('runs'), w.name('run'), w.name('x')]
      w.line(`const ${runs}: number[][] = []`)
      w.line(`let ${run}: number[] = []`)
      w.block(`for (const ${x} of ${at(list, level.conditional)})`, () => {
        const same = w.inline(1, [textOf(`${run}.at(-1) ?? 0`, level.nullish), x])
        w.line(`if (${run}.length > 0 && ${at(same, level.and + 1)}) ${run}.push(${x})`)
        w.block('else', () => {
          w.line(`${run} = [${x}]`)
          w.line(`${runs}.push(${run})`)
        })
      })
      return nameOf(runs)
    },
  ),
  rowsOf(
    'zip',
    ['N', 'N'],
    1,
    'pairs of numbers at the same index, as long as the first list',
    (a: List, b: List) => a.map((x, i) => [x, b[i] ?? 0]),
    (w) => {
      const [a, b] = [at(w.part(0), level.call), at(w.atom(1, 'others'), level.call)]
      const [x, i] = [w.name('x'), w.name('i')]
      return textOf(`${a}.map((${x}, ${i}) => [${x}, ${b}[${i}] ?? 0])`)
    },
  ),
  rowsOf(
    'pairs',
    ['N', lambda('b', 'n', 'n')],
    1.2,
    'all pairs of a number and a later one that pass',
    (list: List, test: F2<boolean>) => {
      const found: number[][] = []
      for (const [i, x] of list.entries()) {
        pairsOf(list)
        for (const y of list.slice(i + 1)) if (test(x, y)) fitsList(found.push([x, y]))
      }
      return found
    },
    (w) => {
      const list = at(w.atom(0, 'numbers'), level.call)
      const [x, i, y] = [w.name('x'), w.name('i'), w.name('y')]
      const test = w.inline(1, [x, y])
      const filter = test.text === 'true' ? '' : `.filter((${y}) => ${at(test, level.nullish)})`
      return textOf(
        `${list}.flatMap((${x}, ${i}) => ${list}.slice(${i} + 1)${filter}.map((${y}) => [${x}, ${y}]))`,
      )
    },
  ),
  define(
    'some:pairs',
    'b',
    ['N', lambda('b', 'n', 'n')],
    1.2,
    'a number and a later one pass',
    (list: List, test: F2<boolean>) =>
      list.some((x, i) => {
        pairsOf(list)
        return list.slice(i + 1).some((y) => test(x, y))
      }),
    '',
    {
      write: (w) => {
        const list = at(w.atom(0, 'numbers'), level.call)
        const [x, i, y] = [w.name('x'), w.name('i'), w.name('y')]
        const test = at(w.inline(1, [x, y]), level.nullish)
        return textOf(
          `${list}.some((${x}, ${i}) => ${list}.slice(${i} + 1).some((${y}) => ${test}))`,
        )
      },
    },
  ),
  write(
    'count:pairs',
    'n',
    ['N', lambda('b', 'n', 'n')],
    1,
    'how many pairs of a number and a later one pass',
    (list: List, test: F2<boolean>) => {
      let count = 0
      for (const [i, x] of list.entries()) {
        pairsOf(list)
        for (const y of list.slice(i + 1)) if (test(x, y)) count++
      }
      return count
    },
    (w) => {
      const list = at(w.atom(0, 'numbers'), level.call)
      const count = w.name('count')
      w.line(`let ${count} = 0`)
      const [i, x, y] = [w.name('i'), w.name('x'), w.name('y')]
      w.block(`for (const [${i}, ${x}] of ${list}.entries())`, () =>
        w.block(`for (const ${y} of ${list}.slice(${i} + 1))`, () =>
          w.line(`if (${w.body(1, [x, y]).text}) ${count}++`),
        ),
      )
      return nameOf(count)
    },
  ),
  write(
    'zipWith:N',
    'N',
    ['N', 'N', lambda('n', 'n', 'n')],
    1.5,
    'numbers of two lists at the same index, as long as the first',
    (a: List, b: List, f: F2<number>) => a.map((x, i) => f(x, b[i] ?? 0)),
    (w) => {
      const [a, b] = [at(w.part(0), level.call), at(w.atom(1, 'others'), level.call)]
      const [x, i] = [w.name('x'), w.name('i')]
      const body = w.inline(2, [x, textOf(`${b}[${i}] ?? 0`, level.nullish)])
      return textOf(`${a}.map((${x}, ${i}): number => ${at(body, level.nullish)})`)
    },
  ),
  write(
    'adjacent',
    'N',
    ['N', lambda('n', 'n', 'n')],
    1.2,
    'a number for each number and the next',
    (list: List, f: F2<number>) => list.slice(1).map((x, i) => f(list[i] ?? 0, x)),
    (w) => {
      const list = at(w.atom(0, 'numbers'), level.call)
      const [x, i] = [w.name('x'), w.name('i')]
      const body = w.inline(1, [textOf(`${list}[${i}] ?? 0`, level.nullish), x])
      return textOf(`${list}.slice(1).map((${x}, ${i}): number => ${at(body, level.nullish)})`)
    },
  ),
  write(
    'scan',
    'N',
    ['N', 'n', lambda('n', 'n', 'n')],
    1.5,
    'the states of a fold after each number',
    (list: List, from: number, f: F2<number>) => {
      let state = from
      return list.map((x) => {
        state = f(state, x)
        return state
      })
    },
    (w) => {
      const list = at(w.part(0), level.call)
      const from = w.part(1)
      const state = w.name('total')
      w.line(`let ${state} = ${from.text}`)
      const x = w.name('x')
      const body = w.inline(2, [state, x])
      return textOf(`${list}.map((${x}) => (${state} = ${body.text}))`)
    },
  ),
  ...(['takeWhile', 'dropWhile'] as const).map((name) =>
    write(
      name,
      'N',
      ['N', lambda('b', 'n')],
      0.6,
      name === 'takeWhile'
        ? 'the numbers before the first that fails'
        : 'from the first number that fails on',
      (list: List, test: (x: number) => boolean) => {
        const end = list.findIndex((x) => !test(x))
        const place = end < 0 ? list.length : end
        return name === 'takeWhile' ? list.slice(0, place) : list.slice(place)
      },
      (w) => {
        const list = at(w.atom(0, 'numbers'), level.call)
        const x = w.name('x')
        const test = at(w.inline(1, [x]), level.unary)
        const end = w.name('end')
        w.line(`const ${end} = ${list}.findIndex((${x}) => !${test})`)
        const place = `${end} < 0 ? ${list}.length : ${end}`
        return textOf(`${list}.slice(${name === 'takeWhile' ? '0, ' : ''}${place})`)
      },
    ),
  ),
  define(
    'without',
    'N',
    ['N', 'n'],
    0.5,
    'without the number at an index',
    (list: List, i: number) => list.toSpliced(i, 1),
    '$0.toSpliced($1, 1)',
  ),
]

/** What `Array.from({ length })` makes of a number. */
function lengthOf(x: number): number {
  return fitsList(Math.max(0, Math.trunc(x) || 0))
}

// Tables filled from what is already in them, and exhaustive lists: subsets, orders, what can be reached.
import { burn, fitsList, outOfFuel } from '../limits.ts'
import { at, lambda, level, type Production } from '../production.ts'
import { define, nameOf, textOf, write } from './define.ts'

function subsets(list: readonly number[]): number[][] {
  let sets: number[][] = [[]]
  for (const x of list) {
    burn(fitsList(2 * sets.length))
    sets = [...sets, ...sets.map((set) => [...set, x])]
  }
  return sets
}

function orders<T>(items: readonly T[]): T[][] {
  let all: T[][] = [[]]
  for (const x of items) {
    burn(fitsList(all.length * ((all[0]?.length ?? 0) + 1)))
    all = all.flatMap((order) =>
      Array.from({ length: order.length + 1 }, (_, i) => order.toSpliced(i, 0, x)),
    )
  }
  return all
}

/** Deeper than this, engines run out of stack at places of their own. */
const maxDepth = 500

function recur(
  start: number,
  isSimple: (x: number) => boolean,
  simple: (x: number) => number,
  left: (x: number) => number,
  right: (x: number) => number,
  together: (a: number, b: number) => number,
): number {
  const known = new Map<number, number>()
  const solve = (x: number, depth: number): number => {
    const before = known.get(x)
    if (before !== undefined) return before
    if (isSimple(x)) return simple(x)
    if (depth > maxDepth) throw outOfFuel
    const a = solve(left(x), depth + 1)
    const b = solve(right(x), depth + 1)
    const result = together(a, b)
    known.set(x, result)
    return result
  }
  return solve(start, 0)
}

export const tables: readonly Production[] = [
  write(
    'table',
    'N',
    ['n', lambda('n', 'n', 'N')],
    1.5,
    'a table of so many numbers, each made from its index and those before it',
    (size: number, f: (i: number, table: number[]) => number) => {
      const table: number[] = []
      for (let i = 0; i < fitsList(size); i++) table.push(f(i, table))
      return table
    },
    (w) => {
      const size = w.atom(0, 'size')
      const table = w.name('table')
      w.line(`const ${table}: number[] = []`)
      const i = w.name('i')
      w.block(`for (let ${i} = 0; ${i} < ${at(size, level.shift)}; ${i}++)`, () =>
        w.line(`${table}.push(${w.body(1, [i, table]).text})`),
      )
      return nameOf(table)
    },
    { names: [[], ['i', 'table']] },
  ),
  write(
    'table2',
    'G',
    ['n', 'n', lambda('n', 'n', 'n', 'G')],
    1.5,
    'a table of rows and columns, each cell made from its place and the cells before it',
    (height: number, width: number, f: (i: number, j: number, table: number[][]) => number) => {
      const table: number[][] = []
      for (let i = 0; i < fitsList(height); i++) {
        const row: number[] = []
        burn(1)
        table.push(row)
        for (let j = 0; j < fitsList(width); j++) row.push(f(i, j, table))
      }
      return table
    },
    (w) => {
      const [height, width] = [w.atom(0, 'height'), w.atom(1, 'width')]
      const table = w.name('table')
      w.line(`const ${table}: number[][] = []`)
      const i = w.name('i')
      w.block(`for (let ${i} = 0; ${i} < ${at(height, level.shift)}; ${i}++)`, () => {
        const row = w.name('row')
        w.line(`const ${row}: number[] = []`)
        w.line(`${table}.push(${row})`)
        const j = w.name('j')
        w.block(`for (let ${j} = 0; ${j} < ${at(width, level.shift)}; ${j}++)`, () =>
          w.line(`${row}.push(${w.body(2, [i, j, table]).text})`),
        )
      })
      return nameOf(table)
    },
    { names: [[], [], ['i', 'j', 'table']] },
  ),
  write(
    'recur',
    'n',
    [
      'n',
      lambda('b', 'n'),
      lambda('n', 'n'),
      lambda('n', 'n'),
      lambda('n', 'n'),
      lambda('n', 'n', 'n'),
    ],
    0.5,
    'a number from two smaller cases of itself: start, whether it is simple, its value then, both cases, what they make together',
    recur,
    (w) => {
      const start = w.part(0)
      const [solve, known, x] = [w.name('solve'), w.name('known'), w.name('x')]
      w.line(`const ${known} = new Map<number, number>()`)
      w.block(`const ${solve} = (${x}: number): number =>`, () => {
        const before = w.name('before')
        w.line(`const ${before} = ${known}.get(${x})`)
        w.line(`if (${before} !== undefined) return ${before}`)
        w.line(`if (${w.body(1, [x]).text}) return ${w.inline(2, [x]).text}`)
        const [a, b, result] = [w.name('a'), w.name('b'), w.name('result')]
        w.line(`const ${a} = ${solve}(${w.body(3, [x]).text})`)
        w.line(`const ${b} = ${solve}(${w.body(4, [x]).text})`)
        w.line(`const ${result}: number = ${w.body(5, [a, b]).text}`)
        w.line(`${known}.set(${x}, ${result})`)
        w.line(`return ${result}`)
      })
      return textOf(`${solve}(${start.text})`)
    },
  ),
  write(
    'reach',
    'N',
    ['N', lambda('N', 'n')],
    0.5,
    'the numbers that can be reached, nearest first',
    (start: readonly number[], next: (x: number) => readonly number[]) => {
      const seen = new Set(start)
      for (const x of seen)
        for (const y of next(x)) {
          seen.add(y)
          burn(fitsList(seen.size) >> 8)
        }
      return [...seen]
    },
    (w) => {
      const start = w.part(0)
      const seen = w.name('seen')
      w.line(`const ${seen} = new Set<number>(${start.text})`)
      const x = w.name('x')
      w.block(`for (const ${x} of ${seen})`, () => {
        const y = w.name('y')
        w.line(`for (const ${y} of ${at(w.body(1, [x]), level.conditional)}) ${seen}.add(${y})`)
      })
      return textOf(`[...${seen}]`, level.atom)
    },
  ),
  write(
    'subsets',
    'G',
    ['N'],
    0.8,
    'all choices of numbers from a list, the empty one first',
    subsets,
    (w) => {
      const list = at(w.part(0), level.call)
      const [sets, x, set] = [w.name('sets'), w.name('x'), w.name('set')]
      return textOf(
        `${list}.reduce<number[][]>((${sets}, ${x}) => [...${sets}, ...${sets}.map((${set}) => [...${set}, ${x}])], [[]])`,
      )
    },
  ),
  write(
    'choose',
    'G',
    ['N', 'n'],
    0.5,
    'all choices of so many numbers from a list',
    (list: readonly number[], k: number) => subsets(list).filter((set) => set.length === k),
    (w) => {
      const list = at(w.part(0), level.call)
      const k = w.atom(1, 'count')
      const [sets, x, set] = [w.name('sets'), w.name('x'), w.name('set')]
      return textOf(
        `${list}.reduce<number[][]>((${sets}, ${x}) => [...${sets}, ...${sets}.map((${set}) => [...${set}, ${x}])], [[]]).filter((${set}) => ${set}.length === ${k.text})`,
      )
    },
  ),
  write('orders:N', 'G', ['N'], 0.5, 'all orders of the numbers', orders, (w) => {
    w.helper('orders', ordersSource)
    return textOf(`orders(${w.part(0).text})`)
  }),
  write(
    'orders:s',
    'S',
    ['s'],
    0.4,
    'all orders of the characters',
    (text: string) => orders([...text]).map((order) => order.join('')),
    (w) => {
      w.helper('orders', ordersSource)
      return textOf(`orders([...${at(w.part(0), level.nullish)}]).map((order) => order.join(''))`)
    },
  ),
  define(
    'product:N',
    'G',
    ['N', 'N'],
    0.6,
    'all pairs of a number of the first list and one of the second',
    (a: readonly number[], b: readonly number[]) => {
      burn(fitsList(a.length * b.length))
      return a.flatMap((x) => b.map((y) => [x, y]))
    },
    '',
    {
      write: (w) => {
        const a = at(w.part(0), level.call)
        const b = at(w.atom(1, 'others'), level.call)
        const [x, y] = [w.name('x'), w.name('y')]
        return textOf(`${a}.flatMap((${x}) => ${b}.map((${y}) => [${x}, ${y}]))`)
      },
    },
  ),
]

const ordersSource = `function orders<T>(items: readonly T[]): T[][] {
  let all: T[][] = [[]]
  for (const item of items)
    all = all.flatMap((order) =>
      Array.from({ length: order.length + 1 }, (_, i) => order.toSpliced(i, 0, item)),
    )
  return all
}
`

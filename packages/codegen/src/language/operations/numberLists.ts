// Lists of numbers: made, ordered, measured.
import { burn, fitsList, outOfFuel } from '../limits.ts'
import { at, lambda, level, type Production, type Slot } from '../production.ts'
import type { Type } from '../type.ts'
import { define, textOf, write } from './define.ts'

const list = (
  name: string,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  print: string | Production['print'],
  more: Partial<Production> = {},
) => define(name, 'N', slots, weight, doc, apply, print, more)
const number = (
  name: string,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  print: string | Production['print'],
) => define(name, 'n', slots, weight, doc, apply, print)

/** What is no number has no place in an order. */
function orderable(list: number[]): number[] {
  if (list.some(Number.isNaN)) throw outOfFuel
  return list
}

/** What `Array.from({ length })` makes of a number. */
const lengthOf = (x: number) => fitsList(Math.max(0, Math.trunc(x) || 0))

function countFrom(from: number, length: number): number[] {
  const made: number[] = []
  for (let i = 0, end = lengthOf(length); i < end; i++) made.push(from + i)
  return made
}

export const numberLists: readonly Production[] = [
  number(
    'item:N',
    ['N', 'n'],
    4,
    'the number at an index, 0 outside',
    (l: number[], i: number) => l[i] ?? 0,
    '$0[$1] ?? 0',
  ),
  number(
    'last:N',
    ['N'],
    1.5,
    'the last number, 0 if there is none',
    (l: number[]) => l.at(-1) ?? 0,
    '$0.at(-1) ?? 0',
  ),
  number(
    'sum',
    ['N'],
    5,
    'sum of the numbers',
    (l: number[]) => l.reduce((sum, x) => sum + x, 0),
    '$0.reduce((sum, x) => sum + x, 0)',
  ),
  number(
    'product',
    ['N'],
    1.5,
    'product of the numbers',
    (l: number[]) => l.reduce((product, x) => product * x, 1),
    '$0.reduce((product, x) => product * x, 1)',
  ),
  number(
    'max:N',
    ['N'],
    3,
    'largest number, -Infinity if there is none',
    (l: number[]) => Math.max(...l),
    'Math.max(...$0)',
  ),
  number(
    'min:N',
    ['N'],
    2.5,
    'smallest number, Infinity if there is none',
    (l: number[]) => Math.min(...l),
    'Math.min(...$0)',
  ),
  number(
    'indexOf:N',
    ['N', 'n'],
    1.5,
    'where a number occurs first, else -1',
    (l: number[], x: number) => l.indexOf(x),
    '$0.indexOf($1)',
  ),
  number(
    'fromDigits',
    ['N'],
    0.6,
    'the number written with these digits',
    (l: number[]) => Number(l.join('')),
    "Number($0.join(''))",
  ),
  list(
    'range',
    ['n'],
    3,
    '0, 1, 2 … so many',
    (n: number) => countFrom(0, n),
    'Array.from({ length: $0 }, (_, i) => i)',
  ),
  write(
    'fromTo',
    'N',
    ['n', 'n'],
    3,
    'the whole numbers from the first to the second, both included',
    (from: number, to: number) => countFrom(from, to - from + 1),
    (w) => {
      const from = w.atom(0, 'from')
      const to = w.part(1)
      const i = w.name('i')
      if (from.text === '1')
        return textOf(`Array.from({ length: ${at(to, level.conditional)} }, (_, ${i}) => ${i} + 1)`)
      if (/^\d+$/.test(from.text)) {
        const less = Number(from.text) - 1
        const short = `${at(to, level.sum)} ${less < 0 ? '+ 1' : `- ${less}`}`
        return textOf(
          `Array.from({ length: ${short} }, (_, ${i}) => ${less < 0 ? i : `${i} + ${from.text}`})`,
        )
      }
      const length = `${at(to, level.sum)} - ${at(from, level.product)} + 1`
      return textOf(`Array.from({ length: ${length} }, (_, ${i}) => ${at(from, level.sum)} + ${i})`)
    },
  ),
  write(
    'tabulate',
    'N',
    ['n', lambda('n', 'n')],
    1.5,
    'a number for each index below a length',
    (n: number, f: (i: number) => number) => countFrom(0, n).map((i) => f(i)),
    (w) => textOf(`Array.from({ length: ${w.part(0).text} }, ${w.arrow(1, { after: ['_'] })})`),
    { names: [[], ['i']] },
  ),
  list('pair', ['n', 'n'], 1, 'two numbers', (a: number, b: number) => [a, b], '[$0, $1]'),
  list(
    'prepend:N',
    ['n', 'N'],
    0.7,
    'a number before a list',
    (x: number, l: number[]) => [x, ...l],
    '[$0, ...$1]',
  ),
  list(
    'sort:N',
    ['N'],
    3,
    'smallest first',
    (l: number[]) => {
      burn(l.length >> 3)
      return orderable(l).toSorted((a, b) => a - b)
    },
    '$0.toSorted((a, b) => a - b)',
  ),
  list(
    'sortDown:N',
    ['N'],
    2,
    'largest first',
    (l: number[]) => {
      burn(l.length >> 3)
      return orderable(l).toSorted((a, b) => b - a)
    },
    '$0.toSorted((a, b) => b - a)',
  ),
  list(
    'uniq:N',
    ['N'],
    2,
    'each number once',
    (l: number[]) => [...new Set(l)],
    '[...new Set($0)]',
  ),
  list(
    'digits',
    ['n'],
    2.5,
    'digits of a number without sign',
    (x: number) => [...String(Math.abs(x))].map(Number),
    '[...String(Math.abs($0))].map(Number)',
  ),
  list(
    'parseAll',
    ['S'],
    0.8,
    'the numbers that texts spell',
    (l: string[]) => l.map(Number),
    '$0.map(Number)',
  ),
  list(
    'numbersIn',
    ['s'],
    0.6,
    'the whole numbers found in a text',
    (text: string) => (text.match(/-?\d+/g) ?? []).map(Number),
    '($0.match(/-?\\d+/g) ?? []).map(Number)',
  ),
]

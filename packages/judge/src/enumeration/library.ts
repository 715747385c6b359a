// The expressions the enumeration combines: what each does to values, and how it is written so that the
// strict compiler takes it. Not a language: whatever is not in this list does not exist for the baseline.
// Long because it is a table, one entry per operation.
import type { Type } from './signature.ts'

export type Operation = {
  readonly takes: readonly Type[]
  readonly gives: Type
  readonly cost: number
  /** Throws or gives undefined where it has no value; the whole expression is then dropped. */
  readonly apply: (...values: never[]) => unknown
  readonly print: (...sources: string[]) => string
}

const operation = <const T extends readonly Type[]>(
  takes: T,
  gives: Type,
  cost: number,
  apply: (...values: { [I in keyof T]: ValueOf<T[I]> }) => unknown,
  print: (...sources: string[]) => string,
): Operation => ({ takes, gives, cost, apply: apply as Operation['apply'], print })

type ValueOf<T> = T extends 'n'
  ? number
  : T extends 's'
    ? string
    : T extends 'b'
      ? boolean
      : T extends 'N'
        ? readonly number[]
        : readonly string[]

const infix = (symbol: string) => (a: string, b: string) => `(${a} ${symbol} ${b})`
const method =
  (name: string) =>
  (self: string, ...args: string[]) =>
    `${self}.${name}(${args.join(', ')})`
const call =
  (name: string) =>
  (...args: string[]) =>
    `${name}(${args.join(', ')})`
const each = (name: string, body: string) => (list: string) => `${list}.${name}((x) => ${body})`
const eachWith = (name: string, body: string) => (list: string, value: string) =>
  `${list}.${name}((x) => ${body.replace('@', value)})`

const maxLength = 300
const bounded = (count: number) => {
  if (!(count >= 0 && count <= maxLength)) throw new RangeError('too long')
  return count
}

export const library: readonly Operation[] = [
  operation(['n', 'n'], 'n', 1, (a, b) => a + b, infix('+')),
  operation(['n', 'n'], 'n', 1, (a, b) => a - b, infix('-')),
  operation(['n', 'n'], 'n', 1, (a, b) => a * b, infix('*')),
  operation(['n', 'n'], 'n', 1, (a, b) => a / b, infix('/')),
  operation(['n', 'n'], 'n', 1, (a, b) => a % b, infix('%')),
  operation(
    ['n', 'n'],
    'n',
    2,
    (a, b) => a ** b,
    (a, b) => `((${a}) ** (${b}))`,
  ),
  operation(['n', 'n'], 'n', 1, Math.min, call('Math.min')),
  operation(['n', 'n'], 'n', 1, Math.max, call('Math.max')),
  operation(['n'], 'n', 1, Math.abs, call('Math.abs')),
  operation(['n'], 'n', 1, Math.floor, call('Math.floor')),
  operation(['n'], 'n', 1, Math.ceil, call('Math.ceil')),
  operation(['n'], 'n', 1, Math.round, call('Math.round')),
  operation(['n'], 'n', 2, Math.trunc, call('Math.trunc')),
  operation(['n'], 'n', 2, Math.sign, call('Math.sign')),
  operation(['n'], 'n', 2, Math.sqrt, call('Math.sqrt')),
  operation(['n'], 'n', 2, Math.log2, call('Math.log2')),
  operation(['n', 'n'], 'n', 2, (a, b) => a & b, infix('&')),
  operation(['n', 'n'], 'n', 2, (a, b) => a | b, infix('|')),
  operation(['n', 'n'], 'n', 2, (a, b) => a ^ b, infix('^')),
  operation(
    ['s'],
    'n',
    1,
    (s) => s.length,
    (s) => `${s}.length`,
  ),
  operation(
    ['N'],
    'n',
    1,
    (l) => l.length,
    (l) => `${l}.length`,
  ),
  operation(
    ['S'],
    'n',
    1,
    (l) => l.length,
    (l) => `${l}.length`,
  ),
  operation(['s', 's'], 'n', 1, (s, t) => s.indexOf(t), method('indexOf')),
  operation(['s', 'n'], 'n', 2, (s, i) => s.charCodeAt(i), method('charCodeAt')),
  operation(['s'], 'n', 1, Number, call('Number')),
  operation(['s', 'n'], 'n', 2, (s, radix) => parseInt(s, radix), call('parseInt')),
  operation(
    ['N', 'n'],
    'n',
    1,
    (l, i) => l.at(i),
    (l, i) => `(${l}.at(${i}) ?? 0)`,
  ),
  operation(['N', 'n'], 'n', 1, (l, x) => l.indexOf(x), method('indexOf')),
  operation(['S', 's'], 'n', 1, (l, x) => l.indexOf(x), method('indexOf')),
  operation(
    ['N'],
    'n',
    1,
    (l) => l.reduce((a, b) => a + b, 0),
    (l) => `${l}.reduce((a, b) => a + b, 0)`,
  ),
  operation(
    ['N'],
    'n',
    2,
    (l) => l.reduce((a, b) => a * b, 1),
    (l) => `${l}.reduce((a, b) => a * b, 1)`,
  ),
  operation(
    ['N'],
    'n',
    1,
    (l) => Math.max(...l),
    (l) => `Math.max(...${l})`,
  ),
  operation(
    ['N'],
    'n',
    1,
    (l) => Math.min(...l),
    (l) => `Math.min(...${l})`,
  ),

  operation(['n', 'n'], 'b', 1, (a, b) => a < b, infix('<')),
  operation(['n', 'n'], 'b', 1, (a, b) => a <= b, infix('<=')),
  operation(['n', 'n'], 'b', 1, (a, b) => a === b, infix('===')),
  operation(['s', 's'], 'b', 1, (a, b) => a === b, infix('===')),
  operation(
    ['b'],
    'b',
    1,
    (a) => !a,
    (a) => `!${a}`,
  ),
  operation(['b', 'b'], 'b', 1, (a, b) => a && b, infix('&&')),
  operation(['b', 'b'], 'b', 1, (a, b) => a || b, infix('||')),
  operation(['s', 's'], 'b', 1, (s, t) => s.includes(t), method('includes')),
  operation(['s', 's'], 'b', 1, (s, t) => s.startsWith(t), method('startsWith')),
  operation(['s', 's'], 'b', 1, (s, t) => s.endsWith(t), method('endsWith')),
  operation(['N', 'n'], 'b', 1, (l, x) => l.includes(x), method('includes')),
  operation(['S', 's'], 'b', 1, (l, x) => l.includes(x), method('includes')),
  operation(['n'], 'b', 1, Number.isInteger, call('Number.isInteger')),
  operation(
    ['N'],
    'b',
    2,
    (l) => l.every((x, i) => i === 0 || (l[i - 1] ?? x) <= x),
    (l) => `${l}.every((x, i, all) => i === 0 || (all[i - 1] ?? x) <= x)`,
  ),
  operation(
    ['N'],
    'b',
    2,
    (l) => l.every((x) => x === l[0]),
    (l) => `${l}.every((x, _, all) => x === all[0])`,
  ),
  operation(
    ['S'],
    'b',
    2,
    (l) => l.every((x) => x === l[0]),
    (l) => `${l}.every((x, _, all) => x === all[0])`,
  ),

  operation(['s', 's'], 's', 1, (a, b) => a + b, infix('+')),
  operation(['s'], 's', 1, (s) => s.toUpperCase(), method('toUpperCase')),
  operation(['s'], 's', 1, (s) => s.toLowerCase(), method('toLowerCase')),
  operation(['s'], 's', 1, (s) => s.trim(), method('trim')),
  operation(
    ['s'],
    's',
    1,
    (s) => [...s].reverse().join(''),
    (s) => `[...${s}].reverse().join('')`,
  ),
  operation(
    ['s'],
    's',
    2,
    (s) => [...s].sort().join(''),
    (s) => `[...${s}].sort().join('')`,
  ),
  operation(['s', 'n'], 's', 1, (s, i) => s.slice(i), method('slice')),
  operation(['s', 'n', 'n'], 's', 1, (s, i, j) => s.slice(i, j), method('slice')),
  operation(
    ['s', 'n'],
    's',
    1,
    (s, i) => s.at(i),
    (s, i) => `(${s}.at(${i}) ?? '')`,
  ),
  operation(['s', 'n'], 's', 1, (s, n) => s.repeat(bounded(Math.trunc(n))), method('repeat')),
  operation(['s', 's', 's'], 's', 1, (s, a, b) => s.replaceAll(a, b), method('replaceAll')),
  operation(['s', 's', 's'], 's', 2, (s, a, b) => s.replace(a, b), method('replace')),
  operation(
    ['s', 'n', 's'],
    's',
    1,
    (s, n, fill) => s.padStart(bounded(n), fill),
    method('padStart'),
  ),
  operation(['s', 'n', 's'], 's', 1, (s, n, fill) => s.padEnd(bounded(n), fill), method('padEnd')),
  operation(['n'], 's', 1, String, call('String')),
  operation(['b'], 's', 2, String, call('String')),
  operation(
    ['n', 'n'],
    's',
    2,
    (n, radix) => n.toString(radix),
    (n, radix) => `(${n}).toString(${radix})`,
  ),
  operation(['n'], 's', 2, (n) => String.fromCharCode(n), call('String.fromCharCode')),
  operation(['S', 's'], 's', 1, (l, s) => l.join(s), method('join')),
  operation(['N', 's'], 's', 1, (l, s) => l.join(s), method('join')),
  operation(
    ['S', 'n'],
    's',
    1,
    (l, i) => l.at(i),
    (l, i) => `(${l}.at(${i}) ?? '')`,
  ),

  operation(['s', 's'], 'S', 1, (s, t) => s.split(t), method('split')),
  operation(
    ['s'],
    'S',
    1,
    (s) => [...s],
    (s) => `[...${s}]`,
  ),
  operation(
    ['s'],
    'S',
    2,
    (s) => s.trim().split(/\s+/),
    (s) => `${s}.trim().split(/\\s+/)`,
  ),
  operation(['S'], 'S', 1, (l) => l.toReversed(), method('toReversed')),
  operation(['S'], 'S', 1, (l) => l.toSorted(), method('toSorted')),
  operation(
    ['S'],
    'S',
    1,
    (l) => [...new Set(l)],
    (l) => `[...new Set(${l})]`,
  ),
  operation(['S', 'n'], 'S', 1, (l, i) => l.slice(i), method('slice')),
  operation(['S', 'n', 'n'], 'S', 1, (l, i, j) => l.slice(i, j), method('slice')),
  operation(
    ['S', 'S'],
    'S',
    1,
    (a, b) => [...a, ...b],
    (a, b) => `[...${a}, ...${b}]`,
  ),
  operation(['S'], 'S', 2, (l) => l.filter((x) => x !== ''), each('filter', "x !== ''")),
  operation(['S', 's'], 'S', 2, (l, s) => l.filter((x) => x !== s), eachWith('filter', 'x !== @')),
  operation(
    ['S', 's'],
    'S',
    2,
    (l, s) => l.filter((x) => x.includes(s)),
    eachWith('filter', 'x.includes(@)'),
  ),
  operation(
    ['S', 's'],
    'S',
    2,
    (l, s) => l.filter((x) => s.includes(x)),
    eachWith('filter', '@.includes(x)'),
  ),
  operation(
    ['S', 's'],
    'S',
    2,
    (l, s) => l.filter((x) => !s.includes(x)),
    eachWith('filter', '!@.includes(x)'),
  ),
  operation(
    ['S', 'n'],
    'S',
    2,
    (l, n) => l.filter((x) => x.length > n),
    eachWith('filter', 'x.length > @'),
  ),
  operation(['S'], 'S', 1, (l) => l.map((x) => x.toUpperCase()), each('map', 'x.toUpperCase()')),
  operation(['S'], 'S', 1, (l) => l.map((x) => x.toLowerCase()), each('map', 'x.toLowerCase()')),
  operation(['S'], 'S', 1, (l) => l.map((x) => x.trim()), each('map', 'x.trim()')),
  operation(
    ['S'],
    'S',
    2,
    (l) => l.map((x) => [...x].reverse().join('')),
    each('map', "[...x].reverse().join('')"),
  ),
  operation(
    ['S'],
    'S',
    2,
    (l) => l.map((x) => x.slice(0, 1).toUpperCase() + x.slice(1)),
    each('map', 'x.slice(0, 1).toUpperCase() + x.slice(1)'),
  ),
  operation(
    ['S', 'n', 'n'],
    'S',
    2,
    (l, i, j) => l.map((x) => x.slice(i, j)),
    (l, i, j) => `${l}.map((x) => x.slice(${i}, ${j}))`,
  ),
  operation(['S', 's'], 'S', 2, (l, s) => l.map((x) => x + s), eachWith('map', 'x + @')),
  operation(
    ['N'],
    'S',
    1,
    (l) => l.map(String),
    (l) => `${l}.map(String)`,
  ),

  operation(['N'], 'N', 1, (l) => l.toReversed(), method('toReversed')),
  operation(
    ['N'],
    'N',
    1,
    (l) => l.toSorted((a, b) => a - b),
    (l) => `${l}.toSorted((a, b) => a - b)`,
  ),
  operation(
    ['N'],
    'N',
    1,
    (l) => [...new Set(l)],
    (l) => `[...new Set(${l})]`,
  ),
  operation(['N', 'n'], 'N', 1, (l, i) => l.slice(i), method('slice')),
  operation(['N', 'n', 'n'], 'N', 1, (l, i, j) => l.slice(i, j), method('slice')),
  operation(
    ['N', 'N'],
    'N',
    1,
    (a, b) => [...a, ...b],
    (a, b) => `[...${a}, ...${b}]`,
  ),
  operation(['N', 'n'], 'N', 1, (l, n) => l.map((x) => x + n), eachWith('map', 'x + @')),
  operation(['N', 'n'], 'N', 1, (l, n) => l.map((x) => x * n), eachWith('map', 'x * @')),
  operation(['N', 'n'], 'N', 2, (l, n) => l.map((x) => x % n), eachWith('map', 'x % @')),
  operation(
    ['N', 'n'],
    'N',
    2,
    (l, n) => l.map((x) => Math.max(x, n)),
    eachWith('map', 'Math.max(x, @)'),
  ),
  operation(
    ['N', 'n'],
    'N',
    2,
    (l, n) => l.map((x) => Math.min(x, n)),
    eachWith('map', 'Math.min(x, @)'),
  ),
  operation(['N'], 'N', 1, (l) => l.map((x) => x * x), each('map', 'x * x')),
  operation(
    ['N'],
    'N',
    1,
    (l) => l.map(Math.abs),
    (l) => `${l}.map(Math.abs)`,
  ),
  operation(
    ['N'],
    'N',
    2,
    (l) => l.slice(1).map((x, i) => x - (l[i] ?? 0)),
    (l) => `${l}.slice(1).map((x, i) => x - (${l}[i] ?? 0))`,
  ),
  operation(
    ['N'],
    'N',
    2,
    (l) => l.map((_, i) => l.slice(0, i + 1).reduce((a, b) => a + b, 0)),
    (l) => `${l}.map((_, i, all) => all.slice(0, i + 1).reduce((a, b) => a + b, 0))`,
  ),
  operation(
    ['N', 'N'],
    'N',
    2,
    (a, b) => a.map((x, i) => x * (b[i] ?? 0)),
    (a, b) => `${a}.map((x, i) => x * (${b}[i] ?? 0))`,
  ),
  operation(
    ['N', 'N'],
    'N',
    2,
    (a, b) => a.map((x, i) => x + (b[i] ?? 0)),
    (a, b) => `${a}.map((x, i) => x + (${b}[i] ?? 0))`,
  ),
  operation(['N', 'n'], 'N', 1, (l, n) => l.filter((x) => x > n), eachWith('filter', 'x > @')),
  operation(['N', 'n'], 'N', 1, (l, n) => l.filter((x) => x < n), eachWith('filter', 'x < @')),
  operation(['N', 'n'], 'N', 1, (l, n) => l.filter((x) => x === n), eachWith('filter', 'x === @')),
  operation(['N', 'n'], 'N', 1, (l, n) => l.filter((x) => x !== n), eachWith('filter', 'x !== @')),
  operation(
    ['N', 'n'],
    'N',
    1,
    (l, n) => l.filter((x) => x % n === 0),
    eachWith('filter', 'x % @ === 0'),
  ),
  operation(
    ['N', 'n'],
    'N',
    1,
    (l, n) => l.filter((x) => x % n !== 0),
    eachWith('filter', 'x % @ !== 0'),
  ),
  operation(
    ['N', 'n'],
    'N',
    2,
    (l, n) => l.filter((_, i) => i % n === 0),
    (l, n) => `${l}.filter((_, i) => i % ${n} === 0)`,
  ),
  operation(
    ['n'],
    'N',
    1,
    (n) => Array.from({ length: bounded(n) }, (_, i) => i),
    (n) => `Array.from({ length: ${n} }, (_, i) => i)`,
  ),
  operation(
    ['n'],
    'N',
    2,
    (n) => [...String(Math.abs(n))].map(Number),
    (n) => `[...String(Math.abs(${n}))].map(Number)`,
  ),
  operation(
    ['s'],
    'N',
    2,
    (s) => [...s].map(Number),
    (s) => `[...${s}].map(Number)`,
  ),
  operation(
    ['S'],
    'N',
    1,
    (l) => l.map(Number),
    (l) => `${l}.map(Number)`,
  ),
  operation(['S'], 'N', 1, (l) => l.map((x) => x.length), each('map', 'x.length')),

  operation(
    ['b', 'n', 'n'],
    'n',
    1,
    (c, a, b) => (c ? a : b),
    (c, a, b) => `(${c} ? ${a} : ${b})`,
  ),
  operation(
    ['b', 's', 's'],
    's',
    1,
    (c, a, b) => (c ? a : b),
    (c, a, b) => `(${c} ? ${a} : ${b})`,
  ),
]

export const maxValueLength = maxLength

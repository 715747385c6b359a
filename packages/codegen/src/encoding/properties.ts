// Questions about one example whose answers say much about the function: is the result the sum, is it as
// long as the text, is it sorted. Over all examples each is always, never or sometimes true, or does not
// apply. Long because it is a table; its order is part of what weights are trained on.
import type { Type } from '../language/type.ts'

export type Property = {
  readonly name: string
  /** Types of the argument looked at, none for the result alone, two for a pair of neighbours. */
  readonly of: readonly Type[]
  readonly result: Type
  readonly holds: (output: never, a: never, b: never) => boolean
}

type L = readonly number[]
type W = readonly string[]
type G = readonly (readonly number[])[]

const same = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((x, i) => x === b[i])
const sum = (list: L) => list.reduce((a, b) => a + b, 0)
const ascends = (list: readonly (number | string)[]) =>
  list.every((x, i) => i === 0 || (list[i - 1] ?? x) <= x)
const descends = (list: readonly (number | string)[]) =>
  list.every((x, i) => i === 0 || (list[i - 1] ?? x) >= x)
const unique = (list: readonly unknown[]) => new Set(list).size === list.length
const sorted = <T extends number | string>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
const subset = (a: readonly unknown[], b: readonly unknown[]) => {
  const all = new Set(b)
  return a.every((x) => all.has(x))
}
const subsequence = (a: readonly unknown[], b: readonly unknown[]) => {
  let at = 0
  for (const x of b) if (at < a.length && x === a[at]) at++
  return at === a.length
}
const digitSum = (n: number) => sum([...String(Math.abs(n))].map((digit) => Number(digit) || 0))
const wordsIn = (s: string) => s.split(/\s+/).filter((word) => word !== '')
const reverse = (s: string) => [...s].reverse().join('')
const near = (a: number, b: number) => Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a))
const median = (list: L) => {
  const order = sorted(list)
  const middle = order.length >> 1
  const upper = order[middle] ?? 0
  return order.length % 2 === 1 ? upper : ((order[middle - 1] ?? 0) + upper) / 2
}

type Test<R, A, B> = (output: R, a: A, b: B) => boolean
const about =
  <R, A = never, B = never>(of: string, result: Type) =>
  (tests: { readonly [name: string]: Test<R, A, B> }): Property[] =>
    Object.entries(tests).map(([name, holds]) => ({
      name: `${of}>${result}:${name}`,
      of: [...of] as Type[],
      result,
      holds: holds as Property['holds'],
    }))

export const properties: readonly Property[] = [
  ...about<number>(
    '',
    'n',
  )({
    zero: (o) => o === 0,
    positive: (o) => o > 0,
    negative: (o) => o < 0,
    whole: (o) => Number.isInteger(o),
    even: (o) => o % 2 === 0,
    bit: (o) => o === 0 || o === 1,
    digit: (o) => o >= 0 && o < 10,
    small: (o) => Math.abs(o) < 100,
    minusOne: (o) => o === -1,
    tenfold: (o) => o % 10 === 0,
    square: (o) => o >= 0 && Number.isInteger(Math.sqrt(o)),
  }),
  ...about<string>(
    '',
    's',
  )({
    empty: (o) => o === '',
    letter: (o) => o.length === 1,
    lower: (o) => o === o.toLowerCase(),
    upper: (o) => o === o.toUpperCase(),
    digits: (o) => /^\d+$/.test(o),
    bits: (o) => /^[01]+$/.test(o),
    spaced: (o) => o.includes(' '),
    comma: (o) => o.includes(','),
    dashed: (o) => /[-_]/.test(o),
    palindrome: (o) => o === reverse(o),
    capital: (o) => /^[A-Z]/.test(o),
    hasDigit: (o) => /\d/.test(o),
    word: (o) => /^[a-z]+$/i.test(o),
    noRepeat: (o) => unique([...o]),
    ascends: (o) => ascends([...o]),
  }),
  ...about<boolean>('', 'b')({ yes: (o) => o }),
  ...about<L>(
    '',
    'N',
  )({
    empty: (o) => o.length === 0,
    one: (o) => o.length === 1,
    two: (o) => o.length === 2,
    ascends,
    descends,
    unique,
    positive: (o) => o.every((x) => x >= 0),
    even: (o) => o.every((x) => x % 2 === 0),
    bits: (o) => o.every((x) => x === 0 || x === 1),
    steps: (o) => o.every((x, i) => i === 0 || x - (o[i - 1] ?? 0) === 1),
    zeroFirst: (o) => o[0] === 0,
    oneFirst: (o) => o[0] === 1,
  }),
  ...about<W>(
    '',
    'S',
  )({
    empty: (o) => o.length === 0,
    one: (o) => o.length === 1,
    letters: (o) => o.every((x) => x.length === 1),
    ascends,
    unique,
    lower: (o) => o.every((x) => x === x.toLowerCase()),
    upper: (o) => o.every((x) => x === x.toUpperCase()),
    digits: (o) => o.every((x) => /^-?\d+$/.test(x)),
    equalLength: (o) => o.every((x) => x.length === o[0]?.length),
  }),
  ...about<G>(
    '',
    'G',
  )({
    empty: (o) => o.length === 0,
    square: (o) => o.every((row) => row.length === o.length),
    equalLength: (o) => o.every((row) => row.length === o[0]?.length),
    pairs: (o) => o.every((row) => row.length === 2),
    single: (o) => o.every((row) => row.length === 1),
  }),
  ...about<readonly W[]>(
    '',
    'W',
  )({
    empty: (o) => o.length === 0,
    pairs: (o) => o.every((row) => row.length === 2),
  }),
  ...about<ReadonlyMap<string, number>>(
    '',
    'M',
  )({
    empty: (o) => o.size === 0,
    letters: (o) => [...o.keys()].every((key) => key.length === 1),
    ones: (o) => [...o.values()].every((x) => x === 1),
  }),
  ...about<number | null>('', 'o')({ none: (o) => o === null }),
  ...about<number, number>(
    'n',
    'n',
  )({
    same: (o, x) => o === x,
    more: (o, x) => o > x,
    less: (o, x) => o < x,
    plusOne: (o, x) => o === x + 1,
    minusOne: (o, x) => o === x - 1,
    twice: (o, x) => o === 2 * x,
    square: (o, x) => o === x * x,
    cube: (o, x) => o === x * x * x,
    negated: (o, x) => o === -x,
    absolute: (o, x) => o === Math.abs(x),
    half: (o, x) => o === Math.floor(x / 2),
    divides: (o, x) => o !== 0 && x % o === 0,
    multiple: (o, x) => x !== 0 && o % x === 0,
    parity: (o, x) => (o - x) % 2 === 0,
    digits: (o, x) => o === String(Math.abs(x)).length,
    digitSum: (o, x) => o === digitSum(x),
    mod10: (o, x) => o === x % 10,
    tenth: (o, x) => o === Math.floor(x / 10),
    triangle: (o, x) => o === (x * (x + 1)) / 2,
    root: (o, x) => o === Math.floor(Math.sqrt(Math.max(0, x))),
    reversed: (o, x) => String(Math.abs(o)) === String(Number(reverse(String(Math.abs(x))))),
    sign: (o, x) => o === Math.sign(x),
    power2: (o, x) => o === 2 ** x,
    rounded: (o, x) => o === Math.round(x),
    much: (o, x) => Math.abs(o) > 3 * Math.abs(x),
    bits: (o, x) => x >= 0 && o === [...x.toString(2)].filter((bit) => bit === '1').length,
  }),
  ...about<number, string>(
    's',
    'n',
  )({
    length: (o, s) => o === s.length,
    within: (o, s) => o <= s.length,
    below: (o, s) => o < s.length,
    words: (o, s) => o === wordsIn(s).length,
    vowels: (o, s) => o === s.replace(/[^aeiou]/gi, '').length,
    number: (o, s) => o === Number(s),
    binary: (o, s) => o === Number.parseInt(s, 2),
    distinct: (o, s) => o === new Set(s).size,
    upper: (o, s) => o === s.replace(/[^A-Z]/g, '').length,
    lower: (o, s) => o === s.replace(/[^a-z]/g, '').length,
    digits: (o, s) => o === s.replace(/\D/g, '').length,
    digitSum: (o, s) => o === sum([...s.replace(/\D/g, '')].map(Number)),
    spaces: (o, s) => o === s.split(' ').length - 1,
    code: (o, s) => o === s.charCodeAt(0),
    codes: (o, s) => o === sum([...s].map((c) => c.charCodeAt(0))),
    longestWord: (o, s) => o === Math.max(0, ...wordsIn(s).map((word) => word.length)),
  }),
  ...about<number, boolean>('b', 'n')({ asBit: (o, x) => o === Number(x) }),
  ...about<number, L>(
    'N',
    'n',
  )({
    length: (o, l) => o === l.length,
    sum: (o, l) => o === sum(l),
    max: (o, l) => o === Math.max(...l),
    min: (o, l) => o === Math.min(...l),
    first: (o, l) => o === l[0],
    last: (o, l) => o === l.at(-1),
    second: (o, l) => o === sorted(l).at(-2),
    member: (o, l) => l.includes(o),
    within: (o, l) => o <= l.length,
    below: (o, l) => o < l.length,
    product: (o, l) => o === l.reduce((a, b) => a * b, 1),
    positives: (o, l) => o === l.filter((x) => x > 0).length,
    evens: (o, l) => o === l.filter((x) => x % 2 === 0).length,
    distinct: (o, l) => o === new Set(l).size,
    spread: (o, l) => o === Math.max(...l) - Math.min(...l),
    mean: (o, l) => near(o, sum(l) / l.length),
    median: (o, l) => o === median(l),
    moreThanSum: (o, l) => o > sum(l),
    lessThanSum: (o, l) => o < sum(l),
    squares: (o, l) => o === sum(l.map((x) => x * x)),
    whereMax: (o, l) => o === l.indexOf(Math.max(...l)),
  }),
  ...about<number, W>(
    'S',
    'n',
  )({
    length: (o, l) => o === l.length,
    total: (o, l) => o === sum(l.map((x) => x.length)),
    longest: (o, l) => o === Math.max(...l.map((x) => x.length)),
    shortest: (o, l) => o === Math.min(...l.map((x) => x.length)),
    within: (o, l) => o <= l.length,
    distinct: (o, l) => o === new Set(l).size,
    sum: (o, l) => o === sum(l.map(Number)),
  }),
  ...about<number, G>(
    'G',
    'n',
  )({
    rows: (o, g) => o === g.length,
    columns: (o, g) => o === g[0]?.length,
    sum: (o, g) => o === sum(g.flat()),
    max: (o, g) => o === Math.max(...g.flat()),
    min: (o, g) => o === Math.min(...g.flat()),
    cells: (o, g) => o === g.flat().length,
    member: (o, g) => g.flat().includes(o),
    diagonal: (o, g) => o === sum(g.map((row, i) => row[i] ?? 0)),
  }),
  ...about<string, number>(
    'n',
    's',
  )({
    text: (o, x) => o === String(x),
    length: (o, x) => o.length === x,
    contains: (o, x) => o.includes(String(x)),
    binary: (o, x) => o === x.toString(2),
    hex: (o, x) => o === x.toString(16),
    number: (o, x) => Number(o) === x,
    repeats: (o) => new Set(o).size === 1,
  }),
  ...about<string, boolean>('b', 's')({ text: (o, x) => o === String(x) }),
  ...about<string, string>(
    's',
    's',
  )({
    same: (o, s) => o === s,
    sameLower: (o, s) => o.toLowerCase() === s.toLowerCase(),
    upper: (o, s) => o === s.toUpperCase(),
    lower: (o, s) => o === s.toLowerCase(),
    reversed: (o, s) => o === reverse(s),
    trimmed: (o, s) => o === s.trim(),
    equalLength: (o, s) => o.length === s.length,
    shorter: (o, s) => o.length < s.length,
    longer: (o, s) => o.length > s.length,
    twice: (o, s) => o.length === 2 * s.length,
    prefix: (o, s) => s.startsWith(o),
    suffix: (o, s) => s.endsWith(o),
    inside: (o, s) => s.includes(o),
    around: (o, s) => o.includes(s),
    startsWith: (o, s) => o.startsWith(s),
    endsWith: (o, s) => o.endsWith(s),
    anagram: (o, s) => same(sorted([...o]), sorted([...s])),
    subset: (o, s) => subset([...o], [...s]),
    subsequence: (o, s) => subsequence([...o], [...s]),
    firstSame: (o, s) => o[0] === s[0],
    lastSame: (o, s) => o.at(-1) === s.at(-1),
    sorted: (o, s) => o === sorted([...s]).join(''),
    noSpaces: (o, s) => o === s.replaceAll(' ', ''),
    distinct: (o, s) => o === [...new Set(s)].join(''),
    equalWords: (o, s) => wordsIn(o).length === wordsIn(s).length,
    sameWords: (o, s) => same(sorted(wordsIn(o)), sorted(wordsIn(s))),
    wordsReversed: (o, s) => same(wordsIn(o), wordsIn(s).reverse()),
    oneLess: (o, s) => o.length === s.length - 1,
    member: (o, s) => wordsIn(s).includes(o),
    noVowels: (o, s) => o === s.replace(/[aeiou]/gi, ''),
    capitalised: (o, s) => o === s.slice(0, 1).toUpperCase() + s.slice(1),
  }),
  ...about<string, L>(
    'N',
    's',
  )({
    joined: (o, l) => o === l.join(','),
    glued: (o, l) => o === l.join(''),
    spaced: (o, l) => o === l.join(' '),
    equalLength: (o, l) => o.length === l.length,
    containsAll: (o, l) => l.every((x) => o.includes(String(x))),
    codes: (o, l) => o === l.map((x) => String.fromCharCode(x)).join(''),
  }),
  ...about<string, W>(
    'S',
    's',
  )({
    member: (o, l) => l.includes(o),
    first: (o, l) => o === l[0],
    last: (o, l) => o === l.at(-1),
    longest: (o, l) => l.every((x) => x.length <= o.length) && l.includes(o),
    shortest: (o, l) => l.every((x) => x.length >= o.length) && l.includes(o),
    glued: (o, l) => o === l.join(''),
    spaced: (o, l) => o === l.join(' '),
    comma: (o, l) => o === l.join(','),
    dashed: (o, l) => o === l.join('-'),
    initials: (o, l) =>
      o.toLowerCase() ===
      l
        .map((x) => x.slice(0, 1))
        .join('')
        .toLowerCase(),
    smallest: (o, l) => o === sorted(l)[0],
    equalLength: (o, l) => o.length === l.length,
    totalLength: (o, l) => o.length === sum(l.map((x) => x.length)),
    prefixOfAll: (o, l) => l.every((x) => x.startsWith(o)),
  }),
  ...about<boolean, number>(
    'n',
    'b',
  )({
    positive: (o, x) => o === x > 0,
    even: (o, x) => o === (x % 2 === 0),
    odd: (o, x) => o === (Math.abs(x % 2) === 1),
    negative: (o, x) => o === x < 0,
    threefold: (o, x) => o === (x % 3 === 0),
    fivefold: (o, x) => o === (x % 5 === 0),
    large: (o, x) => o === x >= 10,
    square: (o, x) => o === (x >= 0 && Number.isInteger(Math.sqrt(x))),
    whole: (o, x) => o === Number.isInteger(x),
    palindrome: (o, x) => o === (String(x) === reverse(String(x))),
    power2: (o, x) => o === (x > 0 && Number.isInteger(Math.log2(x))),
    onlyOdd: (o, x) => !o || x % 2 !== 0,
  }),
  ...about<boolean, string>(
    's',
    'b',
  )({
    empty: (o, s) => o === (s === ''),
    palindrome: (o, s) => o === (s === reverse(s)),
    hasDigit: (o, s) => o === /\d/.test(s),
    hasUpper: (o, s) => o === /[A-Z]/.test(s),
    lower: (o, s) => o === (s === s.toLowerCase()),
    upper: (o, s) => o === (s === s.toUpperCase()),
    spaced: (o, s) => o === s.includes(' '),
    unique: (o, s) => o === unique([...s]),
    digits: (o, s) => o === /^\d+$/.test(s),
    letters: (o, s) => o === /^[a-z]*$/i.test(s),
    evenLength: (o, s) => o === (s.length % 2 === 0),
    ascends: (o, s) => o === ascends([...s]),
    capital: (o, s) => o === /^[A-Z]/.test(s),
    firstIsLast: (o, s) => o === (s[0] === s.at(-1)),
    vowelFirst: (o, s) => o === /^[aeiou]/i.test(s),
    long: (o, s) => o === s.length > 5,
  }),
  ...about<boolean, boolean>(
    'b',
    'b',
  )({
    same: (o, x) => o === x,
    not: (o, x) => o !== x,
    implied: (o, x) => !o || x,
    implies: (o, x) => !x || o,
  }),
  ...about<boolean, L>(
    'N',
    'b',
  )({
    empty: (o, l) => o === (l.length === 0),
    ascends: (o, l) => o === ascends(l),
    descends: (o, l) => o === descends(l),
    unique: (o, l) => o === unique(l),
    positive: (o, l) => o === l.every((x) => x > 0),
    anyNegative: (o, l) => o === l.some((x) => x < 0),
    even: (o, l) => o === l.every((x) => x % 2 === 0),
    anyEven: (o, l) => o === l.some((x) => x % 2 === 0),
    hasZero: (o, l) => o === l.includes(0),
    palindrome: (o, l) => o === same(l, [...l].reverse()),
    equal: (o, l) => o === l.every((x) => x === l[0]),
    evenLength: (o, l) => o === (l.length % 2 === 0),
    positiveSum: (o, l) => o === sum(l) > 0,
    firstIsLast: (o, l) => o === (l[0] === l.at(-1)),
  }),
  ...about<boolean, W>(
    'S',
    'b',
  )({
    empty: (o, l) => o === (l.length === 0),
    unique: (o, l) => o === unique(l),
    ascends: (o, l) => o === ascends(l),
    equal: (o, l) => o === l.every((x) => x === l[0]),
    anyEmpty: (o, l) => o === l.includes(''),
    equalLength: (o, l) => o === l.every((x) => x.length === l[0]?.length),
  }),
  ...about<boolean, G>(
    'G',
    'b',
  )({
    square: (o, g) => o === g.every((row) => row.length === g.length),
    symmetric: (o, g) => o === g.every((row, i) => row.every((x, j) => x === g[j]?.[i])),
    even: (o, g) => o === g.flat().every((x) => x % 2 === 0),
  }),
  ...about<L, number>(
    'n',
    'N',
  )({
    length: (o, x) => o.length === x,
    firstIs: (o, x) => o[0] === x,
    lastIs: (o, x) => o.at(-1) === x,
    contains: (o, x) => o.includes(x),
    divisors: (o, x) => o.every((y) => y !== 0 && x % y === 0),
    below: (o, x) => o.every((y) => y < x),
    within: (o, x) => o.every((y) => y <= x),
    sum: (o, x) => sum(o) === x,
    product: (o, x) => o.reduce((a, b) => a * b, 1) === x,
    digits: (o, x) => o.join('') === String(x),
    digitsBack: (o, x) => [...o].reverse().join('') === String(x),
    multiples: (o, x) => x !== 0 && o.every((y) => y % x === 0),
    oneLonger: (o, x) => o.length === x + 1,
  }),
  ...about<L, string>(
    's',
    'N',
  )({
    equalLength: (o, s) => o.length === s.length,
    codes: (o, s) =>
      same(
        o,
        [...s].map((c) => c.charCodeAt(0)),
      ),
    wordLengths: (o, s) =>
      same(
        o,
        wordsIn(s).map((word) => word.length),
      ),
    asWords: (o, s) => o.length === wordsIn(s).length,
    digits: (o, s) => same(o, [...s.replace(/\D/g, '')].map(Number)),
    indices: (o, s) => o.every((x) => x >= 0 && x < s.length),
    numbers: (o, s) => same(o, (s.match(/-?\d+/g) ?? []).map(Number)),
  }),
  ...about<L, L>(
    'N',
    'N',
  )({
    same,
    reversed: (o, l) => same(o, [...l].reverse()),
    equalLength: (o, l) => o.length === l.length,
    shorter: (o, l) => o.length < l.length,
    longer: (o, l) => o.length > l.length,
    oneLess: (o, l) => o.length === l.length - 1,
    oneMore: (o, l) => o.length === l.length + 1,
    twice: (o, l) => o.length === 2 * l.length,
    subset,
    superset: (o, l) => subset(l, o),
    permutation: (o, l) => same(sorted(o), sorted(l)),
    subsequence,
    sorted: (o, l) => same(o, sorted(l)),
    descending: (o, l) => same(o, sorted(l).reverse()),
    distinct: (o, l) => same(o, [...new Set(l)]),
    prefix: (o, l) => same(o, l.slice(0, o.length)),
    suffix: (o, l) => same(o, l.slice(l.length - o.length)),
    shifted: (o, l) =>
      o.length === l.length && o.every((x, i) => x - (l[i] ?? 0) === (o[0] ?? 0) - (l[0] ?? 0)),
    ratio: (o, l) =>
      o.length === l.length && o.every((x, i) => x * (l[0] ?? 0) === (o[0] ?? 0) * (l[i] ?? 0)),
    squares: (o, l) =>
      same(
        o,
        l.map((x) => x * x),
      ),
    sums: (o, l) => o.length === l.length && o.every((x, i) => x === sum(l.slice(0, i + 1))),
    steps: (o, l) =>
      same(
        o,
        l.slice(1).map((x, i) => x - (l[i] ?? 0)),
      ),
    absolute: (o, l) => same(o, l.map(Math.abs)),
    noLess: (o, l) => o.length === l.length && o.every((x, i) => x >= (l[i] ?? 0)),
    noMore: (o, l) => o.length === l.length && o.every((x, i) => x <= (l[i] ?? 0)),
    firstSame: (o, l) => o[0] === l[0],
    lastSame: (o, l) => o.at(-1) === l.at(-1),
    evens: (o, l) =>
      same(
        o,
        l.filter((x) => x % 2 === 0),
      ),
    positives: (o, l) =>
      same(
        o,
        l.filter((x) => x > 0),
      ),
    sameSum: (o, l) => sum(o) === sum(l),
    indices: (o, l) => o.every((x) => Number.isInteger(x) && x >= 0 && x < l.length),
  }),
  ...about<L, W>(
    'S',
    'N',
  )({
    equalLength: (o, l) => o.length === l.length,
    lengths: (o, l) =>
      same(
        o,
        l.map((x) => x.length),
      ),
    numbers: (o, l) => same(o, l.map(Number)),
    shorter: (o, l) => o.length < l.length,
  }),
  ...about<L, G>(
    'G',
    'N',
  )({
    rows: (o, g) => o.length === g.length,
    columns: (o, g) => o.length === g[0]?.length,
    flat: (o, g) => same(o, g.flat()),
    rowSums: (o, g) => same(o, g.map(sum)),
    rowMax: (o, g) =>
      same(
        o,
        g.map((row) => Math.max(...row)),
      ),
    firsts: (o, g) =>
      same(
        o,
        g.map((row) => row[0]),
      ),
    diagonal: (o, g) =>
      same(
        o,
        g.map((row, i) => row[i]),
      ),
    row: (o, g) => g.some((row) => same(row, o)),
    lengths: (o, g) =>
      same(
        o,
        g.map((row) => row.length),
      ),
  }),
  ...about<W, string>(
    's',
    'S',
  )({
    letters: (o, s) => same(o, [...s]),
    words: (o, s) => same(o, wordsIn(s)),
    split: (o, s) => same(o, s.split(' ')),
    commas: (o, s) => same(o, s.split(',')),
    glued: (o, s) => o.join('') === s,
    equalLength: (o, s) => o.length === s.length,
    inside: (o, s) => o.every((x) => s.includes(x)),
    prefixes: (o, s) => o.every((x) => s.startsWith(x)),
    sorted: (o, s) => same(o, sorted([...s])),
    distinct: (o, s) => same(o, [...new Set(s)]),
  }),
  ...about<W, number>(
    'n',
    'S',
  )({
    length: (o, x) => o.length === x,
    contains: (o, x) => o.includes(String(x)),
    equal: (o) => o.every((x) => x === o[0]),
  }),
  ...about<W, L>(
    'N',
    'S',
  )({
    texts: (o, l) => same(o, l.map(String)),
    equalLength: (o, l) => o.length === l.length,
    lengths: (o, l) =>
      same(
        o.map((x) => x.length),
        l,
      ),
  }),
  ...about<W, W>(
    'S',
    'S',
  )({
    same,
    reversed: (o, l) => same(o, [...l].reverse()),
    equalLength: (o, l) => o.length === l.length,
    shorter: (o, l) => o.length < l.length,
    longer: (o, l) => o.length > l.length,
    subset,
    subsequence,
    permutation: (o, l) => same(sorted(o), sorted(l)),
    sorted: (o, l) => same(o, sorted(l)),
    distinct: (o, l) => same(o, [...new Set(l)]),
    upper: (o, l) =>
      same(
        o,
        l.map((x) => x.toUpperCase()),
      ),
    lower: (o, l) =>
      same(
        o,
        l.map((x) => x.toLowerCase()),
      ),
    capitalised: (o, l) =>
      same(
        o,
        l.map((x) => x.slice(0, 1).toUpperCase() + x.slice(1)),
      ),
    backwards: (o, l) => same(o, l.map(reverse)),
    sameLengths: (o, l) =>
      same(
        o.map((x) => x.length),
        l.map((x) => x.length),
      ),
    byLength: (o, l) =>
      same(
        o.map((x) => x.length),
        sorted(l.map((x) => x.length)),
      ),
    prefix: (o, l) => same(o, l.slice(0, o.length)),
    filled: (o, l) =>
      same(
        o,
        l.filter((x) => x !== ''),
      ),
    firstSame: (o, l) => o[0] === l[0],
    startAlike: (o, l) => o.length === l.length && o.every((x, i) => x.startsWith(l[i] ?? '')),
    endAlike: (o, l) => o.length === l.length && o.every((x, i) => x.endsWith(l[i] ?? '')),
  }),
  ...about<G, G>(
    'G',
    'G',
  )({
    same: (o, g) => o.length === g.length && o.every((row, i) => same(row, g[i] ?? [])),
    equalLength: (o, g) => o.length === g.length,
    equalWidth: (o, g) => o.length === g.length && o.every((row, i) => row.length === g[i]?.length),
    turned: (o, g) => o.length === g[0]?.length,
    reversed: (o, g) =>
      o.length === g.length && o.every((row, i) => same(row, g[g.length - 1 - i] ?? [])),
    mirrored: (o, g) =>
      o.length === g.length && o.every((row, i) => same(row, [...(g[i] ?? [])].reverse())),
    rowsSorted: (o, g) =>
      o.length === g.length && o.every((row, i) => same(row, sorted(g[i] ?? []))),
    permutedRows: (o, g) => same(o.map(String).sort(), g.map(String).sort()),
    transposed: (o, g) =>
      o.every((row, i) =>
        same(
          row,
          g.map((other) => other[i]),
        ),
      ),
    shorter: (o, g) => o.length < g.length,
  }),
  ...about<G, L>(
    'N',
    'G',
  )({
    flat: (o, l) => same(o.flat(), l),
    rows: (o, l) => o.length === l.length,
    oneLess: (o, l) => o.length === l.length - 1,
    prefixes: (o, l) => o.every((row) => same(row, l.slice(0, row.length))),
    members: (o, l) => o.every((row) => subset(row, l)),
  }),
  ...about<G, number>(
    'n',
    'G',
  )({
    rows: (o, x) => o.length === x,
    columns: (o, x) => o.every((row) => row.length === x),
  }),
  ...about<readonly W[], W>(
    'S',
    'W',
  )({
    flat: (o, l) => same(o.flat(), l),
    members: (o, l) => o.every((row) => subset(row, l)),
    rows: (o, l) => o.length === l.length,
  }),
  ...about<ReadonlyMap<string, number>, string>(
    's',
    'M',
  )({
    letters: (o, s) => subset([...o.keys()], [...s]),
    words: (o, s) => subset([...o.keys()], wordsIn(s)),
    total: (o, s) => sum([...o.values()]) === s.length,
  }),
  ...about<ReadonlyMap<string, number>, W>(
    'S',
    'M',
  )({
    members: (o, l) => subset([...o.keys()], l),
    total: (o, l) => sum([...o.values()]) === l.length,
    lengths: (o) => [...o].every(([key, x]) => key.length === x),
  }),
  ...about<number | null, L>(
    'N',
    'o',
  )({
    member: (o, l) => o !== null && l.includes(o),
    noneForEmpty: (o, l) => (o === null) === (l.length === 0),
    index: (o, l) => o !== null && o < l.length,
  }),
  ...about<number, number, number>(
    'nn',
    'n',
  )({
    sum: (o, x, y) => o === x + y,
    difference: (o, x, y) => o === x - y,
    product: (o, x, y) => o === x * y,
    max: (o, x, y) => o === Math.max(x, y),
    min: (o, x, y) => o === Math.min(x, y),
    one: (o, x, y) => o === x || o === y,
    remainder: (o, x, y) => y !== 0 && o === x % y,
    quotient: (o, x, y) => y !== 0 && o === Math.floor(x / y),
    distance: (o, x, y) => o === Math.abs(x - y),
    power: (o, x, y) => o === x ** y,
    dividesBoth: (o, x, y) => o !== 0 && x % o === 0 && y % o === 0,
    multipleOfBoth: (o, x, y) => x !== 0 && y !== 0 && o % x === 0 && o % y === 0,
    between: (o, x, y) => o >= Math.min(x, y) && o <= Math.max(x, y),
    moreThanSum: (o, x, y) => o > x + y,
  }),
  ...about<boolean, number, number>(
    'nn',
    'b',
  )({
    equal: (o, x, y) => o === (x === y),
    less: (o, x, y) => o === x < y,
    more: (o, x, y) => o === x > y,
    divides: (o, x, y) => o === (y !== 0 && x % y === 0),
    parity: (o, x, y) => o === ((x - y) % 2 === 0),
    sameSign: (o, x, y) => o === (Math.sign(x) === Math.sign(y)),
  }),
  ...about<string, number, number>(
    'nn',
    's',
  )({ both: (o, x, y) => o.includes(String(x)) && o.includes(String(y)) }),
  ...about<L, number, number>(
    'nn',
    'N',
  )({
    from: (o, x) => o[0] === x,
    span: (o, x, y) => o.length === y - x,
    spanAll: (o, x, y) => o.length === y - x + 1,
    between: (o, x, y) => o.every((z) => z >= x && z <= y),
    firstLength: (o, x) => o.length === x,
    secondLength: (o, _x, y) => o.length === y,
    multiplesOfSecond: (o, _x, y) => y !== 0 && o.every((z) => z % y === 0),
  }),
  ...about<G, number, number>(
    'nn',
    'G',
  )({
    shape: (o, x, y) => o.length === x && o.every((row) => row.length === y),
  }),
  ...about<number, L, number>(
    'Nn',
    'n',
  )({
    at: (o, l, k) => o === l[k],
    index: (o, l, k) => o === l.indexOf(k),
    count: (o, l, k) => o === l.filter((x) => x === k).length,
    larger: (o, l, k) => o === l.filter((x) => x > k).length,
    smaller: (o, l, k) => o === l.filter((x) => x < k).length,
    fromEnd: (o, l, k) => o === l.at(-k),
    nth: (o, l, k) => o === sorted(l)[k - 1],
    sumOfFirst: (o, l, k) => o === sum(l.slice(0, k)),
  }),
  ...about<boolean, L, number>(
    'Nn',
    'b',
  )({
    includes: (o, l, k) => o === l.includes(k),
    larger: (o, l, k) => o === l.some((x) => x > k),
    allLarger: (o, l, k) => o === l.every((x) => x > k),
    sum: (o, l, k) => o === (sum(l) === k),
    length: (o, l, k) => o === l.length >= k,
  }),
  ...about<L, L, number>(
    'Nn',
    'N',
  )({
    take: (o, l, k) => same(o, l.slice(0, k)),
    drop: (o, l, k) => same(o, l.slice(k)),
    plus: (o, l, k) =>
      same(
        o,
        l.map((x) => x + k),
      ),
    times: (o, l, k) =>
      same(
        o,
        l.map((x) => x * k),
      ),
    larger: (o, l, k) => o.every((x) => x > k) && subset(o, l),
    smaller: (o, l, k) => o.every((x) => x < k) && subset(o, l),
    without: (o, _l, k) => !o.includes(k),
    rotated: (o, l, k) => same(o, [...l.slice(k), ...l.slice(0, k)]),
    length: (o, _l, k) => o.length === k,
    appended: (o, l, k) => same(o, [...l, k]),
    divisible: (o, _l, k) => k !== 0 && o.every((x) => x % k === 0),
    mod: (o, l, k) =>
      same(
        o,
        l.map((x) => x % k),
      ),
  }),
  ...about<G, L, number>(
    'Nn',
    'G',
  )({
    chunks: (o, _l, k) => o.slice(0, -1).every((row) => row.length === k),
    windows: (o, _l, k) => o.every((row) => row.length === k),
  }),
  ...about<L, L, L>(
    'NN',
    'N',
  )({
    joined: (o, a, b) => same(o, [...a, ...b]),
    common: (o, a, b) => subset(o, a) && subset(o, b),
    withoutSecond: (o, a, b) => subset(o, a) && o.every((x) => !b.includes(x)),
    all: (o, a, b) => subset(a, o) && subset(b, o),
    sums: (o, a, b) => o.every((x, i) => x === (a[i] ?? 0) + (b[i] ?? 0)),
    products: (o, a, b) => o.every((x, i) => x === (a[i] ?? 0) * (b[i] ?? 0)),
    total: (o, a, b) => o.length === a.length + b.length,
    shortest: (o, a, b) => o.length === Math.min(a.length, b.length),
    sorted: (o, a, b) => same(o, sorted([...a, ...b])),
  }),
  ...about<number, L, L>(
    'NN',
    'n',
  )({
    dot: (o, a, b) => o === sum(a.map((x, i) => x * (b[i] ?? 0))),
    common: (o, a, b) => o === a.filter((x) => b.includes(x)).length,
    differing: (o, a, b) => o === a.filter((x, i) => x !== b[i]).length,
    total: (o, a, b) => o === sum(a) + sum(b),
    lengths: (o, a, b) => o === a.length + b.length,
  }),
  ...about<boolean, L, L>(
    'NN',
    'b',
  )({
    equal: (o, a, b) => o === same(a, b),
    subset: (o, a, b) => o === subset(a, b),
    permutation: (o, a, b) => o === same(sorted(a), sorted(b)),
    common: (o, a, b) => o === a.some((x) => b.includes(x)),
  }),
  ...about<boolean, string, string>(
    'ss',
    'b',
  )({
    equal: (o, a, b) => o === (a === b),
    includes: (o, a, b) => o === a.includes(b),
    starts: (o, a, b) => o === a.startsWith(b),
    ends: (o, a, b) => o === a.endsWith(b),
    anagram: (o, a, b) => o === same(sorted([...a]), sorted([...b])),
    equalLength: (o, a, b) => o === (a.length === b.length),
    sameLower: (o, a, b) => o === (a.toLowerCase() === b.toLowerCase()),
    subset: (o, a, b) => o === subset([...a], [...b]),
  }),
  ...about<number, string, string>(
    'ss',
    'n',
  )({
    index: (o, a, b) => o === a.indexOf(b),
    count: (o, a, b) => b !== '' && o === a.split(b).length - 1,
    differing: (o, a, b) => o === [...a].filter((x, i) => x !== b[i]).length,
    common: (o, a, b) => o === new Set([...a].filter((x) => b.includes(x))).size,
    lengths: (o, a, b) => o === a.length + b.length,
    distance: (o, a, b) => o === Math.abs(a.length - b.length),
  }),
  ...about<string, string, string>(
    'ss',
    's',
  )({
    joined: (o, a, b) => o === a + b,
    backJoined: (o, a, b) => o === b + a,
    without: (o, a, b) => b !== '' && o === a.replaceAll(b, ''),
    one: (o, a, b) => o === a || o === b,
    longer: (o, a, b) => o === (b.length > a.length ? b : a),
    common: (o, a, b) => subset([...o], [...a]) && subset([...o], [...b]),
    total: (o, a, b) => o.length === a.length + b.length,
    startsBoth: (o, a, b) => a.startsWith(o) && b.startsWith(o),
    containsSecond: (o, _a, b) => o.includes(b),
  }),
  ...about<W, string, string>('ss', 'S')({ split: (o, a, b) => same(o, a.split(b)) }),
  ...about<string, string, number>(
    'sn',
    's',
  )({
    at: (o, s, k) => o === s[k],
    take: (o, s, k) => o === s.slice(0, k),
    drop: (o, s, k) => o === s.slice(k),
    repeat: (o, s, k) => k >= 0 && o === s.repeat(k),
    rotated: (o, s, k) => o === s.slice(k) + s.slice(0, k),
    length: (o, _s, k) => o.length === k,
    lastOnes: (o, s, k) => k > 0 && o === s.slice(-k),
    padded: (o, s, k) => o.length === Math.max(s.length, k),
    without: (o, s, k) => o === s.slice(0, k) + s.slice(k + 1),
  }),
  ...about<W, string, number>(
    'sn',
    'S',
  )({
    chunks: (o, _s, k) => o.slice(0, -1).every((x) => x.length === k),
    count: (o, _s, k) => o.length === k,
  }),
  ...about<W, W, number>(
    'Sn',
    'S',
  )({
    take: (o, l, k) => same(o, l.slice(0, k)),
    drop: (o, l, k) => same(o, l.slice(k)),
    longer: (o, l, k) => o.every((x) => x.length > k) && subset(o, l),
    shorter: (o, l, k) => o.every((x) => x.length < k) && subset(o, l),
    ofLength: (o, _l, k) => o.every((x) => x.length === k),
  }),
  ...about<string, W, number>('Sn', 's')({ at: (o, l, k) => o === l[k] }),
  ...about<string, W, string>(
    'Ss',
    's',
  )({
    joined: (o, l, s) => o === l.join(s),
    contains: (o, _l, s) => o.includes(s),
  }),
  ...about<W, W, string>(
    'Ss',
    'S',
  )({
    without: (o, _l, s) => !o.includes(s),
    starting: (o, l, s) => o.every((x) => x.startsWith(s)) && subset(o, l),
    containing: (o, l, s) => o.every((x) => x.includes(s)) && subset(o, l),
    prefixed: (o, l, s) =>
      same(
        o,
        l.map((x) => s + x),
      ),
    suffixed: (o, l, s) =>
      same(
        o,
        l.map((x) => x + s),
      ),
    appended: (o, l, s) => same(o, [...l, s]),
  }),
  ...about<number, W, string>(
    'Ss',
    'n',
  )({
    index: (o, l, s) => o === l.indexOf(s),
    count: (o, l, s) => o === l.filter((x) => x === s).length,
    starting: (o, l, s) => o === l.filter((x) => x.startsWith(s)).length,
  }),
  ...about<boolean, W, string>('Ss', 'b')({ includes: (o, l, s) => o === l.includes(s) }),
  ...about<W, W, W>(
    'SS',
    'S',
  )({
    joined: (o, a, b) => same(o, [...a, ...b]),
    common: (o, a, b) => subset(o, a) && subset(o, b),
    withoutSecond: (o, a, b) => subset(o, a) && o.every((x) => !b.includes(x)),
  }),
  ...about<L, G, number>(
    'Gn',
    'N',
  )({
    row: (o, g, k) => same(o, g[k] ?? []),
    column: (o, g, k) =>
      same(
        o,
        g.map((row) => row[k]),
      ),
  }),
  ...about<boolean, boolean, boolean>(
    'bb',
    'b',
  )({
    and: (o, x, y) => o === (x && y),
    or: (o, x, y) => o === (x || y),
    differ: (o, x, y) => o === (x !== y),
  }),
]

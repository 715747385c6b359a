// Arguments for programs, by type and in styles that people use: words and sentences, digits, lists that
// are sorted or have repeats, an index that fits its list. Canonical ones are fixed for ever: behaviours are
// compared on them.
import { createRandom, type Random } from '@zooid/model'
import { elementOf, type Type } from '../language/type.ts'

export type Arguments = readonly unknown[]

/** How many canonical argument lists a row of types has. */
export const canonicalCount = 14
const canonicalSeed = 20_261_121

const words = (
  'apple banana kiwi pear fig plum cat dog bird horse fish mouse tree river stone cloud rain snow wind sun ' +
  'moon star red green blue grey black white level noon radar civic stats racecar hello world good morning ' +
  'every quick brown fox lazy jumps over the a an in on at to be is it of and or not one two three four open ' +
  'close left right up down book paper glass bottle letter coffee address committee mississippi balloon queue'
).split(' ')

type Style = (random: Random, edge: number) => unknown

const between = (random: Random, low: number, high: number) => low + random.below(high - low + 1)
export const pickOf = <T>(random: Random, items: readonly T[]): T =>
  items[random.below(items.length)] as T

const numberStyles: readonly Style[] = [
  (random) => between(random, 0, 12),
  (random) => between(random, 0, 12),
  (random) => between(random, -10, 10),
  (random) => between(random, 1, 31),
  (random) => between(random, 0, 120),
  (random) => between(random, 10, 9999),
  (random) => between(random, -100, 100),
  (random) => between(random, 0, 3),
  (random) => between(random, -40, 40) / pickOf(random, [1, 1, 2, 4]),
]
const edgeNumbers = [0, 1, 2, -1, 10, 7, 3]

const letters = 'abcdefghijklmnopqrstuvwxyz'
const textOf = (random: Random, alphabet: string, low: number, high: number) =>
  Array.from({ length: between(random, low, high) }, () => pickOf(random, [...alphabet])).join('')
const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)
const wordsOf = (random: Random, low: number, high: number) =>
  Array.from({ length: between(random, low, high) }, () => pickOf(random, words))

const stringStyles: readonly Style[] = [
  (random) => pickOf(random, words),
  (random) => wordsOf(random, 1, 4).join(' '),
  (random) =>
    wordsOf(random, 1, 4)
      .map((word) => (random.below(2) === 0 ? capital(word) : word))
      .join(' '),
  (random) => `${capital(wordsOf(random, 2, 5).join(' '))}${pickOf(random, ['.', '!', '?', ''])}`,
  (random) => textOf(random, letters.slice(0, 5), 0, 9),
  (random) => textOf(random, letters + letters.toUpperCase(), 1, 8),
  (random) => textOf(random, '0123456789', 1, 6),
  (random) => textOf(random, '01', 1, 8),
  (random) => textOf(random, 'abcXYZ019 -_', 1, 9),
  (random) => textOf(random, 'aab', 1, 9).replace(/b+/g, pickOf(random, ['b', 'ccc', 'bb'])),
  (random) => wordsOf(random, 1, 4).join(pickOf(random, [',', '-', '_', ', ', '.', '/'])),
  (random) => Array.from({ length: between(random, 1, 5) }, () => between(random, 0, 40)).join(','),
  (random) => textOf(random, pickOf(random, ['()', '()[]', '()[]{}', '<>', '+-']), 0, 8),
  (random) => {
    const half = textOf(random, letters.slice(0, 8), 1, 4)
    return half + [...half].reverse().slice(random.below(2)).join('')
  },
  (random) => pickOf(random, words).toUpperCase(),
  (random) => `${' '.repeat(random.below(3))}${wordsOf(random, 1, 3).join('  ')} `,
]
const edgeStrings = ['', 'a', 'ab', 'A', ' ', 'aa']

const listStyles: readonly Style[] = [
  (random) => listOf(random, 1, 8, () => between(random, 0, 12)),
  (random) => listOf(random, 1, 8, () => between(random, -10, 10)),
  (random) => ascending(listOf(random, 1, 8, () => between(random, 0, 20))),
  (random) => listOf(random, 2, 9, () => between(random, 0, 3)),
  (random) => listOf(random, 1, 6, () => between(random, 0, 120)),
  (random) => [...new Set(listOf(random, 2, 8, () => between(random, 1, 15)))],
  (random) => listOf(random, 1, 8, () => between(random, 0, 1)),
  (random) => ascending(listOf(random, 2, 8, () => between(random, -5, 9))),
  (random) => {
    const half = listOf(random, 1, 4, () => between(random, 0, 9))
    return [...half, ...half.slice().reverse()]
  },
]
const edgeLists: readonly number[][] = [[], [1], [0], [2, 2], [3, 1], [-1, 1], [1, 2, 3]]

const wordListStyles: readonly Style[] = [
  (random) => wordsOf(random, 1, 5),
  (random) => wordsOf(random, 1, 5),
  (random) => wordsOf(random, 1, 4).map((word) => (random.below(2) === 0 ? capital(word) : word)),
  (random) => listOf(random, 1, 6, () => textOf(random, letters.slice(0, 4), 1, 3)),
  (random) => listOf(random, 1, 5, () => String(between(random, 0, 50))),
  (random) => listOf(random, 2, 6, () => pickOf(random, ['a', 'b', 'c', 'a', ''])),
]
const edgeWordLists: readonly string[][] = [[], ['a'], [''], ['b', 'a'], ['a', 'a']]

const gridStyles: readonly Style[] = [
  (random) => grid(random, between(random, 1, 4), between(random, 1, 4), 9),
  (random) => {
    const side = between(random, 1, 4)
    return grid(random, side, side, 9)
  },
  (random) => grid(random, between(random, 1, 4), between(random, 1, 4), 1),
  (random) => listOf(random, 1, 4, () => listOf(random, 0, 4, () => between(random, -5, 9))),
]
const edgeGrids: readonly number[][][] = [[[1]], [], [[1, 2]], [[0], [3]]]

function listOf<T>(random: Random, low: number, high: number, make: () => T): T[] {
  return Array.from({ length: between(random, low, high) }, make)
}
const ascending = (list: number[]) => list.sort((a, b) => a - b)
const grid = (random: Random, rows: number, columns: number, most: number) =>
  Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => between(random, 0, most)),
  )

function countsOf(random: Random): Map<string, number> {
  return new Map(wordsOf(random, 1, 4).map((word) => [word, between(random, 0, 9)]))
}

type Kind = { readonly styles: readonly Style[]; readonly edges: readonly unknown[] }

const kinds: { readonly [type: string]: Kind } = {
  n: { styles: numberStyles, edges: edgeNumbers },
  s: { styles: stringStyles, edges: edgeStrings },
  b: { styles: [(random) => random.below(2) === 1], edges: [false, true] },
  N: { styles: listStyles, edges: edgeLists },
  S: { styles: wordListStyles, edges: edgeWordLists },
  G: { styles: gridStyles, edges: edgeGrids },
  M: { styles: [countsOf], edges: [new Map(), new Map([['a', 1]])] },
}

/** Whether arguments of the type can be made. */
export function hasInputs(type: Type): boolean {
  return kindOf(type) !== undefined
}

/** A list of what can be made can be made too. */
function kindOf(type: Type): Kind | undefined {
  const known = kinds[type]
  if (known !== undefined) return known
  const element = elementOf(type)
  const inner = element === null ? undefined : kindOf(element)
  if (inner === undefined) return undefined
  const styles = inner.styles.map(
    (style): Style =>
      (random, edge) =>
        listOf(random, 1, 4, () => style(random, edge)),
  )
  return { styles, edges: [[], ...inner.edges.map((edge) => [edge])] }
}

/**
 * Draws argument lists of one domain: each parameter keeps its style from list to list.
 * @param edges how many of ten are edge cases
 */
export function createInputs(
  parameters: readonly Type[],
  random: Random,
  edges = 2,
): () => Arguments {
  const chosen = parameters.map((type) => {
    const { styles = [], edges: all = [] } = kindOf(type) ?? {}
    return { style: pickOf(random, styles), edges: all }
  })
  const relation = random.below(3)
  return () => {
    const args: unknown[] = []
    for (const [i, { style, edges: own }] of chosen.entries()) {
      const raw = random.below(10) < edges ? pickOf(random, own) : style(random, 0)
      args.push(relation === 0 ? raw : related(random, parameters, args, i, raw, relation))
    }
    return args
  }
}

/** Often an argument has to do with an earlier one: an index of it, a part of it, a member of it. */
function related(
  random: Random,
  parameters: readonly Type[],
  before: readonly unknown[],
  i: number,
  raw: unknown,
  relation: number,
): unknown {
  if (before.length === 0 || random.below(4) === 0) return raw
  const other = before[before.length - 1]
  const [from, to] = [parameters[i - 1], parameters[i]]
  if (typeof other === 'string') {
    if (to === 'n') return random.below(other.length + 1)
    if (to === 's' && other.length > 0) {
      const start = relation === 1 ? 0 : random.below(other.length)
      return other.slice(start, start + 1 + random.below(4))
    }
  }
  if (Array.isArray(other) && other.length > 0) {
    if (to === elementOf(from ?? 'n'))
      return relation === 1 && to === 'n' ? random.below(other.length + 1) : pickOf(random, other)
    if (to === from && Array.isArray(raw))
      return raw.map((x) => (random.below(2) === 0 ? pickOf(random, other) : x))
    if (to === 'n') return random.below(other.length + 1)
  }
  if (from === 'n' && to === 'n' && relation === 1) return Number(other) + 1 + random.below(9)
  return raw
}

const canonical = new Map<string, readonly Arguments[]>()

/** The same `canonicalCount` argument lists for these types in every run. */
export function canonicalInputs(parameters: readonly Type[]): readonly Arguments[] {
  const key = parameters.join('')
  const known = canonical.get(key)
  if (known !== undefined) return known
  const random = createRandom(canonicalSeed, key)
  const made = Array.from({ length: canonicalCount }, (_, i) => {
    if (i === 0) return parameters.map((type) => kindOf(type)?.edges[0])
    return createInputs(parameters, random, i < 4 ? 6 : 1)()
  })
  canonical.set(key, made)
  return made
}

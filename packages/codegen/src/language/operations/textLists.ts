// Lists of texts, and texts counted by a map.
import { burn, fitsList } from '../limits.ts'
import { at, lambda, level, type Production, type Slot } from '../production.ts'
import type { Type } from '../type.ts'
import { define, nameOf, textOf, write } from './define.ts'

const list = (
  name: string,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  print: string | Production['print'],
  more: Partial<Production> = {},
) => define(name, 'S', slots, weight, doc, apply, print, more)

function tally(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

const tallying = (from: 's' | 'S', weight: number): Production =>
  write(
    `tally:${from}`,
    'M',
    [from],
    weight,
    `how often each ${from === 's' ? 'character' : 'text'} occurs`,
    tally,
    (w) => {
      const items = w.part(0)
      const counts = w.name('counts')
      const item = w.name(from === 's' ? 'char' : 'word')
      w.line(`const ${counts} = new Map<string, number>()`)
      w.line(
        `for (const ${item} of ${at(items, level.conditional)}) ${counts}.set(${item}, (${counts}.get(${item}) ?? 0) + 1)`,
      )
      return nameOf(counts)
    },
  )

export const textLists: readonly Production[] = [
  list('chars', ['s'], 3, 'the characters', (a: string) => [...a], '[...$0]'),
  list(
    'split',
    ['s', 's'],
    4,
    'the parts between separators',
    (a: string, by: string) => a.split(by),
    '$0.split($1)',
  ),
  list(
    'words',
    ['s'],
    3,
    'the parts between white space',
    (a: string) => a.split(/\s+/).filter((word) => word !== ''),
    "$0.split(/\\s+/).filter((word) => word !== '')",
  ),
  list(
    'runs:s',
    ['s'],
    1.2,
    'the runs of equal characters',
    (a: string) => [...(a.match(/(.)\1*/gs) ?? [])],
    ([a]) => textOf(`[...(${at(a, level.call)}.match(/(.)\\1*/gs) ?? [])]`, level.atom),
  ),
  list(
    'lettersIn',
    ['s'],
    0.7,
    'the runs of letters',
    (a: string) => [...(a.match(/[a-zA-Z]+/g) ?? [])],
    ([a]) => textOf(`[...(${at(a, level.call)}.match(/[a-zA-Z]+/g) ?? [])]`, level.atom),
  ),
  list(
    'sort:S',
    ['S'],
    2.5,
    'in the order of code units',
    (l: string[]) => l.toSorted(),
    '$0.toSorted()',
  ),
  write(
    'sortByText',
    'S',
    ['S', lambda('s', 's')],
    0.6,
    'in the order of a key that is a text',
    (items: string[], key: (word: string) => string) =>
      items.length < 2
        ? [...items]
        : items
            .map((word) => ({ word, key: key(word) }))
            .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
            .map(({ word }) => word),
    (w) => {
      const items = at(w.part(0), level.call)
      const [key, a, b] = [w.name('key'), w.name('a'), w.name('b')]
      w.line(`const ${key} = ${w.arrow(1, { isTyped: true })}`)
      const [x, y] = [`${key}(${a})`, `${key}(${b})`]
      return textOf(`${items}.toSorted((${a}, ${b}) => (${x} < ${y} ? -1 : ${x} > ${y} ? 1 : 0))`)
    },
  ),
  list('uniq:S', ['S'], 2, 'each text once', (l: string[]) => [...new Set(l)], '[...new Set($0)]'),
  list('pair:S', ['s', 's'], 0.6, 'two texts', (a: string, b: string) => [a, b], '[$0, $1]'),
  write(
    'chunk:s',
    'S',
    ['s', 'n'],
    0.6,
    'pieces of a text of so many characters',
    (text: string, size: number) => {
      const pieces: string[] = []
      for (let i = 0; i < text.length; i += Math.max(1, size)) pieces.push(text.slice(i, i + size))
      return pieces
    },
    (w) => {
      const text = at(w.atom(0, 'text'), level.call)
      const size = w.atom(1, 'size')
      const [pieces, i] = [w.name('pieces'), w.name('i')]
      w.line(`const ${pieces}: string[] = []`)
      w.line(
        `for (let ${i} = 0; ${i} < ${text}.length; ${i} += Math.max(1, ${size.text})) ${pieces}.push(${text}.slice(${i}, ${i} + ${at(size, level.product)}))`,
      )
      return nameOf(pieces)
    },
  ),
  write(
    'windows:s',
    'S',
    ['s', 'n'],
    0.7,
    'all pieces of so many neighbouring characters',
    (text: string, size: number) => {
      const pieces: string[] = []
      for (let i = 0; i + size <= text.length; i++) {
        burn(1)
        pieces.push(text.slice(i, i + size))
        fitsList(pieces.length)
      }
      return pieces
    },
    (w) => {
      const text = at(w.atom(0, 'text'), level.call)
      const size = at(w.atom(1, 'size'), level.product)
      const [pieces, i] = [w.name('pieces'), w.name('i')]
      w.line(`const ${pieces}: string[] = []`)
      w.line(
        `for (let ${i} = 0; ${i} + ${size} <= ${text}.length; ${i}++) ${pieces}.push(${text}.slice(${i}, ${i} + ${size}))`,
      )
      return nameOf(pieces)
    },
  ),
  write(
    'zipWith:S',
    'S',
    ['S', 'S', lambda('s', 's', 's')],
    0.5,
    'texts of two lists at the same index, as long as the first',
    (a: string[], b: string[], f: (x: string, y: string) => string) =>
      a.map((x, i) => f(x, b[i] ?? '')),
    (w) => {
      const [a, b] = [at(w.part(0), level.call), at(w.atom(1, 'others'), level.call)]
      const [x, i] = [w.name('word'), w.name('i')]
      const other = textOf(`${b}[${i}] ?? ''`, level.nullish)
      const body = w.inline(2, [x, other])
      return textOf(`${a}.map((${x}, ${i}) => ${at(body, level.nullish)})`)
    },
  ),
  write(
    'tabulate:S',
    'S',
    ['n', lambda('s', 'n')],
    1.5,
    'a text for each index below a length',
    (n: number, f: (i: number) => string) =>
      Array.from({ length: fitsList(Math.max(0, Math.trunc(n) || 0)) }, (_, i) => f(i)),
    (w) => textOf(`Array.from({ length: ${w.part(0).text} }, ${w.arrow(1, { after: ['_'] })})`),
    { names: [[], ['i']] },
  ),
  tallying('s', 2),
  tallying('S', 2),
  list(
    'keys',
    ['M'],
    1.5,
    'the texts that were counted',
    (counts: Map<string, number>) => [...counts.keys()],
    '[...$0.keys()]',
  ),
  define(
    'values',
    'N',
    ['M'],
    1.2,
    'the counts',
    (counts: Map<string, number>) => [...counts.values()],
    '[...$0.values()]',
  ),
  define(
    'get',
    'n',
    ['M', 's'],
    1.5,
    'how often a text was counted',
    (counts: Map<string, number>, key: string) => counts.get(key) ?? 0,
    '$0.get($1) ?? 0',
  ),
  write(
    'groupBy:S',
    'W',
    ['S', lambda('s', 's')],
    2,
    'texts of the same key together, in the order they come',
    (items: string[], key: (word: string) => string) => {
      const groups = new Map<string, string[]>()
      for (const word of items) {
        const place = key(word)
        groups.set(place, [...(groups.get(place) ?? []), word])
        burn((groups.get(place)?.length ?? 0) >> 6)
      }
      return [...groups.values()]
    },
    (w) => {
      const items = w.part(0)
      const groups = w.name('byKey')
      w.line(`const ${groups} = new Map<string, string[]>()`)
      const word = w.name('word')
      w.block(`for (const ${word} of ${at(items, level.conditional)})`, () => {
        const key = w.name('key')
        w.line(`const ${key} = ${w.body(1, [word]).text}`)
        w.line(`${groups}.set(${key}, [...(${groups}.get(${key}) ?? []), ${word}])`)
      })
      return textOf(`[...${groups}.values()]`, level.atom)
    },
  ),
]

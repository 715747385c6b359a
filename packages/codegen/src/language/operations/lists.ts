// What every kind of list can do: N, S, G and W alike.
import { at, lambda, level, type Production } from '../production.ts'
import { elementOf, type Type, typeName } from '../type.ts'
import { define, textOf } from './define.ts'

type List = readonly unknown[]
type Test = (x: unknown) => boolean

const nouns: { readonly [type in Type]?: string } = {
  N: 'numbers',
  S: 'texts',
  G: 'rows',
  W: 'rows of texts',
}
/** How common a kind of list is. */
const shares: { readonly [type in Type]?: number } = { N: 1, S: 0.9, G: 0.7, W: 0.4 }

function ofKind(list: Type): Production[] {
  const element = elementOf(list) ?? 'n'
  const noun = nouns[list] ?? ''
  const share = shares[list] ?? 1
  const isNested = list === 'G' || list === 'W'
  const passes = isNested ? { isShared: true } : {}
  const make = (
    name: string,
    slots: Parameters<typeof define>[2],
    weight: number,
    doc: string,
    apply: Production['apply'],
    print: Parameters<typeof define>[6],
    more: Partial<Production> = passes,
  ) => define(`${name}:${list}`, list, slots, weight * share, doc, apply, print, more)
  const all = [
    define(
      `len:${list}`,
      'n',
      [list],
      5 * share,
      `how many ${noun}`,
      (l: List) => l.length,
      '$0.length',
    ),
    make(
      'slice',
      [list, 'n', 'n'],
      1.5,
      `${noun} from one index up to another`,
      (l: List, i: number, j: number) => l.slice(i, j),
      '$0.slice($1, $2)',
    ),
    make(
      'take',
      [list, 'n'],
      1.5,
      `the first ${noun}`,
      (l: List, k: number) => l.slice(0, k),
      '$0.slice(0, $1)',
    ),
    make(
      'drop',
      [list, 'n'],
      2,
      `${noun} from an index on`,
      (l: List, k: number) => l.slice(k),
      '$0.slice($1)',
    ),
    make(
      'concat',
      [list, list],
      1.5,
      `${noun} of both lists`,
      (a: List, b: List) => [...a, ...b],
      ([a, b]) => textOf(`[...${at(a, level.nullish)}, ...${at(b, level.nullish)}]`, level.atom),
    ),
    make(
      'append',
      [list, element],
      1.5,
      `${noun} and one more`,
      (a: List, x: unknown) => [...a, x],
      ([a, x]) => textOf(`[...${at(a, level.nullish)}, ${at(x, level.conditional)}]`, level.atom),
      isNested ? { isShared: true, passes: [1] } : {},
    ),
    make('reverse', [list], 2, `${noun} backwards`, (l: List) => l.toReversed(), '$0.toReversed()'),
    make(
      'filter',
      [list, lambda('b', element)],
      4,
      `the ${noun} that pass`,
      (l: List, f: Test) => l.filter((x) => f(x)),
      '$0.filter($1)',
    ),
    define(
      `none:${list}`,
      list,
      [],
      0.5 * share,
      `no ${noun}`,
      () => [],
      () => textOf(`[] as ${typeName(list)}`, level.relation),
    ),
    define(
      `one:${list}`,
      list,
      [element],
      1 * share,
      `a list of one`,
      (x: unknown) => [x],
      '[$0]',
      isNested ? { passes: [0] } : {},
    ),
  ]
  return all.filter(({ name }) => !rare.has(name))
}

/** What is hardly ever wanted would only widen every search. */
const rare: ReadonlySet<string> = new Set(
  'slice:G concat:G slice:W take:W drop:W concat:W reverse:W append:W filter:W'.split(' '),
)

export const lists: readonly Production[] = (['N', 'S', 'G', 'W'] as const).flatMap(ofKind)

// One of two values by a condition, for every type; and names for values that are used again.
import { at, lambda, level, type Production, untyped } from '../production.ts'
import type { Type } from '../type.ts'
import { define, textOf, write } from './define.ts'

const weights: { readonly [type in Type]?: number } = { n: 5, s: 4, N: 1.5, S: 1, G: 0.5 }

const conditionals = Object.entries(weights).map(
  ([type, weight]): Production =>
    define(
      `if:${type}`,
      type as Type,
      ['b', type as Type, type as Type],
      weight,
      'the second if the first is true, else the third',
      (condition: boolean, yes: () => unknown, no: () => unknown) => (condition ? yes() : no()),
      ([condition, yes, no]) => ({
        text: `${at(condition, level.nullish)} ? ${at(yes, level.nullish)} : ${at(no && untyped(no), level.conditional)}`,
        level: level.conditional,
        isLiteral: (yes?.isLiteral && no?.isLiteral) === true,
      }),
      { lazy: [1, 2], passes: [1, 2] },
    ),
)

const named = (
  [
    ['n', 'n'],
    ['N', 'n'],
    ['N', 'N'],
    ['s', 's'],
    ['S', 'S'],
  ] as const
).map(
  ([given, type]): Production =>
    write(
      `let:${given}:${type}`,
      type,
      [given, lambda(type, given)],
      0.25,
      'a value with a name, for use more than once',
      (given: unknown, f: (x: unknown) => unknown) => f(given),
      (w) => {
        const [base = 'value'] = w.bound(1)
        return w.body(1, [w.atom(0, base)])
      },
      { passes: [0, 1], names: [[], [{ n: 'value', N: 'numbers', s: 'part', S: 'parts' }[given]]] },
    ),
)

/** A number that may be missing. */
const maybes: readonly Production[] = [
  define(
    'null',
    'o',
    [],
    1,
    'nothing',
    () => null,
    () => textOf('null', level.atom),
  ),
  define(
    'some',
    'o',
    ['n'],
    1,
    'a number',
    (x: number) => x,
    ([x]) => x ?? textOf('null'),
  ),
  define(
    'if:o',
    'o',
    ['b', 'o', 'o'],
    4,
    'the second if the first is true, else the third',
    (condition: boolean, yes: () => unknown, no: () => unknown) => (condition ? yes() : no()),
    ([condition, yes, no]) => ({
      text: `${at(condition, level.nullish)} ? ${at(yes, level.nullish)} : ${at(no, level.conditional)}`,
      level: level.conditional,
    }),
    { lazy: [1, 2] },
  ),
  define(
    'find:o',
    'o',
    ['N', lambda('b', 'n')],
    2,
    'the first number that passes, if any',
    (list: number[], f: (x: number) => boolean) => list.find((x) => f(x)) ?? null,
    ([list, f]) => textOf(`${at(list, level.call)}.find(${f?.text}) ?? null`, level.nullish),
  ),
  define(
    'last:o',
    'o',
    ['N'],
    1,
    'the last number, if any',
    (list: number[]) => list.at(-1) ?? null,
    ([list]) => textOf(`${at(list, level.call)}.at(-1) ?? null`, level.nullish),
  ),
  define(
    'item:o',
    'o',
    ['N', 'n'],
    1,
    'the number at an index, if any',
    (list: number[], i: number) => list[i] ?? null,
    ([list, i]) => textOf(`${at(list, level.call)}[${i?.text}] ?? null`, level.nullish),
  ),
]

export const choices: readonly Production[] = [...conditionals, ...named, ...maybes]

// Lists and the functions over them.
import { at, lambda, level, type Production, value } from '../production.ts'

export const lists: readonly Production[] = [
  {
    name: 'map:N:N',
    gives: 'N',
    slots: [value('N'), lambda('n', 'n')],
    weight: 3,
    doc: 'each number changed',
    apply: (list: readonly number[], f: (x: number) => number) => list.map((x) => f(x)),
    print: ([list, body], [, [x] = []]) => ({
      text: `${at(list, level.call)}.map((${x}) => ${at(body, level.conditional)})`,
      level: level.call,
    }),
  },
  {
    name: 'filter:N',
    gives: 'N',
    slots: [value('N'), lambda('b', 'n')],
    weight: 3,
    doc: 'the numbers that pass',
    apply: (list: readonly number[], f: (x: number) => boolean) => list.filter((x) => f(x)),
    print: ([list, body], [, [x] = []]) => ({
      text: `${at(list, level.call)}.filter((${x}) => ${at(body, level.conditional)})`,
      level: level.call,
    }),
  },
  {
    name: 'reduce:N:n',
    gives: 'n',
    slots: [value('N'), value('n'), lambda('n', 'n', 'n')],
    weight: 2,
    doc: 'numbers folded into one',
    apply: (list: readonly number[], from: number, f: (acc: number, x: number) => number) =>
      list.reduce((acc, x) => f(acc, x), from),
    print: ([list, from, body], [, , [acc, x] = []]) => ({
      text: `${at(list, level.call)}.reduce((${acc}, ${x}) => ${at(body, level.conditional)}, ${from?.text})`,
      level: level.call,
    }),
  },
]

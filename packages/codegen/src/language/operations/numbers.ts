// Numbers from numbers, and truth from numbers.
import { at, level, type Production, type Text, value } from '../production.ts'
import type { Type } from '../type.ts'

const infix =
  (symbol: string, own: number) =>
  ([a, b]: readonly Text[]): Text => ({
    text: `${at(a, own)} ${symbol} ${at(b, own + 1)}`,
    level: own,
  })
const call =
  (name: string) =>
  (parts: readonly Text[]): Text => ({
    text: `${name}(${parts.map(({ text }) => text).join(', ')})`,
    level: level.call,
  })
const binary = (
  name: string,
  gives: Type,
  weight: number,
  doc: string,
  apply: (a: number, b: number) => unknown,
  print: Production['print'],
): Production => ({ name, gives, slots: [value('n'), value('n')], weight, doc, apply, print })

export const numbers: readonly Production[] = [
  binary('add', 'n', 4, 'sum', (a, b) => a + b, infix('+', level.sum)),
  binary('sub', 'n', 4, 'difference', (a, b) => a - b, infix('-', level.sum)),
  binary('mul', 'n', 4, 'product', (a, b) => a * b, infix('*', level.product)),
  binary('mod', 'n', 2, 'remainder', (a, b) => a % b, infix('%', level.product)),
  binary('min', 'n', 1, 'smaller of two', (a, b) => Math.min(a, b), call('Math.min')),
  binary('max', 'n', 1, 'larger of two', (a, b) => Math.max(a, b), call('Math.max')),
  binary('lt', 'b', 2, 'less', (a, b) => a < b, infix('<', level.relation)),
  binary('eq', 'b', 2, 'equal numbers', (a, b) => a === b, infix('===', level.equality)),
]

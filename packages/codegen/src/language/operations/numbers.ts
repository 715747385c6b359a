// Numbers from numbers.
import { burn, outOfFuel } from '../limits.ts'
import { at, level, type Production, type Text } from '../production.ts'
import { call, define, infix, textOf, write } from './define.ts'

const binary = (
  name: string,
  weight: number,
  doc: string,
  apply: (a: number, b: number) => number,
  print: Production['print'],
) => define(name, 'n', ['n', 'n'], weight, doc, apply, print)
const unary = (
  name: string,
  weight: number,
  doc: string,
  apply: (a: number) => number,
  print: Production['print'],
) => define(name, 'n', ['n'], weight, doc, apply, print)

const negative = ([x]: readonly Text[]): Text => {
  const text = at(x, level.unary)
  return textOf(text.startsWith('-') ? `-(${text})` : `-${text}`, level.unary)
}

/** Beyond whole numbers the last digit of a power differs from engine to engine. */
function power(x: number, y: number): number {
  const result = x ** y
  if (Number.isSafeInteger(result) && Number.isInteger(x) && y >= 0) return result
  throw outOfFuel
}

function gcd(x: number, y: number): number {
  let [a, b] = [x, y]
  for (; b !== 0; [a, b] = [b, a % b]) burn(1)
  return Math.abs(a)
}

export const numbers: readonly Production[] = [
  binary('add', 8, 'sum', (a, b) => a + b, infix('+', level.sum)),
  binary('sub', 6, 'difference', (a, b) => a - b, infix('-', level.sum)),
  binary('mul', 5, 'product', (a, b) => a * b, infix('*', level.product)),
  binary('div', 1, 'quotient with fraction', (a, b) => a / b, infix('/', level.product)),
  binary(
    'fdiv',
    3,
    'quotient rounded down',
    (a, b) => Math.floor(a / b),
    (parts, names) => call('Math.floor')([infix('/', level.product)(parts, names)], []),
  ),
  binary('mod', 4, 'remainder', (a, b) => a % b, infix('%', level.product)),
  write(
    'pmod',
    'n',
    ['n', 'n'],
    0.7,
    'remainder, never negative',
    (a: number, b: number) => ((a % b) + b) % b,
    (w) => {
      const a = at(w.part(0), level.product)
      const b = at(w.atom(1, 'size'), level.power)
      return textOf(`((${a} % ${b}) + ${b}) % ${b}`, level.product)
    },
  ),
  binary('pow', 1, 'power of whole numbers', power, ([x, y]) =>
    textOf(
      `${/^-/.test(x?.text ?? '') ? `(${x?.text})` : at(x, level.call)} ** ${at(y, level.power)}`,
      level.power,
    ),
  ),
  unary('neg', 1.5, 'negated', (x) => -x, negative),
  unary('abs', 2, 'distance from zero', (x) => Math.abs(x), call('Math.abs')),
  unary('floor', 1, 'rounded down', (x) => Math.floor(x), call('Math.floor')),
  unary('ceil', 1, 'rounded up', (x) => Math.ceil(x), call('Math.ceil')),
  unary('round', 1, 'rounded', (x) => Math.round(x), call('Math.round')),
  unary('trunc', 0.7, 'without fraction', (x) => Math.trunc(x), call('Math.trunc')),
  unary('sqrt', 0.6, 'square root', (x) => Math.sqrt(x), call('Math.sqrt')),
  unary('sign', 0.6, '-1, 0 or 1', (x) => Math.sign(x), call('Math.sign')),
  binary('min', 2.5, 'smaller of two', (a, b) => Math.min(a, b), call('Math.min')),
  binary('max', 2.5, 'larger of two', (a, b) => Math.max(a, b), call('Math.max')),
  binary('bitand', 0.6, 'bits of both', (a, b) => a & b, infix('&', level.bitAnd)),
  binary('bitxor', 0.5, 'bits of one only', (a, b) => a ^ b, infix('^', level.bitXor)),
  binary('shl', 0.3, 'bits moved up', (a, b) => a << b, infix('<<', level.shift)),
  binary('shr', 0.4, 'bits moved down', (a, b) => a >>> b, infix('>>>', level.shift)),
  write('gcd', 'n', ['n', 'n'], 0.6, 'greatest common divisor', gcd, (w) => {
    const [a, b] = [w.part(0), w.part(1)]
    w.helper(
      'gcd',
      'function gcd(a: number, b: number): number {\n  return b === 0 ? Math.abs(a) : gcd(b, a % b)\n}\n',
    )
    return textOf(`gcd(${a.text}, ${b.text})`)
  }),
]

// Truth, and what is chosen by it.
import { burn } from '../limits.ts'
import { at, lambda, level, type Production, type Slot, type Text } from '../production.ts'
import type { Type } from '../type.ts'
import { define, infix, template, textOf, write } from './define.ts'

const isConstant = (part: Text | undefined) => /^(-?\d[\d.e+]*|'.*')$/.test(part?.text ?? '')

/** The constant stands on the right: `x > 0` instead of `0 < x`. */
const ordered =
  (symbol: string, flipped: string): Production['print'] =>
  ([a, b]) => {
    const [left, right, sign] = isConstant(a) && !isConstant(b) ? [b, a, flipped] : [a, b, symbol]
    return textOf(
      `${at(left, level.relation)} ${sign} ${at(right, level.relation + 1)}`,
      level.relation,
    )
  }

/** TypeScript refuses to compare literals that cannot be equal, so one of them is widened. */
const equal =
  (symbol: string, widen: string): Production['print'] =>
  ([a, b]) => {
    const [left, right] = isConstant(a) && !isConstant(b) ? [b, a] : [a, b]
    const from =
      left?.isLiteral && right?.isLiteral ? `${widen}(${left.text})` : at(left, level.equality)
    return textOf(`${from} ${symbol} ${at(right, level.equality + 1)}`, level.equality)
  }

const truth = (
  name: string,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  print: string | Production['print'],
  more: Partial<Production> = {},
) => define(name, 'b', slots, weight, doc, apply, print, more)

/** `x && false` has the type `false`. */
const isOneLiteral = (...parts: readonly (Text | undefined)[]) =>
  parts.some((part) => part?.isLiteral === true)

const both: Production['print'] = (parts, names) => ({
  ...infix('&&', level.and)(parts, names),
  isLiteral: isOneLiteral(...parts),
})

const or: Production['print'] = ([a, b]) => {
  const side = (part: Text | undefined, own: number) =>
    part?.level === level.and ? `(${part.text})` : at(part, own)
  const text = textOf(`${side(a, level.or)} || ${side(b, level.or + 1)}`, level.or)
  return { ...text, isLiteral: isOneLiteral(a, b) }
}

const even =
  (rest: string, symbol: string): Production['print'] =>
  ([x]) =>
    textOf(`${at(x, level.product)} % 2 ${symbol} ${rest}`, level.equality)

const matches = (name: string, weight: number, doc: string, regex: RegExp) =>
  truth(name, ['s'], weight, doc, (text: string) => regex.test(text), `${regex}.test($0)`)

function isPrime(x: number): boolean {
  if (x < 2 || !Number.isInteger(x)) return false
  for (let d = 2; d * d <= x; d++) {
    burn(1)
    if (x % d === 0) return false
  }
  return true
}

const primeSource = `function isPrime(x: number): boolean {
  if (x < 2 || !Number.isInteger(x)) return false
  for (let d = 2; d * d <= x; d++) if (x % d === 0) return false
  return true
}
`

export const booleans: readonly Production[] = [
  truth('lt', ['n', 'n'], 5, 'less', (a: number, b: number) => a < b, ordered('<', '>')),
  truth('le', ['n', 'n'], 3, 'at most', (a: number, b: number) => a <= b, ordered('<=', '>=')),
  truth(
    'eq',
    ['n', 'n'],
    6,
    'equal numbers',
    (a: number, b: number) => a === b,
    equal('===', 'Number'),
  ),
  truth(
    'ne',
    ['n', 'n'],
    2,
    'different numbers',
    (a: number, b: number) => a !== b,
    equal('!==', 'Number'),
  ),
  truth('even', ['n'], 2.5, 'even', (x: number) => x % 2 === 0, even('0', '===')),
  truth('odd', ['n'], 2, 'not even', (x: number) => x % 2 !== 0, even('0', '!==')),
  truth(
    'divides',
    ['n', 'n'],
    3,
    'the first is a multiple of the second',
    (a: number, b: number) => a % b === 0,
    ([a, b]) =>
      textOf(`${at(a, level.product)} % ${at(b, level.product + 1)} === 0`, level.equality),
  ),
  truth(
    'isWhole',
    ['n'],
    0.4,
    'without fraction',
    (x: number) => Number.isInteger(x),
    'Number.isInteger($0)',
  ),
  truth('and', ['b', 'b'], 4, 'both', (a: boolean, b: () => boolean) => a && b(), both, {
    lazy: [1],
  }),
  truth('or', ['b', 'b'], 3, 'either', (a: boolean, b: () => boolean) => a || b(), or, {
    lazy: [1],
  }),
  truth(
    'not',
    ['b'],
    2.5,
    'the opposite',
    (a: boolean) => !a,
    ([a]) => ({ ...textOf(`!${at(a, level.unary)}`, level.unary), isLiteral: isOneLiteral(a) }),
  ),
  truth(
    'xor',
    ['b', 'b'],
    0.5,
    'exactly one',
    (a: boolean, b: boolean) => a !== b,
    equal('!==', 'Boolean'),
  ),
  truth(
    'eqS',
    ['s', 's'],
    5,
    'equal texts',
    (a: string, b: string) => a === b,
    equal('===', 'String'),
  ),
  truth(
    'neS',
    ['s', 's'],
    1.5,
    'different texts',
    (a: string, b: string) => a !== b,
    equal('!==', 'String'),
  ),
  truth(
    'ltS',
    ['s', 's'],
    0.7,
    'earlier in the order of code units',
    (a: string, b: string) => a < b,
    ordered('<', '>'),
  ),
  truth(
    'eqN',
    ['N', 'N'],
    0.8,
    'equal lists of numbers',
    (a: number[], b: number[]) => a.join() === b.join(),
    template('$0.join() === $1.join()', level.equality),
  ),
  truth(
    'includes:s',
    ['s', 's'],
    3,
    'a text within a text',
    (a: string, b: string) => a.includes(b),
    '$0.includes($1)',
  ),
  truth(
    'includes:N',
    ['N', 'n'],
    3,
    'a number in a list',
    (a: number[], b: number) => a.includes(b),
    '$0.includes($1)',
  ),
  truth(
    'includes:S',
    ['S', 's'],
    2,
    'a text in a list',
    (a: string[], b: string) => a.includes(b),
    '$0.includes($1)',
  ),
  truth(
    'startsWith',
    ['s', 's'],
    1.2,
    'begins with',
    (a: string, b: string) => a.startsWith(b),
    '$0.startsWith($1)',
  ),
  truth(
    'endsWith',
    ['s', 's'],
    1.2,
    'ends with',
    (a: string, b: string) => a.endsWith(b),
    '$0.endsWith($1)',
  ),
  write('prime', 'b', ['n'], 0.5, 'a prime number', isPrime, (w) => {
    w.helper('isPrime', primeSource)
    return textOf(`isPrime(${w.part(0).text})`)
  }),
  matches('isDigit', 1.5, 'digits only', /^[0-9]+$/),
  matches('isLetter', 1.5, 'letters only', /^[a-zA-Z]+$/),
  matches('isUpper', 1, 'capitals only', /^[A-Z]+$/),
  matches('isLower', 1, 'small letters only', /^[a-z]+$/),
  matches('isVowel', 1.5, 'vowels only', /^[aeiouAEIOU]+$/),
  matches('isSpace', 0.5, 'white space only', /^\s+$/),
  ...(['N', 'S'] as const).flatMap((list) => {
    const test = lambda('b', list === 'N' ? 'n' : 's')
    return [
      truth(
        `some:${list}`,
        [list, test],
        2.5,
        'one passes',
        (items: unknown[], f: (x: unknown) => boolean) => items.some((x) => f(x)),
        '$0.some($1)',
      ),
      truth(
        `every:${list}`,
        [list, test],
        3,
        'all pass',
        (items: unknown[], f: (x: unknown) => boolean) => items.every((x) => f(x)),
        '$0.every($1)',
      ),
    ]
  }),
  truth(
    'some:s',
    ['s', lambda('b', 's')],
    1,
    'one character passes',
    (text: string, f: (c: string) => boolean) => [...text].some((c) => f(c)),
    '[...$0].some($1)',
    { names: [[], ['char']] },
  ),
  truth(
    'every:s',
    ['s', lambda('b', 's')],
    1.5,
    'all characters pass',
    (text: string, f: (c: string) => boolean) => [...text].every((c) => f(c)),
    '[...$0].every($1)',
    { names: [[], ['char']] },
  ),
  truth(
    'every:adjacent',
    ['N', lambda('b', 'n', 'n')],
    1.5,
    'each number and the next pass',
    (list: number[], f: (a: number, b: number) => boolean) =>
      list.every((x, i) => i === 0 || f(list[i - 1] ?? 0, x)),
    '',
    {
      names: [[], ['before', 'x']],
      write: (w) => {
        const list = at(w.atom(0, 'numbers'), level.call)
        const [x = '', i = ''] = [w.name('x'), w.name('i')]
        const before = textOf(`${list}[${i} - 1] ?? 0`, level.nullish)
        const body = at(w.inline(1, [before, x]), level.or + 1)
        return textOf(`${list}.every((${x}, ${i}) => ${i} === 0 || ${body})`)
      },
    },
  ),
]

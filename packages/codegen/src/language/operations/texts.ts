// Texts from texts and numbers, and numbers from texts.
import { fitsText, outOfFuel } from '../limits.ts'
import { at, lambda, level, type Production, type Slot } from '../production.ts'
import type { Type } from '../type.ts'
import { call, define, infix, ofChars, receiver, reduction, textOf, write } from './define.ts'

const text = (
  name: string,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  print: string | Production['print'],
  more: Partial<Production> = {},
) => define(name, 's', slots, weight, doc, apply, print, more)
const number = (
  name: string,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  print: string | Production['print'],
  more: Partial<Production> = {},
) => define(name, 'n', slots, weight, doc, apply, print, more)

/** Two results of the same text: only whole numbers print alike in every engine. */
function toBase(x: number, base: number): string {
  if (!Number.isSafeInteger(x)) throw outOfFuel
  return x.toString(base)
}

function replaceAll(from: string, search: string, by: string): string {
  fitsText(by.length * (search === '' ? from.length + 1 : from.length / search.length) * 4)
  return from.replaceAll(search, by)
}

const chars = { names: [[], ['char']] }

/** Only letters of a-z and A-Z move. */
function shiftLetter(char: string, by: number): string {
  const start = char >= 'a' && char <= 'z' ? 97 : char >= 'A' && char <= 'Z' ? 65 : 0
  if (start === 0) return char
  return String.fromCharCode(((((char.charCodeAt(0) - start + by) % 26) + 26) % 26) + start)
}

const shiftSource = `function shiftLetter(char: string, by: number): string {
  const start = char >= 'a' && char <= 'z' ? 97 : char >= 'A' && char <= 'Z' ? 65 : 0
  if (start === 0) return char
  return String.fromCharCode(((((char.charCodeAt(0) - start + by) % 26) + 26) % 26) + start)
}
`

export const texts: readonly Production[] = [
  text(
    'concat',
    ['s', 's'],
    6,
    'one text after the other',
    (a: string, b: string) => a + b,
    infix('+', level.sum),
  ),
  text('str', ['n'], 5, 'a number in digits', (x: number) => String(x), call('String')),
  text(
    'charAt',
    ['s', 'n'],
    3,
    'character at an index, empty outside',
    (a: string, i: number) => a.charAt(i),
    '$0.charAt($1)',
  ),
  text(
    'lastChar',
    ['s'],
    1,
    'last character, empty if there is none',
    (a: string) => a.at(-1) ?? '',
    "$0.at(-1) ?? ''",
  ),
  text(
    'slice:s',
    ['s', 'n', 'n'],
    2,
    'from one index up to another',
    (a: string, i: number, j: number) => a.slice(i, j),
    '$0.slice($1, $2)',
  ),
  text(
    'take:s',
    ['s', 'n'],
    1.5,
    'the first characters',
    (a: string, k: number) => a.slice(0, k),
    '$0.slice(0, $1)',
  ),
  text(
    'drop:s',
    ['s', 'n'],
    2.5,
    'from an index on',
    (a: string, k: number) => a.slice(k),
    '$0.slice($1)',
  ),
  text('upper', ['s'], 2.5, 'in capitals', (a: string) => a.toUpperCase(), '$0.toUpperCase()'),
  text('lower', ['s'], 2.5, 'in small letters', (a: string) => a.toLowerCase(), '$0.toLowerCase()'),
  text('trim', ['s'], 1, 'without white space around', (a: string) => a.trim(), '$0.trim()'),
  text(
    'reverse:s',
    ['s'],
    2,
    'backwards',
    (a: string) => [...a].reverse().join(''),
    "[...$0].reverse().join('')",
  ),
  text(
    'sort:s',
    ['s'],
    1,
    'characters in order',
    (a: string) => [...a].sort().join(''),
    "[...$0].sort().join('')",
  ),
  text(
    'uniq:s',
    ['s'],
    0.8,
    'each character once',
    (a: string) => [...new Set(a)].join(''),
    "[...new Set($0)].join('')",
  ),
  text(
    'repeat',
    ['s', 'n'],
    2,
    'so many times',
    (a: string, k: number) => {
      if (k > 0) fitsText(Math.max(a.length, 1) * k)
      return a.repeat(k)
    },
    '$0.repeat($1)',
  ),
  text(
    'padStart',
    ['s', 'n', 's'],
    1,
    'filled on the left',
    (a: string, k: number, fill: string) => a.padStart(fitsText(k), fill),
    '$0.padStart($1, $2)',
  ),
  text(
    'replaceAll',
    ['s', 's', 's'],
    1.5,
    'each occurrence replaced',
    replaceAll,
    '$0.replaceAll($1, $2)',
  ),
  text(
    'join',
    ['S', 's'],
    5,
    'texts with a separator',
    (list: string[], by: string) => list.join(by),
    '$0.join($1)',
  ),
  text(
    'join:N',
    ['N', 's'],
    2,
    'numbers with a separator',
    (list: number[], by: string) => list.join(by),
    '$0.join($1)',
  ),
  text(
    'chr',
    ['n'],
    1.5,
    'character of a code',
    (x: number) => String.fromCharCode(x),
    call('String.fromCharCode'),
  ),
  text('toBase', ['n', 'n'], 1.2, 'whole number in a base', toBase, ([x, k]) =>
    textOf(`${x ? receiver(x) : ''}.toString(${k?.text})`),
  ),
  text(
    'toFixed',
    ['n', 'n'],
    0.5,
    'with so many decimals',
    (x: number, k: number) => x.toFixed(k),
    ([x, k]) => textOf(`${x ? receiver(x) : ''}.toFixed(${k?.text})`),
  ),
  write(
    'shiftLetter',
    's',
    ['s', 'n'],
    0.8,
    'a letter moved along the alphabet, wrapping around; anything else as it is',
    shiftLetter,
    (w) => {
      w.helper('shiftLetter', shiftSource)
      const [char, by] = [w.part(0), w.part(1)]
      return textOf(`shiftLetter(${char.text}, ${by.text})`)
    },
  ),
  write(
    'capitalize',
    's',
    ['s'],
    1.5,
    'first character in capitals',
    (a: string) => a.charAt(0).toUpperCase() + a.slice(1),
    (w) => {
      const word = at(w.atom(0, 'word'), level.call)
      return textOf(`${word}.charAt(0).toUpperCase() + ${word}.slice(1)`, level.sum)
    },
  ),
  text(
    'map:s',
    ['s', lambda('s', 's')],
    3,
    'each character changed',
    (a: string, f: (c: string) => string) => [...a].map((c) => f(c)).join(''),
    "[...$0].map($1).join('')",
    chars,
  ),
  write(
    'mapI:s',
    's',
    ['s', lambda('s', 's', 'n')],
    1,
    'each character changed, knowing its index',
    (a: string, f: (c: string, i: number) => string) => [...a].map((c, i) => f(c, i)).join(''),
    (w) => textOf(`[...${w.part(0).text}].map(${w.arrow(1)}).join('')`),
    { names: [[], ['char', 'i']] },
  ),
  text(
    'filter:s',
    ['s', lambda('b', 's')],
    2.5,
    'the characters that pass',
    (a: string, f: (c: string) => boolean) => [...a].filter((c) => f(c)).join(''),
    "[...$0].filter($1).join('')",
    chars,
  ),
  write(
    'filterI:s',
    's',
    ['s', lambda('b', 's', 'n')],
    0.7,
    'the characters that pass, knowing their index',
    (a: string, f: (c: string, i: number) => boolean) => [...a].filter((c, i) => f(c, i)).join(''),
    (w) => textOf(`[...${w.part(0).text}].filter(${w.arrow(1)}).join('')`),
    { names: [[], ['char', 'i']] },
  ),
  text(
    'reduce:s:s',
    ['s', 's', lambda('s', 's', 's')],
    0.7,
    'characters folded into a text',
    (a: string, from: string, f: (sum: string, c: string) => string) =>
      [...a].reduce((sum, c) => f(sum, c), from),
    reduction(ofChars, 's'),
    { names: [[], [], ['result', 'char']] },
  ),
  text(
    'item:S',
    ['S', 'n'],
    2.5,
    'the text at an index, empty outside',
    (list: string[], i: number) => list[i] ?? '',
    "$0[$1] ?? ''",
  ),
  text(
    'last:S',
    ['S'],
    1.2,
    'the last text, empty if there is none',
    (list: string[]) => list.at(-1) ?? '',
    "$0.at(-1) ?? ''",
  ),
  number('len:s', ['s'], 6, 'how many characters', (a: string) => a.length, '$0.length'),
  number(
    'indexOf:s',
    ['s', 's'],
    2,
    'where a text occurs first, else -1',
    (a: string, b: string) => a.indexOf(b),
    '$0.indexOf($1)',
  ),
  number(
    'code',
    ['s'],
    2.5,
    'code of the first character',
    (a: string) => a.charCodeAt(0),
    '$0.charCodeAt(0)',
  ),
  number('parse', ['s'], 2.5, 'the number a text spells', (a: string) => Number(a), call('Number')),
  number(
    'parseInt',
    ['s', 'n'],
    0.8,
    'the whole number a text spells in a base',
    (a: string, k: number) => Number.parseInt(a, k),
    call('Number.parseInt'),
  ),
  number(
    'count:s',
    ['s', lambda('b', 's')],
    3,
    'how many characters pass',
    (a: string, f: (c: string) => boolean) => [...a].filter((c) => f(c)).length,
    '[...$0].filter($1).length',
    chars,
  ),
  number(
    'occurrences',
    ['s', 's'],
    1.5,
    'how often a text occurs',
    (a: string, b: string) => a.split(b).length - 1,
    ([a, b]) => textOf(`${at(a, level.call)}.split(${b?.text}).length - 1`, level.sum),
  ),
  number(
    'reduce:s:n',
    ['s', 'n', lambda('n', 'n', 's')],
    2,
    'characters folded into a number',
    (a: string, from: number, f: (sum: number, c: string) => number) =>
      [...a].reduce((sum, c) => f(sum, c), from),
    reduction(ofChars, 'n'),
    { names: [[], [], ['sum', 'char']] },
  ),
]

// Literals a made-up statement would name.
import type { Random } from '@zooid/model'
import { sharedConstants } from '../language/grammar.ts'
import type { Literals } from '../literals.ts'
import { pickOf } from './inputs.ts'

const numbers = [
  6, 8, 9, 11, 12, 13, 15, 16, 20, 24, 25, 30, 42, 50, 60, 64, 99, 101, 255, 256, 360, 365, 400,
  1000, 3600, 0.5, -2, -10, 1e6,
]
const strings = [
  '.',
  ':',
  ';',
  '/',
  '_',
  '#',
  '!',
  '?',
  '*',
  '+',
  '(',
  ')',
  '...',
  ', ',
  ' and ',
  '\n',
  'x',
  'e',
  'b',
  'yes',
  'no',
  'odd',
  'even',
  'none',
  'Fizz',
  'Buzz',
  'Hello, ',
  'abcdefghijkl',
  '0123456789',
  'th',
  'px',
  '%',
  '$',
  '$1',
  'z',
  '1',
  'bcdfg',
]
const shared = new Set<unknown>(sharedConstants.map(({ value }) => value))

/** Mostly none. */
export function drawLiterals(random: Random): Literals {
  const drawn = { numbers: [] as number[], strings: [] as string[] }
  const kind = random.below(10)
  if (kind >= 7) {
    const count = 1 + random.below(2)
    for (let i = 0; i < count; i++)
      drawn.numbers.push(random.below(2) === 0 ? pickOf(random, numbers) : 6 + random.below(120))
  }
  if (kind === 6 || kind === 9) {
    const count = 1 + random.below(2)
    for (let i = 0; i < count; i++) drawn.strings.push(pickOf(random, strings))
  }
  const fresh = <T>(list: readonly T[]) => [...new Set(list)].filter((item) => !shared.has(item))
  return { numbers: fresh(drawn.numbers), strings: fresh(drawn.strings) }
}

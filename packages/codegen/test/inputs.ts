// Random arguments for random programs: small, with the edges that printed code trips over.
import type { Random } from '../src/language/sample.ts'
import { elementOf, type Type } from '../src/language/type.ts'

const words = [
  '',
  'a',
  'abc',
  'level',
  'Hello World',
  'A-b c',
  '42',
  'x1y22',
  ' pad ',
  "it's",
  'zoo',
]
const alphabet = 'aabbcxyzAZ019 -,.'

export function randomInput(random: Random, type: Type): unknown {
  const int = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const element = elementOf(type)
  if (element) return Array.from({ length: int(0, 5) }, () => randomInput(random, element))
  switch (type) {
    case 'n':
      if (random() < 0.8) return int(-4, 12)
      return [0, 0.5, -2.75, 1e6, 123_456_789, -100, 2 ** 31][int(0, 6)]
    case 'b':
      return random() < 0.5
    case 's':
      if (random() < 0.5) return words[int(0, words.length - 1)]
      return Array.from({ length: int(0, 8) }, () => alphabet[int(0, alphabet.length - 1)]).join('')
    case 'o':
      return random() < 0.3 ? null : int(-4, 12)
    default:
      throw new RangeError(`no random value of type ${type}`)
  }
}

// More inputs, made from the examples: what they contain a little changed, of the same types and, as far as
// the examples show, of the same character (whole, not negative, in order). Nobody knows the right answer
// to them; they only tell programs apart.
import type { Task } from '@zooid/judge'
import { exportedNames, literalOf } from './script.ts'

type Example = Task['examples'][number]
/** JSON, as examples carry their values. */
type Wire = Parameters<typeof literalOf>[0]

/** Expressions as in `Script.code`. The same seed gives the same probes. */
export function probesOf(
  task: Pick<Task, 'examples' | 'signature'>,
  count: number,
  seed: number,
): string[] {
  const random = createRandom(seed)
  const names = exportedNames(task.signature).join(', ')
  const calls = task.examples.filter(({ call, throws }) => call && !throws)
  const scripts = task.examples.filter(
    ({ call, source, throws }) => !call && !throws && source.length < 400,
  )
  const found = new Set<string>()
  for (let tries = 0; found.size < count && tries < count * 8; tries++) {
    const isCall = calls.length > 0 && (scripts.length === 0 || random() < 0.7)
    const example = pick(isCall ? calls : scripts, random)
    if (!example) break
    if (example.call) {
      const character = characterOf(calls.filter(({ call }) => call?.name === example.call?.name))
      const other = pick(calls, random)?.call
      const args = example.call.args.map((arg, index) => {
        const from =
          other?.name === example.call?.name && random() < 0.3 ? (other?.args[index] ?? arg) : arg
        return changed(from, character[index] ?? plainCharacter, random)
      })
      found.add(`(({ ${names} }) => ${example.call.name}(${args.map(literalOf).join(', ')}))`)
    } else {
      const text = changedText(example.source, random)
      found.add(`(({ ${names} }) => ${text.startsWith('{') ? text : `(${text})`})`)
    }
  }
  return [...found]
}

type Character = {
  readonly isOrdered: boolean
  readonly isStrict: boolean
  readonly lowest: number
  readonly isNegativeSeen: boolean
  readonly letters: string
}

const plainCharacter: Character = {
  isOrdered: false,
  isStrict: false,
  lowest: 0,
  isNegativeSeen: true,
  letters: '',
}

function characterOf(examples: readonly Example[]): Character[] {
  const width = Math.max(0, ...examples.map(({ call }) => call?.args.length ?? 0))
  return Array.from({ length: width }, (_, index) => {
    const values = examples.map(({ call }) => call?.args[index] ?? null)
    const numbers = values.flatMap(numbersIn)
    const lists = values
      .filter((value) => Array.isArray(value))
      .map((value) => value.filter((item): item is number => typeof item === 'number'))
      .filter((list) => list.length > 1)
    const rises = (list: readonly number[], isStrict: boolean) =>
      list.every(
        (item, i) => i === 0 || (isStrict ? item > (list[i - 1] ?? 0) : item >= (list[i - 1] ?? 0)),
      )
    return {
      isOrdered: lists.length > 1 && lists.every((list) => rises(list, false)),
      isStrict: lists.length > 1 && lists.every((list) => rises(list, true)),
      lowest: numbers.length > 0 ? Math.min(...numbers) : 0,
      isNegativeSeen: numbers.some((n) => n < 0),
      letters: values.flatMap(lettersIn).join(''),
    }
  })
}

function numbersIn(value: Wire): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((item) => numbersIn(item as Wire))
}

function lettersIn(value: Wire): string[] {
  if (typeof value === 'string') return [...value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((item) => lettersIn(item as Wire))
}

function changed(value: Wire, character: Character, random: () => number): Wire {
  if (typeof value === 'number') return changedNumber(value, character, random)
  if (typeof value === 'string')
    return random() < 0.5 ? value : changedLetters(value, character.letters || 'abc', random)
  if (typeof value === 'boolean') return random() < 0.3 ? !value : value
  if (Array.isArray(value)) return changedList(value, character, random)
  if (typeof value === 'object' && value !== null && !('$' in value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, changed(item as Wire, character, random)]),
    )
  return value
}

function changedNumber(
  value: number,
  { lowest, isNegativeSeen }: Character,
  random: () => number,
): number {
  if (random() < 0.4) return value
  const step = Number.isInteger(value) ? Math.floor(random() * 7) - 3 : random() * 4 - 2
  const other = random() < 0.15 ? value * 2 : value + step
  // What was never below one or zero stays so.
  return isNegativeSeen ? other : Math.max(other, Math.min(lowest, 1))
}

function changedList(list: readonly Wire[], character: Character, random: () => number): Wire[] {
  let items = list.map((item) => (random() < 0.5 ? item : changed(item, character, random)))
  const roll = random()
  if (roll < 0.2) items = items.filter(() => random() < 0.7)
  else if (roll < 0.45 && items.length > 0)
    items.splice(Math.floor(random() * items.length), 0, pick(items, random) ?? null)
  else if (roll < 0.55 && !character.isOrdered) items.reverse()
  const areNumbers = items.every((item): item is number => typeof item === 'number')
  if (areNumbers && character.isOrdered) {
    const ordered = [...items].sort((a, b) => Number(a) - Number(b))
    return character.isStrict ? [...new Set(ordered)] : ordered
  }
  return items
}

function changedLetters(text: string, letters: string, random: () => number): string {
  const chars = [...text]
  const at = Math.floor(random() * (chars.length + 1))
  const letter = letters[Math.floor(random() * letters.length)] ?? 'a'
  const roll = random()
  if (roll < 0.4) chars.splice(at, 0, letter)
  else if (roll < 0.7) chars.splice(at, 1)
  else chars.splice(at, 1, letter)
  return chars.join('')
}

/** Numbers in the text of a script a little up or down; one plain call done twice. */
function changedText(source: string, random: () => number): string {
  return source.replace(/(?<![\w.'"`])\d+(?![\w.'"`])/g, (digits) =>
    random() < 0.6 ? digits : String(Math.max(0, Number(digits) + Math.floor(random() * 5) - 2)),
  )
}

function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)]
}

/** Numbers from 0 to 1 (a counter mixed by an avalanche), not for secrets. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

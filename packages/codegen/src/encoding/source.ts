// A task as the encoder reads it: a row of positions, each a bag of features that are added up. First the
// signature, what always or sometimes holds, words and literals, then examples, each value in its side's
// positions. Numbers say their parity, size and remainders; texts are spelled four characters a position.
import { type Type, types } from '../language/type.ts'
import type { CodegenExample, CodegenTask } from '../task.ts'
import { createNumbering } from './features.ts'
import { type Property, properties } from './properties.ts'

/** Features of a position, and the most positions of a task. */
export const sourceBag = 12
export const maxPositions = 56

const maxExamples = 8
/** Examples that properties are asked about. */
const maxAsked = 16
const maxPropertyPositions = 5
const maxSometimes = 18
const maxWordPositions = 2
/** Of one value. */
const maxItems = 8
const maxCharacters = 16
const maxTexts = 5
const maxRows = 4
const sides = 5

const { block, count } = createNumbering()
const kinds = { number: 0, list: 1, empty: 2, text: 3, truth: 4, none: 5, rest: 6 } as const
const kindCount = 7
const features = {
  header: block(1),
  result: block(types.length),
  parameter: block(4 * types.length),
  examples: block(12),
  property: block(1),
  always: block(2 * properties.length),
  sometimes: block(2 * properties.length),
  wordPlace: block(1),
  literalNumber: block(6),
  literalText: block(6),
  kindSide: block(kindCount * sides),
  example: block(maxExamples),
  place: block(8),
  row: block(maxTexts),
  length: block(18),
  truth: block(2),
  exact: [block(152), block(152)],
  lastTwo: [block(100), block(100)],
  size: [block(27), block(27)],
  mod6: [block(7), block(7)],
  mod5: [block(6), block(6)],
  characters: [block(98), block(98), block(98), block(98)],
} as const
const fixedCount = count()

export type SourceEncoding = {
  /** Ids of features lie below. */
  readonly vocabulary: number
  /** Whole positions of `sourceBag` ids. */
  readonly encode: (task: CodegenTask) => Int32Array
}

/** @param words those that have a feature, in the order they were trained with */
export function createSourceEncoding(words: readonly string[]): SourceEncoding {
  const wordIds = new Map(words.map((word, i) => [word, fixedCount + i]))
  return {
    vocabulary: fixedCount + words.length,
    encode: (task) => {
      const positions: number[][] = [headerOf(task), ...propertyPositions(task)]
      positions.push(...wordPositions(task.words, wordIds), ...literalPositions(task))
      let shown = 0
      for (const example of task.examples) {
        if (shown >= maxExamples) break
        const made = exampleOf(task, example, shown)
        if (positions.length + made.length > maxPositions) continue
        positions.push(...made)
        shown++
      }
      const ids = new Int32Array(positions.length * sourceBag)
      for (const [i, bag] of positions.entries()) ids.set(bag.slice(0, sourceBag), i * sourceBag)
      return ids
    },
  }
}

function headerOf({ signature, examples }: CodegenTask): number[] {
  const { parameters, result } = signature
  return [
    features.header.id(0),
    features.result.id(types.indexOf(result)),
    ...parameters.map((type, i) => features.parameter.id(i * types.length + types.indexOf(type))),
    features.examples.id(examples.length),
  ]
}

function propertyPositions(task: CodegenTask): number[][] {
  const { always, sometimes } = askAll(task)
  const ids = [...always, ...sometimes.slice(0, maxSometimes)]
  const positions: number[][] = []
  for (let i = 0; i < ids.length && positions.length < maxPropertyPositions; i += sourceBag - 1)
    positions.push([features.property.id(0), ...ids.slice(i, i + sourceBag - 1)])
  return positions
}

type Asked = {
  readonly property: Property
  readonly index: number
  readonly places: readonly number[]
}

const asked = new Map<string, readonly Asked[]>()

/** The properties that apply to these types, and to which arguments. */
function askedOf(parameters: readonly Type[], result: Type): readonly Asked[] {
  const key = `${parameters.join('')}>${result}`
  const known = asked.get(key)
  if (known !== undefined) return known
  const made = properties.flatMap((property, index): Asked[] => {
    if (property.result !== result) return []
    if (property.of.length === 0) return [{ property, index, places: [] }]
    return parameters.flatMap((_, i) =>
      property.of.every((type, j) => parameters[i + j] === type)
        ? [{ property, index, places: property.of.map((_, j) => i + j) }]
        : [],
    )
  })
  asked.set(key, made)
  return made
}

function askAll({ signature, examples }: CodegenTask) {
  const always: number[] = []
  const sometimes: number[] = []
  const some = examples.slice(0, maxAsked)
  for (const { property, index, places } of askedOf(signature.parameters, signature.result)) {
    let yes = 0
    for (const { args, output } of some)
      if (holds(property, output, args[places[0] ?? -1], args[places[1] ?? -1])) yes++
    const which = 2 * index + ((places[0] ?? 0) > 0 ? 1 : 0)
    if (yes === some.length) always.push(features.always.id(which))
    else if (yes > 0) sometimes.push(features.sometimes.id(which))
  }
  return { always, sometimes }
}

function holds({ holds: test }: Property, output: unknown, a: unknown, b: unknown): boolean {
  try {
    return test(output as never, a as never, b as never)
  } catch (error) {
    // A huge count, say, that no text can be repeated by: then the property does not hold.
    if (error instanceof RangeError) return false
    throw error
  }
}

function wordPositions(words: readonly string[], ids: ReadonlyMap<string, number>): number[][] {
  const known = words.flatMap((word) => ids.get(word) ?? [])
  const positions: number[][] = []
  for (let i = 0; i < known.length && positions.length < maxWordPositions; i += sourceBag - 1)
    positions.push([features.wordPlace.id(0), ...known.slice(i, i + sourceBag - 1)])
  return positions
}

function literalPositions({ signature }: CodegenTask): number[][] {
  return [
    ...signature.numbers.map((number, i) => [
      features.literalNumber.id(i),
      ...numberBag(number, 0),
    ]),
    ...signature.strings.map((text, i) => [
      features.literalText.id(i),
      features.length.id(text.length),
      ...characters(text, 0),
    ]),
  ]
}

function exampleOf({ signature }: CodegenTask, { args, output }: CodegenExample, index: number) {
  const positions: number[][] = []
  const add = (kind: keyof typeof kinds, side: number, ...bag: number[]) =>
    positions.push([
      features.kindSide.id(kinds[kind] * sides + side),
      features.example.id(index),
      ...bag,
    ])
  const value = (item: unknown, side: number, row?: number): void => {
    const inRow = row === undefined ? [] : [features.row.id(row)]
    if (typeof item === 'number') add('number', side, ...inRow, ...numberBag(item, 0))
    else if (typeof item === 'boolean')
      add('truth', side, ...inRow, features.truth.id(Number(item)))
    else if (typeof item === 'string') text(item, side, inRow)
    else if (item instanceof Map) entries(item, side)
    else if (!Array.isArray(item)) add('none', side)
    else if (item.length === 0) add('empty', side, ...inRow)
    else if (typeof item[0] === 'number') numbers(item, side, row)
    else {
      const most = typeof item[0] === 'string' ? maxTexts : maxRows
      for (const [i, part] of item.slice(0, most).entries()) value(part, side, i)
      if (item.length > most) add('rest', side, features.length.id(item.length))
    }
  }
  const text = (item: string, side: number, inRow: readonly number[]): void => {
    const length = features.length.id(lengthBucket(item.length))
    if (item === '') add('empty', side, ...inRow, length)
    for (let at = 0; at < Math.min(item.length, maxCharacters); at += 4)
      add('text', side, features.place.id(at / 4), length, ...inRow, ...characters(item, at))
  }
  /** Two a position; a row's number replaces the length. */
  const numbers = (list: readonly number[], side: number, row: number | undefined): void => {
    const about =
      row === undefined ? features.length.id(lengthBucket(list.length)) : features.row.id(row)
    for (let at = 0; at < Math.min(list.length, maxItems); at += 2) {
      const second = list[at + 1]
      add(
        'list',
        side,
        features.place.id(at / 2),
        about,
        ...numberBag(list[at] ?? 0, 0),
        ...(second === undefined ? [] : numberBag(second, 1)),
      )
    }
  }
  const entries = (map: ReadonlyMap<unknown, unknown>, side: number): void => {
    if (map.size === 0) add('empty', side)
    for (const [i, [key, number]] of [...map].slice(0, maxTexts).entries())
      add(
        'rest',
        side,
        features.row.id(i),
        ...characters(String(key), 0),
        ...numberBag(Number(number), 1),
      )
  }
  for (let i = 0; i < signature.parameters.length; i++) value(args[i], i)
  value(output, sides - 1)
  return positions
}

/** Four features: which number, sign and size, and remainders. */
function numberBag(number: number, slot: 0 | 1): number[] {
  const whole = Number.isInteger(number)
  const isSmall = whole && number >= -20 && number <= 130
  const magnitude = Math.min(8, Math.ceil(Math.log10(Math.abs(number) + 1) * 2))
  const sign = number < 0 ? 0 : number > 0 ? 2 : 1
  const wrap = (by: number) => (whole ? ((number % by) + by) % by : by)
  const which = isSmall
    ? features.exact[slot].id(number + 20)
    : features.lastTwo[slot].id(Math.trunc(Math.abs(number)) % 100)
  return [
    which,
    features.size[slot].id(sign * 9 + (Number.isFinite(number) ? magnitude : 8)),
    features.mod6[slot].id(wrap(6)),
    features.mod5[slot].id(wrap(5)),
  ]
}

/** Up to four characters from `at`, each in its own slot. */
function characters(text: string, at: number): number[] {
  const ids: number[] = []
  for (const [slot, table] of features.characters.entries()) {
    const code = text.charCodeAt(at + slot)
    if (Number.isNaN(code)) break
    ids.push(table.id(code >= 32 && code < 127 ? code - 32 : code === 10 ? 95 : 96))
  }
  return ids
}

function lengthBucket(length: number): number {
  return length <= 12 ? length : Math.min(17, 12 + Math.ceil(Math.log2(length / 12)))
}

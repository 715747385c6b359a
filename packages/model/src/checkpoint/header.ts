// The JSON header of a safetensors file, read by a parser of its own: JSON.parse would keep the last of
// two equal keys, turn 2^63 into a rounded number and accept any nesting. The grammar here is the format's
// and nothing more, it never recurses, and every refusal is a SafetensorsError.
import { ZooidError } from '@zooid/base'
import { safetensorsLimits } from './limits.ts'

export type HeaderEntry = {
  readonly dtype: string
  readonly shape: readonly number[]
  /** Begin and end in the data part, bytes. */
  readonly begin: number
  readonly end: number
}

export type Header = {
  /** Maps, because a tensor may be called `__proto__`. */
  readonly entries: ReadonlyMap<string, HeaderEntry>
  readonly metadata: ReadonlyMap<string, string>
}

/** Parse header text, spaces after it included. @throws {SafetensorsError} */
export function parseHeader(text: string): Header {
  const cursor: Cursor = { text, at: 0 }
  const entries = new Map<string, HeaderEntry>()
  let metadata: ReadonlyMap<string, string> | undefined
  if (text[0] !== '{') throw refuse('header', 'the header does not begin with {')
  readObject(cursor, (key) => {
    if (key === '__metadata__') {
      if (metadata !== undefined) throw refuse('duplicate', '__metadata__ is given twice')
      metadata = readMetadata(cursor)
      return
    }
    if (entries.has(key)) throw refuse('duplicate', `tensor ${shorten(key)} is given twice`)
    if (key.length > safetensorsLimits.nameLength)
      throw refuse('name', `tensor name ${shorten(key)} is too long`)
    if (entries.size >= safetensorsLimits.tensors)
      throw refuse('too_many', `more than ${safetensorsLimits.tensors} tensors`)
    entries.set(key, readEntry(cursor, key))
  })
  if (cursor.at !== text.length) throw refuse('header', 'something follows the header')
  return { entries, metadata: metadata ?? new Map() }
}

type Cursor = { readonly text: string; at: number }

function readMetadata(cursor: Cursor): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>()
  readObject(cursor, (key) => {
    if (metadata.has(key)) throw refuse('duplicate', `metadata ${shorten(key)} is given twice`)
    metadata.set(key, readString(cursor))
  })
  return metadata
}

function readEntry(cursor: Cursor, name: string): HeaderEntry {
  let dtype: string | undefined
  let shape: readonly number[] | undefined
  let offsets: readonly number[] | undefined
  readObject(cursor, (key) => {
    if (key === 'dtype' && dtype === undefined) dtype = readString(cursor)
    else if (key === 'shape' && shape === undefined)
      shape = readNumbers(cursor, safetensorsLimits.rank)
    else if (key === 'data_offsets' && offsets === undefined) offsets = readNumbers(cursor, 2)
    else throw refuse('header', `${shorten(name)} has an unknown or repeated field ${shorten(key)}`)
  })
  const [begin, end] = offsets ?? []
  if (dtype === undefined || shape === undefined || begin === undefined || end === undefined)
    throw refuse('header', `${shorten(name)} lacks dtype, shape or two data_offsets`)
  return { dtype, shape, begin, end }
}

/** `{ "key": value, … }` with every value read by `onKey`. */
function readObject(cursor: Cursor, onKey: (key: string) => void): void {
  readItems(cursor, '{', '}', () => {
    const key = readString(cursor)
    expectChar(cursor, ':')
    onKey(key)
  })
}

function readNumbers(cursor: Cursor, most: number): readonly number[] {
  const numbers: number[] = []
  readItems(cursor, '[', ']', () => {
    if (numbers.length === most) throw refuse('shape', `a list of more than ${most} numbers`)
    numbers.push(readWhole(cursor))
  })
  return numbers
}

function readItems(cursor: Cursor, open: string, close: string, readItem: () => void): void {
  expectChar(cursor, open)
  let more = peek(cursor) !== close
  while (more) {
    readItem()
    more = peek(cursor) === ','
    if (more) expectChar(cursor, ',')
  }
  expectChar(cursor, close)
}

function readWhole(cursor: Cursor): number {
  peek(cursor)
  const digits = match(cursor, /(?:0|[1-9][0-9]*)/y)
  if (digits === null) throw refuse('header', `not a whole number at ${cursor.at}`)
  const value = Number(digits)
  if (!Number.isSafeInteger(value)) throw refuse('shape', `${shorten(digits)} is too large`)
  return value
}

/** Its end is found by hand: a regular expression may run out of stack on a megabyte. */
function readString(cursor: Cursor): string {
  const begin = cursor.at
  let at = begin + 1
  if (peek(cursor) === '"')
    while (at < cursor.text.length && cursor.text[at] !== '"')
      at += cursor.text[at] === '\\' ? 2 : 1
  const value = parseLiteral(cursor.text.slice(begin, at + 1))
  if (value === null) throw refuse('header', `not a string at ${begin}`)
  cursor.at = at + 1
  return value
}

function parseLiteral(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' && !/\p{Surrogate}/u.test(value) ? value : null
  } catch {
    return null
  }
}

function match(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)?.[0]
  if (found === undefined) return null
  cursor.at += found.length
  return found
}

/** The next character that is not white space; the cursor then stands on it. */
function peek(cursor: Cursor): string | undefined {
  while (' \t\n\r'.includes(cursor.text[cursor.at] ?? '.')) cursor.at++
  return cursor.text[cursor.at]
}

function expectChar(cursor: Cursor, char: string): void {
  if (peek(cursor) !== char) throw refuse('header', `${char} expected at ${cursor.at}`)
  cursor.at++
  peek(cursor)
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

export type SafetensorsReason =
  | 'data'
  | 'dtype'
  | 'duplicate'
  | 'header'
  | 'name'
  | 'not_finite'
  | 'offsets'
  | 'shape'
  | 'too_large'
  | 'too_many'

export function refuse(reason: SafetensorsReason, message: string): SafetensorsError {
  return new SafetensorsError(reason, message)
}

/** The bytes are no safetensors file that this house reads. */
export class SafetensorsError extends ZooidError {
  override readonly name = 'SafetensorsError'
  readonly reason: SafetensorsReason
  constructor(reason: SafetensorsReason, message: string) {
    super(`safetensors.${reason}`, message, {
      status: 422,
      hint: 'save the file again, or fetch it again from where it came',
    })
    this.reason = reason
  }
}

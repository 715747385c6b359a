// Types in text: `f32[B, T, 64]`, `(int, float)`, `list<term>`, `int -> bool`.
import { ZooidError } from '@zooid/base'
import { genomeLimits } from '../limits.ts'
import {
  type Dim,
  dimSymbol,
  fn,
  list,
  simpleTypes,
  type Type,
  tensor,
  tuple,
  types,
} from '../type.ts'
import type { Cursor } from './cursor.ts'

/** @throws {GenomeSyntaxError} */
export function parseTypeAt(cursor: Cursor, depth: number): Type {
  cursor.guard(depth)
  const at = cursor.peek().at
  const from = parseSimple(cursor, depth)
  if (!cursor.take('->')) return from
  const to = parseTypeAt(cursor, depth + 1)
  return bounded(cursor, at, () => fn(from, to))
}

function parseSimple(cursor: Cursor, depth: number): Type {
  const token = cursor.next()
  if (token.text === '(') {
    const items = [parseTypeAt(cursor, depth + 1)]
    while (cursor.take(',')) items.push(parseTypeAt(cursor, depth + 1))
    cursor.expect(')')
    const [only] = items
    if (items.length === 1 && only !== undefined) return only
    return bounded(cursor, token.at, () => tuple(...items))
  }
  if (token.text === 'list') {
    cursor.expect('<')
    const item = parseTypeAt(cursor, depth + 1)
    cursor.closeAngle()
    return bounded(cursor, token.at, () => list(item))
  }
  if (token.text === 'f32' || token.text === 'i32') {
    cursor.expect('[')
    const shape = [parseDim(cursor)]
    while (cursor.take(',')) shape.push(parseDim(cursor))
    cursor.expect(']')
    if (shape.length > genomeLimits.rank)
      throw cursor.error(token.at, `a tensor has at most ${genomeLimits.rank} axes`)
    return tensor(token.text, ...shape)
  }
  const simple = simpleTypes.find((name) => name === token.text)
  if (simple === undefined)
    throw cursor.error(token.at, `expected a type, found ${token.text.slice(0, 40)}`)
  return types[simple]
}

function parseDim(cursor: Cursor): Dim {
  const token = cursor.next()
  if (token.kind === 'word' && dimSymbol.test(token.text)) return token.text
  const size = /^\d{1,10}$/.test(token.text) ? Number(token.text) : 0
  if (size < 1 || size > genomeLimits.dim)
    throw cursor.error(
      token.at,
      `${token.text.slice(0, 40)} is not a dimension`,
      'use a number from 1, or a symbol like B',
    )
  return size
}

function bounded(cursor: Cursor, at: number, make: () => Type): Type {
  try {
    return make()
  } catch (error) {
    if (error instanceof ZooidError) throw cursor.error(at, error.message)
    throw error
  }
}

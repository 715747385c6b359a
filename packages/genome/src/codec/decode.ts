// Untrusted bytes -> expression. Only GenomeCodecError leaves this file. The format has one spelling
// per genome and every rule of it is enforced, so `encode(decode(bytes))` gives the same bytes back.
import { ZooidError } from '@zooid/base'
import * as build from '../build.ts'
import type { Attrs, AttrValue, Expr } from '../expr.ts'
import { genomeLimits } from '../limits.ts'
import type { AttrSpec } from '../op.ts'
import { opCoded } from '../table.ts'
import { dimSymbol, fn, list, simpleTypes, type Type, tuple, types } from '../type.ts'
import { compareBytes } from './encode.ts'
import { codecVersions, GenomeCodecError, magic, tags, typeTags } from './format.ts'
import { createReader, type Reader } from './reader.ts'

/** @throws {GenomeCodecError} for anything but the canonical bytes of a genome. */
export function decode(bytes: Uint8Array): Expr {
  if (bytes.length > genomeLimits.bytes)
    throw new GenomeCodecError('limit', 0, `${bytes.length} bytes, at most ${genomeLimits.bytes}`)
  const reader = createReader(bytes)
  try {
    readHeader(reader)
    const strings = readStrings(reader)
    const state: State = { reader, strings, used: new Set(), nodes: 0, bound: 0 }
    const expr = readExpr(state, 0)
    if (reader.remaining() > 0)
      throw new GenomeCodecError(
        'trailing',
        reader.offset(),
        `${reader.remaining()} bytes too many`,
      )
    if (state.used.size !== strings.length)
      throw new GenomeCodecError('unused', reader.offset(), 'the symbol table holds unused strings')
    return expr
  } catch (error) {
    if (error instanceof GenomeCodecError || !(error instanceof ZooidError)) throw error
    throw new GenomeCodecError('value', reader.offset(), error.message, error.hint)
  }
}

type State = {
  readonly reader: Reader
  readonly strings: readonly string[]
  readonly used: Set<number>
  nodes: number
  /** Variables in scope. */
  bound: number
}

function readHeader(reader: Reader): void {
  for (const byte of magic)
    if (reader.remaining() === 0 || reader.byte() !== byte)
      throw new GenomeCodecError('magic', 0, 'this is not a genome')
  const version = reader.varint()
  if (version < codecVersions.min || version > codecVersions.max)
    throw new GenomeCodecError(
      'version',
      magic.length,
      `version ${version}`,
      `this build reads versions ${codecVersions.min} to ${codecVersions.max}`,
    )
}

function readStrings(reader: Reader): string[] {
  const count = reader.count('strings', genomeLimits.strings)
  const strings: string[] = []
  // ignoreBOM keeps a leading U+FEFF, which is part of the string.
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let previous: Uint8Array | null = null
  for (let i = 0; i < count; i++) {
    const start = reader.offset()
    const bytes = reader.bytes(reader.count('string bytes', genomeLimits.stringBytes))
    if (previous !== null && compareBytes(previous, bytes) >= 0)
      throw new GenomeCodecError('order', start, 'the symbol table is not strictly ascending')
    previous = bytes
    try {
      strings.push(utf8.decode(bytes))
    } catch {
      throw new GenomeCodecError('string', start, 'the string is not UTF-8')
    }
  }
  return strings
}

function readExpr(state: State, depth: number): Expr {
  const { reader } = state
  const start = reader.offset()
  if (depth > genomeLimits.depth)
    throw new GenomeCodecError('depth', start, `nested deeper than ${genomeLimits.depth}`)
  if (++state.nodes > genomeLimits.nodes)
    throw new GenomeCodecError('limit', start, `more than ${genomeLimits.nodes} nodes`)
  if (state.bound > genomeLimits.bindings)
    throw new GenomeCodecError(
      'limit',
      start,
      `more than ${genomeLimits.bindings} variables in scope`,
    )
  const next = () => readExpr(state, depth + 1)
  const tag = reader.byte()
  switch (tag) {
    case tags.unit:
      return build.unit
    case tags.false:
    case tags.true:
      return build.bool(tag === tags.true)
    case tags.natural:
      return build.int(reader.varint())
    case tags.negative:
      return build.int(-1 - reader.varint())
    case tags.float:
      return build.float(reader.double())
    case tags.str:
      return build.str(readString(state))
    case tags.var: {
      const index = reader.varint()
      if (index >= state.bound)
        throw new GenomeCodecError('value', start, `variable ${index} is not bound`)
      return build.variable(index)
    }
    case tags.op:
      return readOp(state, depth)
    case tags.seq: {
      const stages = readMany(state, 2, next)
      if (stages.some((stage) => stage.kind === 'seq'))
        throw new GenomeCodecError('order', start, 'a sequence inside a sequence')
      return build.seq(...stages)
    }
    case tags.par:
      return build.par(...readMany(state, 2, next))
    case tags.residual:
      return build.residual(next())
    case tags.repeat:
      return build.repeat(reader.varint(), next())
    case tags.let:
      return readLet(state, next, start)
    case tags.lam: {
      const param = readType(state, 0)
      state.bound++
      const body = next()
      state.bound--
      return build.lam(param, body)
    }
    case tags.call:
      return build.call(next(), next())
    default:
      throw new GenomeCodecError('tag', start, `unknown tag ${tag}`)
  }
}

function readLet(state: State, next: () => Expr, start: number): Expr {
  const before = state.bound
  const values = readMany(state, 1, () => {
    const value = next()
    state.bound++
    return value
  })
  const body = next()
  state.bound = before
  if (body.kind === 'let') throw new GenomeCodecError('order', start, 'a let as the body of a let')
  return build.bind(values, body)
}

function readMany(state: State, min: number, next: () => Expr): Expr[] {
  const start = state.reader.offset()
  const count = state.reader.count('parts', genomeLimits.nodes)
  if (count < min) throw new GenomeCodecError('value', start, `${count} parts, at least ${min}`)
  return Array.from({ length: count }, next)
}

function readOp(state: State, depth: number): Expr {
  const { reader } = state
  const def = opCoded(reader.varint())
  const attrs: { [name: string]: AttrValue } = {}
  const count = reader.count('attributes', def.attrs.length)
  let previous = -1
  for (let i = 0; i < count; i++) {
    const start = reader.offset()
    const id = reader.varint()
    const spec = def.attrs.find((candidate) => candidate.id === id)
    if (spec === undefined)
      throw new GenomeCodecError('value', start, `${def.name} has no attribute ${id}`)
    if (id <= previous) throw new GenomeCodecError('order', start, 'attributes are not ascending')
    previous = id
    attrs[spec.name] = readAttr(state, spec)
  }
  const args = readMany(state, 0, () => readExpr(state, depth + 1))
  return build.op(def.name, attrs satisfies Attrs, ...args)
}

function readAttr(state: State, spec: AttrSpec): AttrValue {
  const { reader } = state
  const start = reader.offset()
  const value = readAttrValue(state, spec.type)
  if (value === spec.default || Object.is(value, -0))
    throw new GenomeCodecError('order', start, `${spec.name} spells out its default`)
  return value
}

function readAttrValue(state: State, type: AttrSpec['type']): AttrValue {
  const { reader } = state
  const start = reader.offset()
  if (type === 'sym') return readString(state)
  if (type === 'float') return reader.double()
  if (type === 'int') {
    const coded = reader.varint()
    return coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2
  }
  const flag = reader.byte()
  if (flag > 1) throw new GenomeCodecError('value', start, `${flag} is not a boolean`)
  return flag === 1
}

function readString(state: State): string {
  const start = state.reader.offset()
  const index = state.reader.varint()
  const text = state.strings[index]
  if (text === undefined) throw new GenomeCodecError('value', start, `there is no string ${index}`)
  state.used.add(index)
  return text
}

function readType(state: State, depth: number): Type {
  const { reader } = state
  const start = reader.offset()
  if (depth > genomeLimits.depth)
    throw new GenomeCodecError('depth', start, `a type nested deeper than ${genomeLimits.depth}`)
  const tag = reader.byte()
  const simple = simpleTypes[tag - typeTags.simple]
  if (simple !== undefined) return types[simple]
  switch (tag) {
    case typeTags.f32:
    case typeTags.i32: {
      const rank = reader.count('axes', genomeLimits.rank)
      if (rank === 0) throw new GenomeCodecError('value', start, 'a tensor without axes')
      const shape = Array.from({ length: rank }, () => readDim(state))
      return { kind: 'tensor', dtype: tag === typeTags.f32 ? 'f32' : 'i32', shape }
    }
    case typeTags.tuple: {
      const count = reader.count('tuple parts', genomeLimits.typeSize)
      if (count < 2) throw new GenomeCodecError('value', start, 'a tuple of fewer than two')
      return tuple(...Array.from({ length: count }, () => readType(state, depth + 1)))
    }
    case typeTags.list:
      return list(readType(state, depth + 1))
    case typeTags.fn:
      return fn(readType(state, depth + 1), readType(state, depth + 1))
    default:
      throw new GenomeCodecError('tag', start, `unknown type ${tag}`)
  }
}

function readDim(state: State): number | string {
  const start = state.reader.offset()
  const coded = state.reader.varint()
  if (coded % 2 === 0) {
    if (coded === 0 || coded / 2 > genomeLimits.dim)
      throw new GenomeCodecError('value', start, `${coded / 2} is not a dimension`)
    return coded / 2
  }
  const text = state.strings[(coded - 1) / 2]
  if (text === undefined || !dimSymbol.test(text))
    throw new GenomeCodecError('value', start, 'the dimension is not a symbol like B or T')
  state.used.add((coded - 1) / 2)
  return text
}

// Expression -> canonical bytes. The expression comes from the builders, so what is checked here is only
// what they cannot see: total size and depth.
import { bindersAbove, children, type Expr } from '../expr.ts'
import { genomeLimits } from '../limits.ts'
import { opNamed } from '../table.ts'
import { simpleTypes, type Type } from '../type.ts'
import { codecVersion, GenomeCodecError, magic, tags, typeTags } from './format.ts'
import { createWriter, type Writer } from './writer.ts'

/** Canonical bytes of an expression. @throws {GenomeCodecError} when no decoder would accept it. */
export function encode(expr: Expr): Uint8Array {
  const strings = new Set<string>()
  let nodes = 0
  const collect = (at: Expr, depth: number, bound: number): void => {
    if (depth > genomeLimits.depth || ++nodes > genomeLimits.nodes)
      throw new GenomeCodecError('depth', 0, 'the expression is too deep or too large to encode')
    if (at.kind === 'str') strings.add(at.value)
    if (at.kind === 'op')
      for (const spec of opNamed(at.op).attrs) {
        const value = at.attrs[spec.name]
        if (typeof value === 'string' && value !== spec.default) strings.add(value)
      }
    if (at.kind === 'lam') collectType(at.param, strings)
    if (at.kind === 'var' && at.index >= bound)
      throw new GenomeCodecError('value', 0, `variable ${at.index} is not bound`)
    if (bound > genomeLimits.bindings)
      throw new GenomeCodecError(
        'limit',
        0,
        `more than ${genomeLimits.bindings} variables in scope`,
      )
    for (const [i, child] of children(at).entries())
      collect(child, depth + 1, bound + bindersAbove(at, i))
  }
  collect(expr, 0, 0)
  const table = [...strings]
    .map((text) => ({ text, bytes: new TextEncoder().encode(text) }))
    .sort((a, b) => compareBytes(a.bytes, b.bytes))
  const out = createWriter()
  for (const byte of magic) out.byte(byte)
  out.varint(codecVersion)
  out.varint(table.length)
  for (const { bytes } of table) {
    out.varint(bytes.length)
    out.bytes(bytes)
  }
  const index = new Map(table.map(({ text }, i) => [text, i]))
  writeExpr(out, expr, (text) => index.get(text) ?? 0)
  const bytes = out.finish()
  if (bytes.length > genomeLimits.bytes || table.length > genomeLimits.strings)
    throw new GenomeCodecError('limit', 0, `${bytes.length} bytes is too large to encode`)
  return bytes
}

/** Order of byte strings: by the first difference, then by length. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

type Index = (text: string) => number

function writeExpr(out: Writer, expr: Expr, index: Index): void {
  switch (expr.kind) {
    case 'unit':
      out.byte(tags.unit)
      return
    case 'bool':
      out.byte(expr.value ? tags.true : tags.false)
      return
    case 'int':
      out.byte(expr.value < 0 ? tags.negative : tags.natural)
      out.varint(expr.value < 0 ? -1 - expr.value : expr.value)
      return
    case 'float':
      out.byte(tags.float)
      out.double(expr.value)
      return
    case 'str':
      out.byte(tags.str)
      out.varint(index(expr.value))
      return
    case 'var':
      out.byte(tags.var)
      out.varint(expr.index)
      return
    case 'op':
      writeOp(out, expr, index)
      return
    case 'repeat':
      out.byte(tags.repeat)
      out.varint(expr.count)
      writeExpr(out, expr.body, index)
      return
    case 'lam':
      out.byte(tags.lam)
      writeType(out, expr.param, index)
      writeExpr(out, expr.body, index)
      return
    case 'seq':
      out.byte(tags.seq)
      writeAll(out, expr.stages, index)
      return
    case 'par':
      out.byte(tags.par)
      writeAll(out, expr.branches, index)
      return
    case 'let':
      out.byte(tags.let)
      writeAll(out, expr.values, index)
      writeExpr(out, expr.body, index)
      return
    case 'residual':
    case 'call':
      out.byte(tags[expr.kind])
      for (const child of children(expr)) writeExpr(out, child, index)
  }
}

function writeOp(out: Writer, expr: Extract<Expr, { kind: 'op' }>, index: Index): void {
  const def = opNamed(expr.op)
  out.byte(tags.op)
  out.varint(def.code)
  const written = def.attrs
    .filter((spec) => expr.attrs[spec.name] !== spec.default)
    .sort((a, b) => a.id - b.id)
  out.varint(written.length)
  for (const spec of written) {
    const value = expr.attrs[spec.name]
    out.varint(spec.id)
    if (typeof value === 'boolean') out.byte(value ? 1 : 0)
    else if (typeof value === 'string') out.varint(index(value))
    else if (spec.type === 'float') out.double(value ?? 0)
    else out.varint(zigzag(value ?? 0))
  }
  writeAll(out, expr.args, index)
}

function writeAll(out: Writer, exprs: readonly Expr[], index: Index): void {
  out.varint(exprs.length)
  for (const expr of exprs) writeExpr(out, expr, index)
}

function writeType(out: Writer, type: Type, index: Index): void {
  if (type.kind === 'tensor') {
    out.byte(typeTags[type.dtype])
    out.varint(type.shape.length)
    // Low bit tells a symbol from a size.
    for (const dim of type.shape) out.varint(typeof dim === 'string' ? index(dim) * 2 + 1 : dim * 2)
  } else if (type.kind === 'tuple') {
    out.byte(typeTags.tuple)
    out.varint(type.items.length)
    for (const item of type.items) writeType(out, item, index)
  } else if (type.kind === 'list') {
    out.byte(typeTags.list)
    writeType(out, type.item, index)
  } else if (type.kind === 'fn') {
    out.byte(typeTags.fn)
    writeType(out, type.from, index)
    writeType(out, type.to, index)
  } else {
    const names: readonly string[] = simpleTypes
    out.byte(typeTags.simple + names.indexOf(type.kind))
  }
}

/** `lam` has checked the type, its depth included. */
function collectType(type: Type, strings: Set<string>): void {
  if (type.kind === 'tensor') {
    for (const dim of type.shape) if (typeof dim === 'string') strings.add(dim)
  } else if (type.kind === 'tuple') for (const item of type.items) collectType(item, strings)
  else if (type.kind === 'list') collectType(type.item, strings)
  else if (type.kind === 'fn') {
    collectType(type.from, strings)
    collectType(type.to, strings)
  }
}

/** 0, -1, 1, -2 .. -> 0, 1, 2, 3 ..; attribute ints stay below 2^31. */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

// Builders: the only way expressions are made, here, in the parser and in the decoder. They complete and
// check attributes and flatten what is associative, so equal programs are equal data with equal hashes.
import { ZooidError } from '@zooid/base'
import type { Attrs, AttrValue, Expr } from './expr.ts'
import { genomeLimits } from './limits.ts'
import type { AttrSpec, OpDef } from './op.ts'
import { opNamed, symPattern } from './table.ts'
import { dimSymbol, type Type } from './type.ts'

export const unit: Expr = { kind: 'unit' }

export function bool(value: boolean): Expr {
  return { kind: 'bool', value }
}

/** @throws {GenomeBuildError} unless `value` is an exact whole number. */
export function int(value: number): Expr {
  if (!Number.isSafeInteger(value)) throw new GenomeBuildError(`${value} is not an exact integer`)
  return { kind: 'int', value: value + 0 }
}

/** @throws {GenomeBuildError} for NaN and infinities: they have no canonical meaning. */
export function float(value: number): Expr {
  if (!Number.isFinite(value)) throw new GenomeBuildError(`${value} is not a finite number`)
  return { kind: 'float', value }
}

/** @throws {GenomeBuildError} for text that UTF-8 cannot hold, or too long. */
export function str(value: string): Expr {
  if (/\p{Surrogate}/u.test(value)) throw new GenomeBuildError('the string has a lone surrogate')
  if (Buffer.byteLength(value) > genomeLimits.stringBytes)
    throw new GenomeBuildError(`the string is longer than ${genomeLimits.stringBytes} bytes`)
  return { kind: 'str', value }
}

/** De Bruijn variable: 0 is the innermost binding. */
export function variable(index: number): Expr {
  if (!Number.isInteger(index) || index < 0 || index >= genomeLimits.nodes)
    throw new GenomeBuildError(`${index} is not a variable index`)
  return { kind: 'var', index }
}

/** @throws {UnknownOpError | GenomeBuildError} on an unknown op, bad attribute or argument count. */
export function op(name: string, attrs: Attrs = {}, ...args: readonly Expr[]): Expr {
  const def = opNamed(name)
  const tooFew = args.length < def.minArgs && args.length > 0
  if (tooFew || args.length > def.maxArgs)
    throw new GenomeBuildError(
      `${name} takes ${arityText(def)} arguments or none, got ${args.length}`,
    )
  return { kind: 'op', op: name, attrs: completeAttrs(def, attrs), args }
}

/** `a >> b`. One stage is itself. */
export function seq(...stages: readonly Expr[]): Expr {
  const flat = stages.flatMap((stage) => (stage.kind === 'seq' ? stage.stages : [stage]))
  const [only] = flat
  if (only === undefined) throw new GenomeBuildError('a sequence needs a stage')
  return flat.length === 1 ? only : { kind: 'seq', stages: flat }
}

/** `a | b`. One branch is itself; nesting is kept because it shows in the result. */
export function par(...branches: readonly Expr[]): Expr {
  const [only] = branches
  if (only === undefined) throw new GenomeBuildError('a tuple needs a part')
  return branches.length === 1 ? only : { kind: 'par', branches }
}

export function residual(body: Expr): Expr {
  return { kind: 'residual', body }
}

/** Zero turns are the identity: a place where layers may grow. @throws {GenomeBuildError} */
export function repeat(count: number, body: Expr): Expr {
  if (!Number.isInteger(count) || count < 0 || count > genomeLimits.repeat)
    throw new GenomeBuildError(`repeat takes 0 to ${genomeLimits.repeat} turns, got ${count}`)
  return { kind: 'repeat', count, body }
}

/** Values see the ones before them. */
export function bind(values: readonly Expr[], body: Expr): Expr {
  if (values.length === 0) return body
  if (body.kind === 'let')
    return { kind: 'let', values: [...values, ...body.values], body: body.body }
  return { kind: 'let', values, body }
}

/** @throws {GenomeBuildError} when the parameter's type cannot be written down. */
export function lam(param: Type, body: Expr): Expr {
  checkType(param, 0)
  return { kind: 'lam', param, body }
}

export function call(fn: Expr, arg: Expr): Expr {
  return { kind: 'call', fn, arg }
}

/** Check attributes against the table and fill in defaults, in table order. */
export function completeAttrs(def: OpDef, given: Attrs): Attrs {
  const complete: { [name: string]: AttrValue } = {}
  for (const spec of def.attrs) {
    const value = Object.hasOwn(given, spec.name) ? given[spec.name] : spec.default
    if (value === undefined)
      throw new GenomeBuildError(`${def.name} needs the attribute ${spec.name}`)
    if (value !== spec.default) checkAttr(def, spec, value)
    // One zero: -0 would be a second spelling of the same attribute.
    complete[spec.name] = typeof value === 'number' ? value + 0 : value
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(complete, name))
      throw new GenomeBuildError(
        `${def.name} has no attribute ${name.slice(0, 40)}`,
        `it has ${def.attrs.map((spec) => spec.name).join(', ') || 'none'}`,
      )
  return complete
}

function checkAttr(def: OpDef, spec: AttrSpec, value: AttrValue): void {
  const refuse = (want: string): never => {
    throw new GenomeBuildError(
      `${def.name}[${spec.name}] must be ${want}, got ${String(value).slice(0, 40)}`,
    )
  }
  if (spec.type === 'bool' && typeof value !== 'boolean') refuse('true or false')
  if (spec.type === 'sym' && !(typeof value === 'string' && symPattern.test(value)))
    refuse('a name like tokens or layer_2')
  if (spec.type !== 'int' && spec.type !== 'float') return
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    refuse('a finite number')
    return
  }
  if (spec.type === 'int' && !Number.isInteger(value)) refuse('a whole number')
  const min = spec.min ?? (spec.type === 'int' ? 0 : Number.NEGATIVE_INFINITY)
  const max = spec.max ?? (spec.type === 'int' ? genomeLimits.dim : Number.POSITIVE_INFINITY)
  if (value < min || value > max) refuse(`between ${min} and ${max}`)
}

function checkType(type: Type, depth: number): void {
  if (depth > genomeLimits.depth || type.kind === 'never')
    throw new GenomeBuildError('the parameter type is too deep or has no name')
  if (type.kind === 'tensor') {
    const { rank, dim: most } = genomeLimits
    if (type.shape.length < 1 || type.shape.length > rank)
      throw new GenomeBuildError(`a tensor has 1 to ${rank} axes, not ${type.shape.length}`)
    for (const dim of type.shape)
      if (
        typeof dim === 'string'
          ? !dimSymbol.test(dim)
          : !(Number.isInteger(dim) && dim >= 1 && dim <= most)
      )
        throw new GenomeBuildError(`${String(dim).slice(0, 40)} is not a dimension`)
  } else if (type.kind === 'tuple') {
    if (type.items.length < 2) throw new GenomeBuildError('a tuple has two or more parts')
    for (const item of type.items) checkType(item, depth + 1)
  } else if (type.kind === 'list') checkType(type.item, depth + 1)
  else if (type.kind === 'fn') {
    checkType(type.from, depth + 1)
    checkType(type.to, depth + 1)
  }
}

export function arityText(def: OpDef): string {
  return def.minArgs === def.maxArgs ? `${def.minArgs}` : `${def.minArgs} to ${def.maxArgs}`
}

/** An expression could not be built: the message names the offending value. */
export class GenomeBuildError extends ZooidError {
  override readonly name = 'GenomeBuildError'
  constructor(message: string, hint?: string) {
    super('genome.invalid', message, { status: 422, ...(hint ? { hint } : {}) })
  }
}

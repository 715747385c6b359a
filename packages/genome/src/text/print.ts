// Expression -> canonical text. Variables are named by how many bindings enclose them (v0, v1 ..), and
// attributes at their default are left out, so `parse(print(e))` is `e` and equal programs print equally.
import { ZooidError } from '@zooid/base'
import type { Expr } from '../expr.ts'
import { genomeLimits } from '../limits.ts'
import { opNamed } from '../table.ts'
import { printType } from '../type.ts'
import { printNumber } from '../vm/print-value.ts'

/** @throws {GenomePrintError} for a variable nothing binds, or nesting past the limit. */
export function print(expr: Expr): string {
  return printAt(expr, 0, 0, loose)
}

/** What may stand unbracketed: anything, a side of `|`, or a stage of `>>`. */
type Level = 0 | 1 | 2
const loose: Level = 0
const side: Level = 1
const tight: Level = 2

function printAt(expr: Expr, bound: number, depth: number, level: Level): string {
  if (depth > genomeLimits.depth) throw new GenomePrintError('the expression is too deep to print')
  const inner = (child: Expr, at: Level = loose, more = 0) =>
    printAt(child, bound + more, depth + 1, at)
  const bracketed = (text: string, fits: boolean) => (fits ? text : `(${text})`)
  switch (expr.kind) {
    case 'unit':
      return 'unit'
    case 'bool':
    case 'int':
      return String(expr.value)
    case 'float':
      return printNumber(expr.value)
    case 'str':
      return JSON.stringify(expr.value)
    case 'var':
      if (expr.index >= bound) throw new GenomePrintError(`variable ${expr.index} is not bound`)
      return `v${bound - 1 - expr.index}`
    case 'op':
      return `${expr.op}${printAttrs(expr)}${
        expr.args.length === 0 ? '' : `(${expr.args.map((arg) => inner(arg)).join(', ')})`
      }`
    case 'seq':
      return bracketed(expr.stages.map((stage) => inner(stage, tight)).join(' >> '), level < tight)
    case 'par':
      return bracketed(expr.branches.map((branch) => inner(branch, side)).join(' | '), level < side)
    case 'residual':
      return `residual(${inner(expr.body)})`
    case 'repeat':
      return `repeat(${expr.count}, ${inner(expr.body)})`
    case 'call':
      return `call(${inner(expr.fn)}, ${inner(expr.arg)})`
    case 'lam':
      return bracketed(
        `fn (v${bound}: ${printType(expr.param)}) => ${inner(expr.body, loose, 1)}`,
        level === loose,
      )
    case 'let': {
      const values = expr.values.map((value, i) => `v${bound + i} = ${inner(value, loose, i)}`)
      const body = inner(expr.body, loose, expr.values.length)
      return bracketed(`let ${values.join(', ')} in ${body}`, level === loose)
    }
  }
}

function printAttrs(expr: Extract<Expr, { kind: 'op' }>): string {
  const shown = opNamed(expr.op).attrs.flatMap((spec) => {
    const value = expr.attrs[spec.name]
    if (value === undefined || value === spec.default) return []
    const text = spec.type === 'float' && typeof value === 'number' ? printNumber(value) : value
    return [`${spec.name}=${text}`]
  })
  return shown.length === 0 ? '' : `[${shown.join(', ')}]`
}

/** The expression has no text form. */
export class GenomePrintError extends ZooidError {
  override readonly name = 'GenomePrintError'
  constructor(message: string) {
    super('genome.print', message, { status: 422 })
  }
}

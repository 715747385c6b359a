// Type and shape inference. Walks an expression once with the pipeline type and the types of the bound
// variables; any refusal is turned into one error that carries the path of the sub-expression, its text
// and what was wrong. `onNode` lets callers see every node's typing (cost, parameters, evolution).
import { ZooidError } from '@zooid/base'
import { children, type Expr } from './expr.ts'
import { genomeLimits } from './limits.ts'
import { enter, lookUp, type Scope } from './scope.ts'
import { opNamed } from './table.ts'
import {
  type Bindings,
  bindType,
  fn,
  GenomeMismatch,
  matchType,
  printType,
  sameType,
  type Type,
  tuple,
  types,
} from './type.ts'

export type Path = readonly number[]
export type Typing = {
  readonly path: Path
  readonly expr: Expr
  readonly input: Type
  readonly output: Type
  readonly env: Scope<Type>
  /** For an op: its argument types, wherever they came from. */
  readonly args: readonly Type[]
}
export type InferOptions = {
  /** Type of the pipeline value. @default unit */
  readonly input?: Type
  readonly onNode?: (typing: Typing) => void
}

/** Result type of an expression. @throws {GenomeTypeError} that points at the sub-expression. */
export function infer(expr: Expr, options: InferOptions = {}): Type {
  let nodes = 0
  const visit = (at: Expr, path: Path, input: Type, env: Scope<Type>): Type => {
    if (path.length > genomeLimits.depth || ++nodes > genomeLimits.nodes)
      throw new GenomeTypeError(path, at, 'the expression is too deep or too large')
    try {
      const { output, args } = typeNode(at, path, input, env, visit)
      options.onNode?.({ path, expr: at, input, output, env, args })
      return output
    } catch (error) {
      if (error instanceof GenomeTypeError || !(error instanceof ZooidError)) throw error
      throw new GenomeTypeError(path, at, error.message, error.hint)
    }
  }
  return visit(expr, [], options.input ?? types.unit, null)
}

/** Input and output type of a genome, which is a function. @throws {GenomeTypeError} */
export function inferGenome(
  expr: Expr,
  onNode?: (typing: Typing) => void,
): { from: Type; to: Type } {
  const type = infer(expr, onNode ? { onNode } : {})
  if (type.kind !== 'fn')
    throw new GenomeTypeError([], expr, `a genome is a function, this is ${printType(type)}`)
  return type
}

type Visit = (expr: Expr, path: Path, input: Type, env: Scope<Type>) => Type
type Typed = { readonly output: Type; readonly args: readonly Type[] }

function typeNode(expr: Expr, path: Path, input: Type, env: Scope<Type>, visit: Visit): Typed {
  const plain = (output: Type): Typed => ({ output, args: [] })
  switch (expr.kind) {
    case 'var': {
      const type = lookUp(env, expr.index)
      if (type === null) throw new GenomeMismatch(`variable ${expr.index} is not bound`)
      return plain(type)
    }
    case 'op': {
      const def = opNamed(expr.op)
      const given = expr.args.map((arg, i) => visit(arg, [...path, i], input, env))
      const args = given.length > 0 ? given : pipelineArgs(expr.op, input)
      return { output: def.type(args, expr.attrs), args }
    }
    case 'seq':
      return plain(
        expr.stages.reduce((type, stage, i) => visit(stage, [...path, i], type, env), input),
      )
    case 'par':
      return plain(tuple(...expr.branches.map((side, i) => visit(side, [...path, i], input, env))))
    case 'residual': {
      const inner = visit(expr.body, [...path, 0], input, env)
      keeps('residual', input, inner)
      if (inner.kind !== 'float' && inner.kind !== 'int' && inner.kind !== 'tensor')
        throw new GenomeMismatch(`residual adds numbers, not ${printType(inner)}`)
      return plain(inner)
    }
    case 'repeat': {
      const inner = visit(expr.body, [...path, 0], input, env)
      keeps('repeat', input, inner)
      return plain(inner)
    }
    case 'let': {
      let inner = env
      for (const [i, value] of expr.values.entries())
        inner = enter(inner, visit(value, [...path, i], input, inner))
      return plain(visit(expr.body, [...path, expr.values.length], input, inner))
    }
    case 'lam': {
      const inner = enter(env, expr.param)
      return plain(fn(expr.param, visit(expr.body, [...path, 0], expr.param, inner)))
    }
    case 'call':
      return plain(typeCall(expr, path, input, env, visit))
    default:
      return plain(types[expr.kind])
  }
}

/** What an op without written arguments takes from the pipeline. @throws {GenomeMismatch} */
function pipelineArgs(name: string, input: Type): readonly Type[] {
  const def = opNamed(name)
  if (def.minArgs === 0) return []
  if (def.maxArgs === 1) return [input]
  if (
    input.kind !== 'tuple' ||
    input.items.length < def.minArgs ||
    input.items.length > def.maxArgs
  )
    throw new GenomeMismatch(
      `${name} takes ${def.minArgs} values, the pipeline holds ${printType(input)}`,
      'write the arguments in parentheses, or feed it a tuple with |',
    )
  return input.items
}

function typeCall(
  expr: Extract<Expr, { kind: 'call' }>,
  path: Path,
  input: Type,
  env: Scope<Type>,
  visit: Visit,
): Type {
  const actual = visit(expr.arg, [...path, 1], input, env)
  const f = visit(expr.fn, [...path, 0], input, env)
  if (f.kind !== 'fn') throw new GenomeMismatch(`cannot call ${printType(f)}`)
  const bindings: Bindings = new Map()
  if (!matchType(f.from, actual, bindings))
    throw new GenomeMismatch(`argument is ${printType(actual)}, expected ${printType(f.from)}`)
  return bindType(f.to, bindings)
}

function keeps(form: string, input: Type, output: Type): void {
  if (!sameType(input, output))
    throw new GenomeMismatch(
      `${form} must keep the type: ${printType(input)} becomes ${printType(output)}`,
    )
}

/** The sub-expression at a path, or null when the path leads nowhere. */
export function at(expr: Expr, path: Path): Expr | null {
  let found: Expr | undefined = expr
  for (const step of path) found = found && children(found)[step]
  return found ?? null
}

/** One line about an expression for error messages: bounded however large it is. */
export function sketch(expr: Expr): string {
  const head = expr.kind === 'op' ? expr.op : expr.kind
  const attrs =
    expr.kind === 'op'
      ? Object.entries(expr.attrs)
          .map(([name, value]) => `${name}=${value}`)
          .join(', ')
      : ''
  const size = children(expr).length
  const tail = size === 0 ? '' : expr.kind === 'op' ? `(${size} args)` : ` of ${size}`
  return `${head}${attrs && `[${attrs}]`}${tail}`.slice(0, 120)
}

/** Types do not fit; `path` holds child positions from the root and `at` names the place. */
export class GenomeTypeError extends ZooidError {
  override readonly name = 'GenomeTypeError'
  readonly path: Path
  readonly reason: string
  constructor(path: Path, expr: Expr, reason: string, hint?: string) {
    super('genome.type', `at /${path.join('/')}, ${sketch(expr)}: ${reason}`, {
      status: 422,
      ...(hint ? { hint } : {}),
    })
    this.path = path
    this.reason = reason
  }
}

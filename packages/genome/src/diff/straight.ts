// Expression -> straight-line program: pipelines, tuples, lets, repeats and calls are run symbolically
// until only ops on numbered values are left. This is the form differentiation works on. What has no
// straight-line form (branches, iteration over functions) is refused with a typed error. `lower` uses the
// same form for networks, which is why a step knows the place it comes from.
import { ZooidError } from '@zooid/base'
import type { Attrs, Expr } from '../expr.ts'
import type { Path } from '../infer.ts'
import { genomeLimits } from '../limits.ts'
import { type Family, intOf, type Ref } from '../op.ts'
import { enter, lookUp, type Scope } from '../scope.ts'
import { opNamed } from '../table.ts'
import type { Type } from '../type.ts'

export type Step =
  /** A part of the parameter, by tuple positions from the outside in. */
  | { readonly kind: 'input'; readonly path: readonly number[]; readonly type: Type }
  | { readonly kind: 'literal'; readonly expr: Expr }
  | {
      readonly kind: 'op'
      readonly op: string
      readonly attrs: Attrs
      readonly args: readonly Ref[]
      readonly place: Place
    }

/** Where in the expression a step comes from: child positions, and the turn of each repeat around. */
export type Place = { readonly path: Path; readonly turns: readonly number[] }
export const noPlace: Place = { path: [], turns: [] }

/** A numbered value, a tuple of them, or a function still to be called. */
export type Shape =
  | Ref
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] }
  | { readonly kind: 'fn'; readonly body: Expr; readonly env: Scope<Shape>; readonly place: Place }

export type Straight = {
  readonly families: ReadonlySet<Family>
  readonly steps: Step[]
  readonly push: (step: Step) => Ref
  /** Pay for one node: nested repeats of a body without ops would otherwise cost nothing. */
  readonly visit: () => void
}

/** An empty program that takes ops of these families. */
export function createStraight(...families: Family[]): Straight {
  const steps: Step[] = []
  let visited = 0
  return {
    families: new Set(families),
    steps,
    visit: () => {
      if (++visited > genomeLimits.instructions * 20)
        throw new GenomeDiffError('the program repeats too often to be written out')
    },
    push: (step) => {
      if (steps.length >= genomeLimits.instructions)
        throw new GenomeDiffError(`the program has more than ${genomeLimits.instructions} steps`)
      return steps.push(step) - 1
    },
  }
}

/** Number every part of a parameter of this type. */
export function inputShape(straight: Straight, type: Type, path: readonly number[] = []): Shape {
  if (type.kind === 'tuple')
    return {
      kind: 'tuple',
      items: type.items.map((item, i) => inputShape(straight, item, [...path, i])),
    }
  return straight.push({ kind: 'input', path, type })
}

/** Append the steps of `expr` and give where its result is. @throws {GenomeDiffError} */
export function straighten(
  straight: Straight,
  expr: Expr,
  input: Shape,
  env: Scope<Shape>,
  place: Place,
  depth = 0,
): Shape {
  if (depth > genomeLimits.depth * 2) throw new GenomeDiffError('calls are nested too deeply')
  straight.visit()
  const inner = (at: number, child: Expr, it: Shape, scope = env, turns = place.turns) =>
    straighten(straight, child, it, scope, { path: [...place.path, at], turns }, depth + 1)
  switch (expr.kind) {
    case 'var':
      return lookUp(env, expr.index) ?? refuse('a variable nothing binds')
    case 'op':
      return straightenOp(straight, expr, input, place, (arg, i) => inner(i, arg, input))
    case 'seq':
      return expr.stages.reduce((value, stage, i) => inner(i, stage, value), input)
    case 'par':
      return { kind: 'tuple', items: expr.branches.map((side, i) => inner(i, side, input)) }
    case 'residual': {
      const args = [ref(input), ref(inner(0, expr.body, input))]
      return straight.push({ kind: 'op', op: 'add', attrs: {}, args, place })
    }
    case 'repeat': {
      let value = input
      for (let turn = 0; turn < expr.count; turn++)
        value = inner(0, expr.body, value, env, [...place.turns, turn])
      return value
    }
    case 'let': {
      let scope = env
      for (const [i, value] of expr.values.entries())
        scope = enter(scope, inner(i, value, input, scope))
      return inner(expr.values.length, expr.body, input, scope)
    }
    case 'lam':
      return { kind: 'fn', body: expr.body, env, place: { ...place, path: [...place.path, 0] } }
    case 'call': {
      const f = inner(0, expr.fn, input)
      const arg = inner(1, expr.arg, input)
      if (typeof f === 'number' || f.kind !== 'fn') return refuse('a call of what is no function')
      return straighten(straight, f.body, arg, enter(f.env, arg), f.place, depth + 1)
    }
    default:
      return straight.push({ kind: 'literal', expr })
  }
}

export function ref(shape: Shape): Ref {
  return typeof shape === 'number' ? shape : refuse(`a ${shape.kind} as a number`)
}

function straightenOp(
  straight: Straight,
  expr: Extract<Expr, { kind: 'op' }>,
  input: Shape,
  place: Place,
  inner: (arg: Expr, at: number) => Shape,
): Shape {
  const def = opNamed(expr.op)
  const given = expr.args.map(inner)
  const args = given.length > 0 || def.minArgs === 0 ? given : taken(def.maxArgs, input)
  const [first] = args
  if ((expr.op === 'it' || expr.op === 'scope') && first !== undefined) return first
  if (expr.op === 'pick' && first !== undefined) {
    const item =
      typeof first !== 'number' && first.kind === 'tuple'
        ? first.items[intOf(expr.attrs, 'index')]
        : undefined
    return item ?? refuse('pick from what is no tuple')
  }
  if (!straight.families.has(def.family)) refuse(expr.op)
  return straight.push({ kind: 'op', op: expr.op, attrs: expr.attrs, args: args.map(ref), place })
}

function taken(maxArgs: number, input: Shape): readonly Shape[] {
  if (maxArgs === 1) return [input]
  return typeof input !== 'number' && input.kind === 'tuple'
    ? input.items
    : refuse('a missing tuple')
}

function refuse(what: string): never {
  throw new GenomeDiffError(
    `${what} cannot be written as a straight line of ops, so it has no gradient`,
    'use math ops, pipelines, lets, repeats and calls; where instead of cond',
  )
}

/** There is no gradient of this program. */
export class GenomeDiffError extends ZooidError {
  override readonly name = 'GenomeDiffError'
  constructor(message: string, hint?: string) {
    super('genome.not_differentiable', message, { status: 422, ...(hint ? { hint } : {}) })
  }
}

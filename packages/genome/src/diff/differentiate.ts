// Reverse-mode differentiation, source to source: a function from numbers to one float becomes a genome
// that gives the value and the gradient. The forward steps keep their names (they are the primals), the
// adjoint of every step is emitted by its op's own rule in reverse order, and what nothing needs is left
// out. The result is an ordinary program: it type-checks, encodes, runs and can be differentiated again.
import * as build from '../build.ts'
import type { Attrs, Expr } from '../expr.ts'
import { inferGenome } from '../infer.ts'
import type { Emit, Ref } from '../op.ts'
import { enter } from '../scope.ts'
import { opNamed } from '../table.ts'
import { printType, type Type } from '../type.ts'
import {
  createStraight,
  GenomeDiffError,
  inputShape,
  noPlace,
  ref,
  type Shape,
  type Step,
  type Straight,
  straighten,
} from './straight.ts'

/**
 * `f: P -> float` to `P -> (float, P)`: the value and the gradient. Parts of `P` that are not
 * floats or f32 tensors have the gradient `unit`.
 * @throws {GenomeTypeError} when `f` does not type-check
 * @throws {GenomeDiffError} when a step it depends on has no derivative
 */
export function differentiate(f: Expr): Expr {
  const { to } = inferGenome(f)
  if (f.kind !== 'lam')
    throw new GenomeDiffError('only a function written as fn can be differentiated')
  if (to.kind !== 'float')
    throw new GenomeDiffError(
      `the result is ${printType(to)}, a gradient needs one float`,
      'reduce it with sum or mean',
    )
  const straight = createStraight('math')
  const input = inputShape(straight, f.param)
  const value = ref(straighten(straight, f.body, input, enter(null, input), noPlace))
  const adjoints = reverse(straight, value)
  const gradient = gradientShape(straight, input, adjoints)
  return rebuild(straight.steps, f.param, value, gradient)
}

/** Adjoint of every step that the value depends on through something differentiable. */
function reverse(straight: Straight, value: Ref): Map<Ref, Ref> {
  const { steps } = straight
  const active = activeSteps(steps)
  const emit: Emit = (op, args, attrs = {}) =>
    straight.push({
      kind: 'op',
      op,
      attrs,
      place: noPlace,
      args: args.map((arg) => (typeof arg === 'number' ? arg : literal(straight, arg.lit))),
    })
  const adjoints = new Map<Ref, Ref>([[value, literal(straight, 1)]])
  for (let at = value; at >= 0; at--) {
    const step = steps[at]
    const g = adjoints.get(at)
    if (step?.kind !== 'op' || g === undefined || !active.has(at)) continue
    const { grad } = opNamed(step.op)
    if (grad.kind === 'zero') continue
    if (grad.kind !== 'adjoint') throw new GenomeDiffError(`${step.op} has no derivative`)
    const attrs = completeAttrs(step.op, step.attrs)
    const parts = grad.rule(emit, { args: step.args, out: at, g, attrs })
    for (const [i, part] of parts.entries()) {
      const arg = step.args[i]
      if (part === null || arg === undefined || !active.has(arg)) continue
      const earlier = adjoints.get(arg)
      adjoints.set(arg, earlier === undefined ? part : emit('add', [earlier, part]))
    }
  }
  return adjoints
}

/** Steps that change with some real part of the parameter. */
function activeSteps(steps: readonly Step[]): Set<Ref> {
  const active = new Set<Ref>()
  for (const [at, step] of steps.entries())
    if (
      step.kind === 'input'
        ? isReal(step.type)
        : step.kind === 'op' && step.args.some((arg) => active.has(arg))
    )
      active.add(at)
  return active
}

function gradientShape(straight: Straight, input: Shape, adjoints: ReadonlyMap<Ref, Ref>): Shape {
  if (typeof input !== 'number')
    return input.kind === 'tuple'
      ? { kind: 'tuple', items: input.items.map((item) => gradientShape(straight, item, adjoints)) }
      : input
  const step = straight.steps[input]
  if (step?.kind !== 'input' || !isReal(step.type))
    return straight.push({ kind: 'literal', expr: build.unit })
  const known = adjoints.get(input)
  if (known !== undefined) return known
  return straight.push({
    kind: 'op',
    op: 'expand',
    attrs: {},
    place: noPlace,
    args: [literal(straight, 0), input],
  })
}

/** Live steps become one `let`; inputs and literals are written where they are used. */
function rebuild(steps: readonly Step[], param: Type, value: Ref, gradient: Shape): Expr {
  const live = new Set<Ref>([value, ...refsOf(gradient)])
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at]
    if (live.has(at) && step?.kind === 'op') for (const arg of step.args) live.add(arg)
  }
  // Position of each bound step; the parameter is position 0.
  const positions = new Map<Ref, number>()
  const values: Expr[] = []
  const use = (at: Ref): Expr => {
    const step = steps[at]
    const bound = values.length + 1
    if (step?.kind === 'literal') return step.expr
    if (step?.kind === 'input')
      return step.path.reduce<Expr>(
        (whole, index) => build.op('pick', { index }, whole),
        build.variable(bound - 1),
      )
    return build.variable(bound - 1 - (positions.get(at) ?? 0))
  }
  for (const [at, step] of steps.entries()) {
    if (step.kind !== 'op' || !live.has(at)) continue
    const expr = build.op(step.op, step.attrs, ...step.args.map(use))
    values.push(expr)
    positions.set(at, values.length)
  }
  const shaped = (shape: Shape): Expr => {
    if (typeof shape === 'number') return use(shape)
    return shape.kind === 'tuple' ? build.par(...shape.items.map(shaped)) : build.unit
  }
  return build.lam(param, build.bind(values, build.par(use(value), shaped(gradient))))
}

function refsOf(shape: Shape): Ref[] {
  if (typeof shape === 'number') return [shape]
  return shape.kind === 'tuple' ? shape.items.flatMap(refsOf) : []
}

function literal(straight: Straight, value: number): Ref {
  return straight.push({ kind: 'literal', expr: build.float(value) })
}

function isReal(type: Type): boolean {
  return type.kind === 'float' || (type.kind === 'tensor' && type.dtype === 'f32')
}

function completeAttrs(op: string, attrs: Attrs): Attrs {
  return build.completeAttrs(opNamed(op), attrs)
}

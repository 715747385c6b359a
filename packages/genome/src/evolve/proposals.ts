// What each kind of mutation proposes at a site. A proposal may be wrong for its surroundings: the
// caller checks types and rejects. Returning null means there is nothing of this kind to try here.
import * as build from '../build.ts'
import { type AttrValue, children, type Expr } from '../expr.ts'
import type { Typing } from '../infer.ts'
import type { AttrSpec } from '../op.ts'
import { opNamed, ops } from '../table.ts'
import { sameType, type Type } from '../type.ts'
import type { Random } from './random.ts'

export const mutationKinds = [
  'attribute',
  'constant',
  'repeat',
  'swap',
  'insert',
  'delete',
  'replace',
  'wrap',
] as const
export type MutationKind = (typeof mutationKinds)[number]

type Proposal = (site: Typing, random: Random) => Expr | null

export const proposals: { readonly [kind in MutationKind]: Proposal } = {
  attribute: ({ expr }, random) => {
    if (expr.kind !== 'op') return null
    const spec = random.pick(opNamed(expr.op).attrs)
    const value = spec && expr.attrs[spec.name]
    if (spec === undefined || value === undefined || spec.type === 'sym') return null
    const attrs = { ...expr.attrs, [spec.name]: nudge(spec, value, random) }
    return build.op(expr.op, attrs, ...expr.args)
  },
  constant: ({ expr }, random) => {
    if (expr.kind === 'bool') return build.bool(!expr.value)
    if (expr.kind === 'int')
      return build.int(expr.value + (random.below(2) === 0 ? -1 : 1) * (1 + random.below(3)))
    if (expr.kind === 'float')
      return build.float(expr.value * (0.5 + random.unit()) + (random.unit() - 0.5) * 0.1)
    return null
  },
  repeat: ({ expr }, random) =>
    expr.kind === 'repeat'
      ? build.repeat(expr.count + (random.below(2) === 0 ? -1 : 1), expr.body)
      : null,
  swap: ({ expr }, random) => {
    if (expr.kind !== 'seq') return null
    const left = random.below(expr.stages.length - 1)
    const stages = expr.stages.slice()
    const [a, b] = stages.slice(left, left + 2)
    if (a === undefined || b === undefined) return null
    stages.splice(left, 2, b, a)
    return build.seq(...stages)
  },
  insert: ({ expr, output }, random) => {
    const stage = newStage(output, random)
    return stage && build.seq(expr, stage)
  },
  delete: ({ expr, input, output }, random) => {
    if (expr.kind === 'seq') {
      const gone = random.below(expr.stages.length)
      return build.seq(...expr.stages.filter((_, i) => i !== gone))
    }
    // A node that changes no type can vanish; otherwise one of its parts may take its place.
    if (sameType(input, output) && random.below(2) === 0) return build.op('it')
    return random.pick(children(expr)) ?? null
  },
  replace: ({ expr }, random) => {
    if (expr.kind !== 'op') return null
    const old = opNamed(expr.op)
    const other = random.pick(
      ops.filter(
        (op) => op.family === old.family && op.name !== old.name && op.minArgs === old.minArgs,
      ),
    )
    if (other === undefined) return null
    const kept = Object.fromEntries(
      Object.entries(expr.attrs).filter(([name]) => other.attrs.some((spec) => spec.name === name)),
    )
    return build.op(other.name, kept, ...expr.args)
  },
  wrap: ({ expr }) => (expr.kind === 'residual' ? expr.body : build.residual(expr)),
}

function nudge(spec: AttrSpec, value: AttrValue, random: Random): AttrValue {
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'number') return value
  if (spec.type === 'float') return value * (0.5 + random.unit())
  const steps = [value - 1, value + 1, Math.floor(value / 2), value * 2]
  return random.pick(steps) ?? value
}

/** A stage that keeps the type it is given. */
function newStage(type: Type, random: Random): Expr | null {
  if (type.kind === 'float')
    return build.op(random.pick(['tanh', 'sigmoid', 'silu', 'relu', 'softplus']) ?? 'tanh')
  if (type.kind === 'int')
    return build.op('add', {}, build.op('it'), build.int(1 + random.below(3)))
  if (type.kind === 'bool') return build.op('not')
  if (type.kind !== 'tensor' || type.dtype !== 'f32') return null
  const width = type.shape.at(-1)
  if (typeof width !== 'number') return null
  const layers = [
    build.op('rms_norm'),
    build.residual(
      build.seq(
        build.op('rms_norm'),
        build.op('swiglu', { hidden: Math.ceil((width * 8) / 3 / 16) * 16 }),
      ),
    ),
    ...(type.shape.length === 3 && width % 32 === 0
      ? [
          build.residual(
            build.seq(build.op('rms_norm'), build.op('rwkv7', { heads: width / 32, first: true })),
          ),
        ]
      : []),
  ]
  return random.pick(layers) ?? null
}

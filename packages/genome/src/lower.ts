// A network as a straight line of ops in execution order: numbered values, inferred shapes, and the
// parameter tensors each op reads. This is what a back end turns into kernel calls, so that naming,
// tying and repetition are decided here once and not again in the trainer.
import {
  createStraight,
  GenomeDiffError,
  inputShape,
  type Shape,
  straighten,
} from './diff/straight.ts'
import type { Attrs, Expr } from './expr.ts'
import { inferGenome } from './infer.ts'
import type { Ref } from './op.ts'
import { occurrence, type Parameter, surveyParameters } from './params.ts'
import { enter } from './scope.ts'
import { opNamed } from './table.ts'
import { simpleTypes, type Type, types } from './type.ts'

export type LoweredStep = {
  /** A part of the input, a literal, or an op on earlier values. */
  readonly source:
    | { readonly kind: 'input'; readonly path: readonly number[] }
    | { readonly kind: 'literal'; readonly expr: Expr }
    | {
        readonly kind: 'op'
        readonly op: string
        readonly attrs: Attrs
        /** Positions of earlier steps. */
        readonly args: readonly Ref[]
        /** Full names of the op's parameter tensors by part, e.g. `wq -> encoder.0.attn.wq`. */
        readonly params: { readonly [part: string]: string }
      }
  /** Symbolic sizes stay symbols. */
  readonly type: Type
}

/** The result: one step, or a tuple of results. */
export type Output = Ref | readonly Output[]

export type Lowered = {
  readonly steps: readonly LoweredStep[]
  readonly output: Output
  readonly parameters: readonly Parameter[]
}

/**
 * Write out a genome of neural and math ops.
 * @throws {GenomeTypeError | GenomeParameterError} when it is no valid network
 * @throws {GenomeDiffError} when it branches or is longer than 4,000 ops
 */
export function lower(genome: Expr): Lowered {
  inferGenome(genome)
  if (genome.kind !== 'lam')
    throw new GenomeDiffError('only a function written as fn can be lowered')
  const { parameters, owners } = surveyParameters(genome)
  const straight = createStraight('math', 'neural')
  const input = inputShape(straight, genome.param)
  const place = { path: [0], turns: [] }
  const result = straighten(straight, genome.body, input, enter(null, input), place)
  const steps: LoweredStep[] = []
  for (const step of straight.steps) {
    if (step.kind === 'input')
      steps.push({ source: { kind: 'input', path: step.path }, type: step.type })
    else if (step.kind === 'literal') steps.push({ source: step, type: literalType(step.expr) })
    else {
      const def = opNamed(step.op)
      const args = step.args.map((at) => steps[at]?.type ?? types.unit)
      const owner = owners.get(occurrence(step.place.path, step.place.turns))
      const parts = owner === undefined ? [] : Object.keys(def.params?.(args, step.attrs) ?? {})
      const params = Object.fromEntries(parts.map((part) => [part, `${owner}.${part}`]))
      const { op, attrs } = step
      steps.push({
        source: { kind: 'op', op, attrs, args: step.args, params },
        type: def.type(args, attrs),
      })
    }
  }
  return { steps, output: outputOf(result), parameters }
}

/** Literals are the simple types of the same name. */
function literalType(expr: Expr): Type {
  const name = simpleTypes.find((candidate) => candidate === expr.kind)
  return name === undefined ? types.unit : types[name]
}

function outputOf(shape: Shape): Output {
  if (typeof shape === 'number') return shape
  if (shape.kind === 'tuple') return shape.items.map(outputOf)
  throw new GenomeDiffError('a network cannot give back a function')
}

// The parameter tensors of a genome: their names, shapes and owners, from inferred shapes alone. Names
// come from `scope` and `repeat` (decoder.1.attn.wq), so the same tensor has the same name in every
// size of a family and growth can match them; ops that `share` a name own one tensor together.
import { ZooidError } from '@zooid/base'
import { children, type Expr } from './expr.ts'
import { infer, type Path, type Typing } from './infer.ts'
import { genomeLimits } from './limits.ts'
import { symOf } from './op.ts'
import { opNamed } from './table.ts'
import { bindType, type Dim, type Type } from './type.ts'

export type Parameter = {
  readonly name: string
  readonly shape: readonly number[]
  readonly op: string
  /** Where the op stands in the expression (the same for every turn of a repeat). */
  readonly path: Path
}

/** Where an op stands once repeats are written out. */
export function occurrence(path: Path, turns: readonly number[]): string {
  return `${path.join('/')}@${turns.join('.')}`
}

/** Parameters in order of appearance. @throws {GenomeTypeError | GenomeParameterError} */
export function parametersOf(genome: Expr): Parameter[] {
  return surveyParameters(genome).parameters
}

/** Also the owner's name of every occurrence of an op with parameters. */
export function surveyParameters(genome: Expr): {
  readonly parameters: Parameter[]
  readonly owners: ReadonlyMap<string, string>
} {
  const typings = new Map<string, Typing>()
  infer(genome, { onNode: (typing) => typings.set(typing.path.join('/'), typing) })
  const found = new Map<string, Parameter & { readonly shared: boolean }>()
  const owners = new Map<string, string>()
  const uses = new Map<string, number>()
  let visited = 0
  const visit = (
    expr: Expr,
    path: Path,
    turns: readonly number[],
    scope: readonly string[],
  ): void => {
    // Nested repeats multiply even when nothing inside owns a parameter.
    if (++visited > genomeLimits.parameters * 16)
      throw new GenomeParameterError('the genome repeats too often to be written out')
    if (expr.kind === 'repeat') {
      for (let turn = 0; turn < expr.count; turn++)
        visit(expr.body, [...path, 0], [...turns, turn], [...scope, String(turn)])
      return
    }
    const inner =
      expr.kind === 'op' && expr.op === 'scope' ? [...scope, symOf(expr.attrs, 'name')] : scope
    for (const [i, child] of children(expr).entries()) visit(child, [...path, i], turns, inner)
    const typing = typings.get(path.join('/'))
    if (expr.kind !== 'op' || typing === undefined) return
    const shapes = opNamed(expr.op).params?.(typing.args, expr.attrs)
    if (shapes === undefined) return
    const shared = typeof expr.attrs.share === 'string' && expr.attrs.share !== ''
    const owner = shared ? symOf(expr.attrs, 'share') : ownerName(expr.op, scope, uses)
    owners.set(occurrence(path, turns), owner)
    for (const [part, shape] of Object.entries(shapes)) {
      const name = `${owner}.${part}`
      const known = found.get(name)
      if (known === undefined) found.set(name, { name, shape, op: expr.op, path, shared })
      else if (!known.shared || !shared)
        throw new GenomeParameterError(`${name} has two owners; share under another name`)
      else if (known.shape.join() !== shape.join())
        throw new GenomeParameterError(
          `${name} is [${known.shape}] in one place and [${shape}] in another`,
        )
      if (found.size > genomeLimits.parameters)
        throw new GenomeParameterError(`more than ${genomeLimits.parameters} parameter tensors`)
    }
  }
  visit(genome, [], [], [])
  const parameters = [...found.values()].map(({ name, shape, op, path }) => ({
    name,
    shape,
    op,
    path,
  }))
  return { parameters, owners }
}

/** How many numbers the parameters hold together; shared tensors count once. */
export function parameterCount(genome: Expr): number {
  return parametersOf(genome).reduce(
    (total, { shape }) => total + shape.reduce((size, dim) => size * dim, 1),
    0,
  )
}

/**
 * Work units (multiply-adds, mostly) of one forward pass with the symbolic sizes bound, e.g.
 * `{ B: 16, S: 64, T: 64 }`. A size that is not given counts as 1.
 */
export function costOf(genome: Expr, sizes: { readonly [symbol: string]: number }): number {
  const bindings = new Map<string, Dim>(Object.entries(sizes))
  const own = new Map<string, number>()
  const bound = (type: Type) => bindType(type, bindings)
  infer(genome, {
    onNode: ({ path, expr, args, output }) => {
      if (expr.kind !== 'op') return
      const cost = opNamed(expr.op).cost.of(args.map(bound), bound(output), expr.attrs)
      own.set(path.join('/'), cost)
    },
  })
  const total = (expr: Expr, path: Path): number => {
    const inner = children(expr).reduce((sum, child, i) => sum + total(child, [...path, i]), 0)
    return (own.get(path.join('/')) ?? 0) + inner * (expr.kind === 'repeat' ? expr.count : 1)
  }
  return total(genome, [])
}

function ownerName(op: string, scope: readonly string[], uses: Map<string, number>): string {
  const base = [...scope, op].join('.')
  const use = (uses.get(base) ?? 0) + 1
  uses.set(base, use)
  return use === 1 ? base : `${base}_${use}`
}

/** Parameters contradict each other or are too many. */
export class GenomeParameterError extends ZooidError {
  override readonly name = 'GenomeParameterError'
  constructor(message: string) {
    super('genome.parameters', message, { status: 422 })
  }
}

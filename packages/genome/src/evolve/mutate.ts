// Typed mutations: each kind proposes a change at a random place, and only an offspring that type-checks
// to the parent's type, with consistent parameters and a new hash, is accepted. Seeded, so every node
// gets the same mutant; recorded as an edit, so it can be replayed and undone.
import { type Hex, ZooidError } from '@zooid/base'
import type { Expr } from '../expr.ts'
import { genomeHash } from '../hash.ts'
import { infer, type Typing } from '../infer.ts'
import { type Edit, editBetween, replaceAt } from './edit.ts'
import { type MutationKind, mutationKinds, proposals } from './proposals.ts'
import { createRandom } from './random.ts'
import { maxAttempts, sitesOf, viable } from './sites.ts'

export type Mutation = {
  readonly kind: MutationKind
  readonly seed: number
  readonly edit: Edit
}
export type MutateOptions = {
  /** Kinds to choose from. @default all */
  readonly kinds?: readonly MutationKind[]
  /** Hashes of genomes already tried. @default none */
  readonly known?: ReadonlySet<Hex>
}

/**
 * One checked mutant. The same genome, seed and options give the same mutant everywhere.
 * @throws {NoOffspringError} when 32 proposals were all refused
 */
export function mutate(
  genome: Expr,
  seed: number,
  options: MutateOptions = {},
): { readonly child: Expr; readonly mutation: Mutation } {
  const type = infer(genome)
  const sites = sitesOf(genome)
  const random = createRandom(seed)
  const known = new Set([...(options.known ?? []), genomeHash(genome)])
  const kinds = options.kinds ?? mutationKinds
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const kind = random.pick(kinds)
    if (kind === undefined) break
    const site = random.pick(sites.filter((candidate) => suits(kind, candidate)))
    if (site === undefined) continue
    const proposal = attempted(() => proposals[kind](site, random))
    const child = proposal && attempted(() => replaceAt(genome, site.path, proposal))
    if (child && viable(child, type, known) !== null)
      return { child, mutation: { kind, seed, edit: editBetween(genome, child) } }
  }
  throw new NoOffspringError(`no valid mutant in ${maxAttempts} attempts with seed ${seed}`)
}

/** Cheap filter, so that rare kinds are not spent on nodes they cannot change. */
function suits(kind: MutationKind, { expr }: Typing): boolean {
  switch (kind) {
    case 'attribute':
      return expr.kind === 'op' && Object.keys(expr.attrs).length > 0
    case 'constant':
      return expr.kind === 'int' || expr.kind === 'float' || expr.kind === 'bool'
    case 'repeat':
      return expr.kind === 'repeat'
    case 'swap':
      return expr.kind === 'seq'
    case 'replace':
      return expr.kind === 'op'
    case 'delete':
      return expr.kind !== 'lam' && 'index' in expr === false
    default:
      return true
  }
}

/** A builder's refusal means this proposal is out of range, not that the search failed. */
function attempted<Result>(make: () => Result): Result | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof ZooidError) return null
    throw error
  }
}

/** Evolution found nothing valid; try another seed or other kinds. */
export class NoOffspringError extends ZooidError {
  override readonly name = 'NoOffspringError'
  constructor(message: string) {
    super('genome.no_offspring', message, {
      status: 422,
      retryable: true,
      hint: 'try another seed',
    })
  }
}

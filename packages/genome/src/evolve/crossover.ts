// Size-fair subtree crossover: a part of one parent is replaced by a part of the other that has the same
// input and output types and is at most twice as large plus one, so genomes do not bloat. Seeded,
// type-checked like a mutation, and recorded as an edit of the first parent.
import type { Hex } from '@zooid/base'
import type { Expr } from '../expr.ts'
import { genomeHash } from '../hash.ts'
import { infer, type Path } from '../infer.ts'
import { type Edit, editBetween, replaceAt } from './edit.ts'
import { NoOffspringError } from './mutate.ts'
import { createRandom } from './random.ts'
import { freeVariables, interchangeable, maxAttempts, sitesOf, sizeOf, viable } from './sites.ts'

export type Crossover = {
  readonly seed: number
  readonly edit: Edit
  /** Hash of the second parent, and where the part came from. */
  readonly donor: Hex
  readonly donorPath: Path
}

/**
 * One checked child of two parents; it has the first parent's type.
 * @throws {NoOffspringError} when 32 exchanges were all refused
 */
export function crossover(
  first: Expr,
  second: Expr,
  seed: number,
): { readonly child: Expr; readonly crossover: Crossover } {
  const type = infer(first)
  const donor = genomeHash(second)
  const known = new Set([genomeHash(first), donor])
  const sites = sitesOf(first)
  const donors = sitesOf(second).map((typing) => ({
    typing,
    size: sizeOf(typing.expr),
    free: freeVariables(typing.expr),
  }))
  const random = createRandom(seed)
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const site = random.pick(sites)
    if (site === undefined) break
    const most = 2 * sizeOf(site.expr) + 1
    const found = random.pick(
      donors.filter(
        ({ typing, size, free }) => size <= most && interchangeable(site, typing, free),
      ),
    )
    if (found === undefined) continue
    const child = replaceAt(first, site.path, found.typing.expr)
    if (viable(child, type, known) === null) continue
    const edit = editBetween(first, child)
    return { child, crossover: { seed, edit, donor, donorPath: found.typing.path } }
  }
  throw new NoOffspringError(`no valid child in ${maxAttempts} attempts with seed ${seed}`)
}

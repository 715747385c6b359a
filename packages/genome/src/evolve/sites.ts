// Where evolution may act: every node with the types around it, and the test every offspring must pass.
import { type Hex, ZooidError } from '@zooid/base'
import { bindersAbove, children, type Expr } from '../expr.ts'
import { genomeHash } from '../hash.ts'
import { infer, type Typing } from '../infer.ts'
import { parametersOf } from '../params.ts'
import { sameType, type Type } from '../type.ts'

/** Attempts before a mutation or crossover gives up. */
export const maxAttempts = 32

/** Every node except the root function itself, with its typing. */
export function sitesOf(genome: Expr): Typing[] {
  const sites: Typing[] = []
  infer(genome, { onNode: (typing) => sites.push(typing) })
  return sites.filter(({ path }) => path.length > 0)
}

export function sizeOf(expr: Expr): number {
  return children(expr).reduce((total, child) => total + sizeOf(child), 1)
}

/** Highest variable index an expression needs from outside, plus one; 0 when closed. */
export function freeVariables(expr: Expr): number {
  if (expr.kind === 'var') return expr.index + 1
  return children(expr).reduce(
    (most, child, i) => Math.max(most, freeVariables(child) - bindersAbove(expr, i)),
    0,
  )
}

/** May `donor`, typed in its own surroundings and needing `free` outer variables, stand at `site`? */
export function interchangeable(site: Typing, donor: Typing, free: number): boolean {
  if (!sameType(site.output, donor.output) || !sameType(site.input, donor.input)) return false
  let here = site.env
  let there = donor.env
  for (let i = 0; i < free; i++) {
    if (here === null || there === null || !sameType(here.item, there.item)) return false
    here = here.outer
    there = there.outer
  }
  return true
}

/**
 * Hash of a valid offspring: same type as the parent, parameters consistent, small enough to encode,
 * and not one of `known`. Null when it is none.
 */
export function viable(child: Expr, type: Type, known: ReadonlySet<Hex>): Hex | null {
  try {
    if (!sameType(infer(child), type)) return null
    parametersOf(child)
    const hash = genomeHash(child)
    return known.has(hash) ? null : hash
  } catch (error) {
    if (error instanceof ZooidError) return null
    throw error
  }
}

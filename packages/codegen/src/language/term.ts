// Programs as trees of productions, variables and constants, and their form as a row of symbol ids in
// prefix order, which is what the model reads and writes. A term is closed over a scope: the parameters
// first, then the variables of the lambdas around it, outermost first.
import type { Production } from './production.ts'
import type { Type } from './type.ts'

export type Term =
  | { readonly kind: 'call'; readonly production: Production; readonly parts: readonly Term[] }
  /** Position in the scope. */
  | { readonly kind: 'variable'; readonly index: number; readonly type: Type }
  | { readonly kind: 'constant'; readonly value: number | string | boolean; readonly type: Type }

export type Scope = readonly Type[]

/** Nodes of the tree. */
export function sizeOf(term: Term): number {
  return term.kind === 'call' ? term.parts.reduce((sum, part) => sum + sizeOf(part), 1) : 1
}

export function typeOf(term: Term): Type {
  return term.kind === 'call' ? term.production.gives : term.type
}

// Expressions as plain data. Every expression is a function of the pipeline value ("it"): literals
// ignore it, `a >> b` feeds it through, `a | b` gives both sides the same one. Variables are de Bruijn
// indices, so two programs that differ only in names are one program. Values here are in canonical form:
// no `>>` inside `>>`, no `let` as the body of a `let`, attributes complete. `build.ts` makes them so.

import type { Type } from './type.ts'

export type AttrValue = number | boolean | string
export type Attrs = { readonly [name: string]: AttrValue }

export type Expr =
  | { readonly kind: 'unit' }
  | { readonly kind: 'bool'; readonly value: boolean }
  /** A whole number with |value| <= 2^53 - 1. */
  | { readonly kind: 'int'; readonly value: number }
  /** A finite number. */
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  /** 0 is the innermost binding. */
  | { readonly kind: 'var'; readonly index: number }
  /** No arguments: the op takes the pipeline value (a tuple when it wants several). */
  | {
      readonly kind: 'op'
      readonly op: string
      readonly attrs: Attrs
      readonly args: readonly Expr[]
    }
  | { readonly kind: 'seq'; readonly stages: readonly Expr[] }
  | { readonly kind: 'par'; readonly branches: readonly Expr[] }
  /** x + body(x). */
  | { readonly kind: 'residual'; readonly body: Expr }
  /** body, `count` times in a row, each time with its own parameters. */
  | { readonly kind: 'repeat'; readonly count: number; readonly body: Expr }
  /** Each value sees the ones before it; the pipeline value stays the same throughout. */
  | { readonly kind: 'let'; readonly values: readonly Expr[]; readonly body: Expr }
  /** Inside the body the argument is both variable 0 and the pipeline value. */
  | { readonly kind: 'lam'; readonly param: Type; readonly body: Expr }
  | { readonly kind: 'call'; readonly fn: Expr; readonly arg: Expr }

/** Sub-expressions from left to right; positions in this list are the steps of a path. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'op':
      return expr.args
    case 'seq':
      return expr.stages
    case 'par':
      return expr.branches
    case 'residual':
    case 'repeat':
    case 'lam':
      return [expr.body]
    case 'let':
      return [...expr.values, expr.body]
    case 'call':
      return [expr.fn, expr.arg]
    default:
      return []
  }
}

/** How many variables child number `at` sees beyond its parent. */
export function bindersAbove(expr: Expr, at: number): number {
  if (expr.kind === 'lam') return 1
  if (expr.kind === 'let') return at
  return 0
}

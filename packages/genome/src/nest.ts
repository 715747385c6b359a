// When the weights of one genome are the leading block of another's: same structure, same head width,
// only sizes and layer counts differ, and no tensor is smaller. This is the only case besides equal
// hashes in which two nodes may average weights.
import { sameExpr, withChildren } from './evolve/edit.ts'
import { children, type Expr } from './expr.ts'
import { parametersOf } from './params.ts'
import { opNamed } from './table.ts'

/** Sizes, and the constants that follow them, that may grow without changing what old weights compute. */
const growing: ReadonlySet<string> = new Set([
  'dim',
  'eps',
  'heads',
  'hidden',
  'rank_a',
  'rank_g',
  'rank_v',
  'rank_w',
  'scale',
  'vocab',
])

/** Is every tensor of `small` the leading block of one of `large`? Reflexive. */
export function nestsIn(small: Expr, large: Expr): boolean {
  if (!sameExpr(skeleton(small), skeleton(large))) return false
  const counterparts = new Map(parametersOf(large).map(({ name, shape }) => [name, shape]))
  return parametersOf(small).every(({ name, shape }) => {
    const other = counterparts.get(name)
    return other?.length === shape.length && shape.every((dim, axis) => dim <= (other[axis] ?? 0))
  })
}

/** The expression with every growing size set to the least there is. */
function skeleton(expr: Expr): Expr {
  const inner = withChildren(expr, children(expr).map(skeleton))
  if (inner.kind === 'repeat') return { ...inner, count: 1 }
  if (inner.kind !== 'op') return inner
  const least = opNamed(inner.op).attrs.filter(({ name }) => growing.has(name))
  return {
    ...inner,
    attrs: {
      ...inner.attrs,
      ...Object.fromEntries(least.map(({ name, min }) => [name, min ?? 0])),
    },
  }
}

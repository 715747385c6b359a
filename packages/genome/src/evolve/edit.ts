// Editing an expression at a path, and recording an edit so it can be replayed and undone. An edit is
// stored at the smallest place where parent and child differ, with both versions and both hashes.
import { type Hex, ZooidError } from '@zooid/base'
import * as build from '../build.ts'
import { children, type Expr } from '../expr.ts'
import { genomeHash } from '../hash.ts'
import { at, type Path } from '../infer.ts'

export type Edit = {
  readonly path: Path
  readonly before: Expr
  readonly after: Expr
  /** Hash of the whole genome before and after. */
  readonly parent: Hex
  readonly child: Hex
}

/** The same node with other children; the builders keep it canonical. */
export function withChildren(expr: Expr, kids: readonly Expr[]): Expr {
  const [first = build.unit, second = build.unit] = kids
  switch (expr.kind) {
    case 'op':
      return build.op(expr.op, expr.attrs, ...kids)
    case 'seq':
      return build.seq(...kids)
    case 'par':
      return build.par(...kids)
    case 'residual':
      return build.residual(first)
    case 'repeat':
      return build.repeat(expr.count, first)
    case 'let':
      return build.bind(kids.slice(0, -1), kids.at(-1) ?? build.unit)
    case 'lam':
      return build.lam(expr.param, first)
    case 'call':
      return build.call(first, second)
    default:
      return expr
  }
}

export function replaceAt(expr: Expr, path: Path, replacement: Expr): Expr {
  const [step, ...rest] = path
  if (step === undefined) return replacement
  const kids = children(expr).map((child, i) =>
    i === step ? replaceAt(child, rest, replacement) : child,
  )
  return withChildren(expr, kids)
}

/** The edit that leads from one genome to the other. */
export function editBetween(parent: Expr, child: Expr): Edit {
  const path: number[] = []
  let before = parent
  let after = child
  for (;;) {
    const step = onlyDifference(before, after)
    if (step === null) break
    path.push(step)
    before = children(before)[step] ?? before
    after = children(after)[step] ?? after
  }
  return { path, before, after, parent: genomeHash(parent), child: genomeHash(child) }
}

/** Replay an edit. @throws {GenomeEditError} when it does not belong to this genome. */
export function applyEdit(expr: Expr, edit: Edit): Expr {
  if (genomeHash(expr) !== edit.parent)
    throw new GenomeEditError(`the edit is for genome ${edit.parent}`)
  const found = at(expr, edit.path)
  if (found === null || !sameExpr(found, edit.before))
    throw new GenomeEditError(`nothing to edit at /${edit.path.join('/')}`)
  const child = replaceAt(expr, edit.path, edit.after)
  if (genomeHash(child) !== edit.child)
    throw new GenomeEditError('the edit does not give the genome it claims')
  return child
}

/** The edit that takes it back. */
export function invertEdit(edit: Edit): Edit {
  return {
    path: edit.path,
    before: edit.after,
    after: edit.before,
    parent: edit.child,
    child: edit.parent,
  }
}

export function sameExpr(a: Expr, b: Expr): boolean {
  return a === b || JSON.stringify(a, signed) === JSON.stringify(b, signed)
}

/** JSON writes -0 as 0; the codec does not. */
function signed(_key: string, value: unknown): unknown {
  return Object.is(value, -0) ? '-0' : value
}

/** Position of the one child that differs, or null when the nodes themselves or several do. */
function onlyDifference(a: Expr, b: Expr): number | null {
  const left = children(a)
  const right = children(b)
  if (left.length !== right.length || left.length === 0) return null
  const differing = left.flatMap((child, i) => (sameExpr(child, right[i] ?? child) ? [] : [i]))
  const [step] = differing
  if (step === undefined || differing.length > 1) return null
  // Equal apart from that child: put it in and compare the whole.
  const patched = withChildren(
    a,
    left.map((child, i) => (i === step ? (right[i] ?? child) : child)),
  )
  return sameExpr(patched, b) ? step : null
}

/** The edit does not fit the genome it is applied to. */
export class GenomeEditError extends ZooidError {
  override readonly name = 'GenomeEditError'
  constructor(message: string) {
    super('genome.edit', message, { status: 409 })
  }
}

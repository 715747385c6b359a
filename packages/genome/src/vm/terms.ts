// Logic terms: unification with occurs check over triangular substitutions, one-way matching, rewriting
// and semi-naive forward chaining. Every node visited is paid for and depth is bounded, so a hostile
// term costs gas, not the process.
import { GenomeRunError, type RunContext, type Subst, type Term } from './value.ts'

const maxTermDepth = 256

/** Most general unifier extending `subst`, or null. */
export function unify(context: RunContext, a: Term, b: Term, subst: Subst): Subst | null {
  const result = new Map(subst)
  context.charge(1 + subst.size)
  return unifyInto(context, a, b, result, 0) ? result : null
}

/** Substitution for the unknowns of `pattern` only; the subject's unknowns count as constants. */
export function match(context: RunContext, pattern: Term, subject: Term): Subst | null {
  const result = new Map<string, Term>()
  return matchInto(context, pattern, subject, result, 0) ? result : null
}

/** The term with every bound unknown replaced, all the way down. */
export function resolve(context: RunContext, subst: Subst, term: Term, depth = 0): Term {
  enter(context, depth)
  const seen = walk(subst, term)
  if (seen.kind === 'unknown') return seen
  return { ...seen, args: seen.args.map((arg) => resolve(context, subst, arg, depth + 1)) }
}

export function sameTerm(context: RunContext, a: Term, b: Term, depth = 0): boolean {
  enter(context, depth)
  if (a.kind !== b.kind || a.name !== b.name) return false
  if (a.kind === 'unknown' || b.kind === 'unknown') return true
  return (
    a.args.length === b.args.length &&
    a.args.every((arg, i) => sameTerm(context, arg, b.args[i] ?? arg, depth + 1))
  )
}

/** Apply `left -> right` at every matching node, innermost first, once each. */
export function rewrite(context: RunContext, left: Term, right: Term, term: Term, depth = 0): Term {
  enter(context, depth)
  const inner: Term =
    term.kind === 'unknown'
      ? term
      : { ...term, args: term.args.map((arg) => rewrite(context, left, right, arg, depth + 1)) }
  const found = match(context, left, inner)
  return found === null ? inner : instantiate(context, found, right)
}

/** Facts that follow from `rules`, each `rule(head, premise, ..)`, within `rounds` rounds. */
export function infer(
  context: RunContext,
  facts: readonly Term[],
  rules: readonly Term[],
  rounds: number,
): Term[] {
  const known = new Map<string, Term>()
  for (const fact of facts) known.set(printTerm(context, fact), fact)
  let fresh = [...known.values()]
  for (let round = 0; round < rounds && fresh.length > 0; round++) {
    const found: Term[] = []
    for (const rule of rules) {
      if (rule.kind !== 'node' || rule.name !== 'rule' || rule.args.length < 2)
        throw new GenomeRunError('genome.range', 'a rule is rule(head, premise, ..)')
      const [head, ...premises] = rule.args
      // Semi-naive: each solution uses at least one fact that is new since the last round.
      for (let at = 0; at < premises.length; at++)
        for (const subst of solve(context, premises, at, [...known.values()], fresh)) {
          const fact = resolve(context, subst, head ?? rule)
          const name = printTerm(context, fact)
          if (known.has(name) || !ground(context, fact)) continue
          known.set(name, fact)
          found.push(fact)
        }
    }
    fresh = found
  }
  return [...known.values()]
}

/** `likes(ann, ?x)`; equal terms print equally. */
export function printTerm(context: RunContext, term: Term, depth = 0): string {
  enter(context, depth)
  if (term.kind === 'unknown') return `?${term.name}`
  if (term.args.length === 0) return term.name
  return `${term.name}(${term.args.map((arg) => printTerm(context, arg, depth + 1)).join(', ')})`
}

function solve(
  context: RunContext,
  premises: readonly Term[],
  freshAt: number,
  known: readonly Term[],
  fresh: readonly Term[],
): Subst[] {
  let partial: Subst[] = [new Map()]
  for (const [i, premise] of premises.entries()) {
    const next: Subst[] = []
    for (const subst of partial)
      for (const fact of i === freshAt ? fresh : known) {
        const extended = unify(context, premise, fact, subst)
        if (extended !== null) next.push(extended)
      }
    partial = next
  }
  return partial
}

function ground(context: RunContext, term: Term, depth = 0): boolean {
  enter(context, depth)
  return term.kind === 'node' && term.args.every((arg) => ground(context, arg, depth + 1))
}

function unifyInto(
  context: RunContext,
  left: Term,
  right: Term,
  subst: Map<string, Term>,
  depth: number,
): boolean {
  enter(context, depth)
  const a = walk(subst, left)
  const b = walk(subst, right)
  if (a.kind === 'unknown' && b.kind === 'unknown' && a.name === b.name) return true
  if (a.kind === 'unknown') return bind(context, a.name, b, subst)
  if (b.kind === 'unknown') return bind(context, b.name, a, subst)
  return (
    a.name === b.name &&
    a.args.length === b.args.length &&
    a.args.every((arg, i) => unifyInto(context, arg, b.args[i] ?? arg, subst, depth + 1))
  )
}

function bind(context: RunContext, name: string, term: Term, subst: Map<string, Term>): boolean {
  if (occurs(context, name, term, subst, 0)) return false
  subst.set(name, term)
  return true
}

function occurs(
  context: RunContext,
  name: string,
  term: Term,
  subst: Subst,
  depth: number,
): boolean {
  enter(context, depth)
  const seen = walk(subst, term)
  if (seen.kind === 'unknown') return seen.name === name
  return seen.args.some((arg) => occurs(context, name, arg, subst, depth + 1))
}

function matchInto(
  context: RunContext,
  pattern: Term,
  subject: Term,
  subst: Map<string, Term>,
  depth: number,
): boolean {
  enter(context, depth)
  if (pattern.kind === 'unknown') {
    const bound = subst.get(pattern.name)
    if (bound === undefined) subst.set(pattern.name, subject)
    return bound === undefined || sameTerm(context, bound, subject)
  }
  return (
    subject.kind === 'node' &&
    pattern.name === subject.name &&
    pattern.args.length === subject.args.length &&
    pattern.args.every((arg, i) =>
      matchInto(context, arg, subject.args[i] ?? arg, subst, depth + 1),
    )
  )
}

/** Replace unknowns once: the images are subject terms and must not be looked up again. */
function instantiate(context: RunContext, subst: Subst, term: Term, depth = 0): Term {
  enter(context, depth)
  if (term.kind === 'unknown') return subst.get(term.name) ?? term
  return { ...term, args: term.args.map((arg) => instantiate(context, subst, arg, depth + 1)) }
}

function walk(subst: Subst, term: Term): Term {
  let seen = term
  while (seen.kind === 'unknown') {
    const next = subst.get(seen.name)
    if (next === undefined) return seen
    seen = next
  }
  return seen
}

function enter(context: RunContext, depth: number): void {
  context.charge(1)
  if (depth > maxTermDepth)
    throw new GenomeRunError('genome.depth', 'the term is nested too deeply')
}

// Patterns: terms with holes, what two terms have in common (their least general generalisation), and
// where a pattern occurs. A part that mentions variables of the pattern's own lambdas becomes a hole that
// is a function of them; one that mentions variables from outside is always a hole.
import type { Production } from '../language/production.ts'
import { type Term, typeOf } from '../language/term.ts'
import type { Type } from '../language/type.ts'

export type Pattern =
  | { readonly kind: 'call'; readonly production: Production; readonly parts: readonly Pattern[] }
  /** A variable of a lambda inside the pattern, counted from the pattern's outermost. */
  | { readonly kind: 'bound'; readonly index: number; readonly type: Type }
  | { readonly kind: 'constant'; readonly value: number | string | boolean; readonly type: Type }
  /** `binds`: lambda variables of the pattern that are in sight here. */
  | {
      readonly kind: 'hole'
      readonly hole: number
      readonly type: Type
      readonly binds: readonly Type[]
    }

/** A part of a program and how many variables are in scope around it. */
export type Place = { readonly term: Term; readonly depth: number }

/** All parts of a program, itself first. */
export function partsOf(term: Term, parameters: number): Place[] {
  const places: Place[] = []
  const visit = (at: Term, depth: number): void => {
    places.push({ term: at, depth })
    if (at.kind !== 'call') return
    for (const [i, part] of at.parts.entries())
      visit(part, depth + (at.production.slots[i]?.binds.length ?? 0))
  }
  visit(term, parameters)
  return places
}

/** The most special pattern that both are instances of; equal differences share a hole. */
export function antiUnify(a: Place, b: Place): Pattern {
  const holes = new Map<string, number>()
  const walk = (x: Term, y: Term, type: Type, binds: readonly Type[]): Pattern => {
    if (x.kind === 'call' && y.kind === 'call' && x.production === y.production) {
      const { production } = x
      const parts = production.slots.map((slot, i) => {
        const [left, right] = [x.parts[i], y.parts[i]]
        if (!left || !right) throw new RangeError(`${production.name} lacks a part`)
        return walk(left, right, slot.type, [...binds, ...slot.binds])
      })
      return { kind: 'call', production, parts }
    }
    if (x.kind === 'constant' && y.kind === 'constant' && Object.is(x.value, y.value))
      return { kind: 'constant', value: x.value, type: x.type }
    if (x.kind === 'variable' && y.kind === 'variable' && x.index - a.depth === y.index - b.depth) {
      const index = x.index - a.depth
      if (index >= 0) return { kind: 'bound', index, type: x.type }
    }
    const key = `${binds.join('')} ${spell(x, a.depth)} ${spell(y, b.depth)}`
    const hole = holes.get(key) ?? holes.size
    holes.set(key, hole)
    return { kind: 'hole', hole, type, binds }
  }
  return walk(a.term, b.term, typeOf(a.term), [])
}

/** What fills the holes when the part is an instance of the pattern, else null. */
export function match(pattern: Pattern, { term, depth }: Place): ReadonlyMap<number, Term> | null {
  const filled = new Map<number, Term>()
  const fits = (wanted: Pattern, at: Term): boolean => {
    if (wanted.kind === 'hole') {
      const other = filled.get(wanted.hole)
      if (other) return spell(other, depth) === spell(at, depth)
      filled.set(wanted.hole, at)
      return typeOf(at) === wanted.type
    }
    if (wanted.kind === 'bound') return at.kind === 'variable' && at.index - depth === wanted.index
    if (wanted.kind === 'constant')
      return at.kind === 'constant' && Object.is(at.value, wanted.value)
    return (
      at.kind === 'call' &&
      at.production === wanted.production &&
      wanted.parts.every((part, i) => {
        const inner = at.parts[i]
        return inner !== undefined && fits(part, inner)
      })
    )
  }
  return fits(pattern, term) ? filled : null
}

/** A term as text, variables counted from `depth`. */
function spell(term: Term, depth: number): string {
  if (term.kind === 'variable') return `$${term.index - depth}`
  if (term.kind === 'constant') return `=${JSON.stringify(term.value)}`
  return `(${term.production.name} ${term.parts.map((part) => spell(part, depth)).join(' ')})`
}

/** `(map:N:N ?0 (mul @0 @0))`: holes by number, functions of what they see. */
export function patternText(pattern: Pattern): string {
  if (pattern.kind === 'bound') return `@${pattern.index}`
  if (pattern.kind === 'constant') return `=${JSON.stringify(pattern.value)}`
  if (pattern.kind === 'hole') {
    const seen = pattern.binds.map((_, i) => `@${i}`).join(' ')
    return seen === '' ? `?${pattern.hole}` : `?${pattern.hole}[${seen}]`
  }
  return `(${pattern.production.name} ${pattern.parts.map(patternText).join(' ')})`
}

/** Nodes that are no holes, and how many different holes there are. */
export function shapeOf(pattern: Pattern): { readonly nodes: number; readonly holes: number } {
  const holes = new Set<number>()
  let nodes = 0
  const visit = (at: Pattern): void => {
    if (at.kind === 'hole') holes.add(at.hole)
    else nodes++
    if (at.kind === 'call') at.parts.forEach(visit)
  }
  visit(pattern)
  return { nodes, holes: holes.size }
}

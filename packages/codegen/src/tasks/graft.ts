// New programs from known ones: one put in the place of another's part, or a part drawn anew. Scopes are
// what has to come out right: variables of the host's lambdas, and parameters under new numbers.
import { productions } from '../language/grammar.ts'
import type { Production } from '../language/production.ts'
import type { Scope, Term } from '../language/term.ts'
import { sizeOf, typeOf } from '../language/term.ts'
import { type Draw, drawTerm } from './prior.ts'

type Place = { readonly term: Term; readonly scope: Scope; readonly path: readonly number[] }

/** All parts of a term, itself first. */
export function placesOf(term: Term, scope: Scope): Place[] {
  const places: Place[] = []
  const visit = (at: Term, inside: Scope, path: readonly number[]): void => {
    places.push({ term: at, scope: inside, path })
    if (at.kind !== 'call') return
    for (const [i, part] of at.parts.entries()) {
      const binds = at.production.slots[i]?.binds ?? []
      visit(part, binds.length === 0 ? inside : [...inside, ...binds], [...path, i])
    }
  }
  visit(term, scope, [])
  return places
}

/** `part` in the place that `path` names. */
export function replaceAt(term: Term, path: readonly number[], part: Term): Term {
  const [first, ...rest] = path
  if (first === undefined) return part
  if (term.kind !== 'call') throw new RangeError('the path leads through a leaf')
  return {
    ...term,
    parts: term.parts.map((old, i) => (i === first ? replaceAt(old, rest, part) : old)),
  }
}

/**
 * A closed program as a part in a deeper scope.
 * @param parameters for each of the guest's parameters, the term that takes its place
 * @param shift how many places later the guest's lambda variables lie
 */
function moved(guest: Term, parameters: readonly Term[], shift: number): Term {
  if (guest.kind === 'constant') return guest
  if (guest.kind === 'variable')
    return parameters[guest.index] ?? { ...guest, index: guest.index + shift }
  return { ...guest, parts: guest.parts.map((part) => moved(part, parameters, shift)) }
}

/** Puts `guest` where `host` has a part of the guest's type; null when nothing fits. */
export function compose(
  draw: Draw,
  host: { readonly term: Term; readonly scope: Scope },
  guest: { readonly term: Term; readonly scope: Scope },
): Term | null {
  const wanted = typeOf(guest.term)
  const places = placesOf(host.term, host.scope).filter(
    ({ term, path }) => path.length > 0 && typeOf(term) === wanted && sizeOf(term) <= 3,
  )
  const place = places[draw.random.below(places.length)]
  if (place === undefined) return null
  const parameters: Term[] = []
  for (const type of guest.scope) {
    const fitting = place.scope.flatMap((own, index) => (own === type ? [index] : []))
    const index = fitting[draw.random.below(fitting.length)]
    if (index === undefined) return null
    parameters.push({ kind: 'variable', index, type })
  }
  const part = moved(guest.term, parameters, place.scope.length - guest.scope.length)
  return replaceAt(host.term, place.path, part)
}

/** One part changed: drawn anew, or another production over the same parts. */
export function mutate(draw: Draw, term: Term, scope: Scope): Term | null {
  const places = placesOf(term, scope)
  const place = places[draw.random.below(places.length)]
  if (place === undefined) return null
  if (place.term.kind === 'call' && draw.random.below(2) === 0) {
    const { production, parts } = place.term
    const alike = twinsOf(production)
    const other = alike[draw.random.below(alike.length)]
    if (other !== undefined)
      return replaceAt(term, place.path, { kind: 'call', production: other, parts })
  }
  const part = drawTerm({ ...draw, maxSize: 5 }, typeOf(place.term), place.scope)
  return part && replaceAt(term, place.path, part)
}

const twins = new Map<Production, readonly Production[]>()

function twinsOf(production: Production): readonly Production[] {
  const known = twins.get(production)
  if (known !== undefined) return known
  const shape = (of: Production) => JSON.stringify([of.gives, of.slots])
  const own = shape(production)
  const found = productions.filter((other) => other !== production && shape(other) === own)
  twins.set(production, found)
  return found
}

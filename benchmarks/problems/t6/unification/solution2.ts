export type Term = string | Term[]
export type Replacements = { [variable: string]: Term }

export function substitute(term: Term, replacements: Replacements): Term {
  if (typeof term !== 'string') {
    const items = term.slice(1).map((item) => substitute(item, replacements))
    return [term[0]!, ...items]
  }
  return term in replacements ? replacements[term]! : term
}

/** Binds variables in chains without replacing anything; cycles are looked for at the very end. */
export function unify(a: Term, b: Term): Replacements | null {
  const bound = new Map<string, Term>()
  const resolve = (term: Term): Term => {
    const next = typeof term === 'string' ? bound.get(term) : undefined
    return next === undefined ? term : resolve(next)
  }
  const join = (one: Term, other: Term): boolean => {
    const [x, y] = [resolve(one), resolve(other)]
    if (typeof x === 'string' && typeof y === 'string') {
      if (x !== y) bound.set(x < y ? y : x, x < y ? x : y)
      return true
    }
    if (typeof x === 'string') bound.set(x, y)
    else if (typeof y === 'string') bound.set(y, x)
    else {
      if (x.length !== y.length || x[0] !== y[0]) return false
      // A bound on depth, since terms can contain themselves by way of variables here.
      return !hasCycle() && x.every((item, i) => i === 0 || join(item, y[i]!))
    }
    return true
  }
  const variablesOf = (term: Term): string[] =>
    typeof term === 'string' ? [term] : term.slice(1).flatMap(variablesOf)
  const hasCycle = (): boolean => {
    const reaches = (variable: string, path: string[]): boolean =>
      path.includes(variable) ||
      variablesOf(bound.get(variable) ?? ['none']).some((next) =>
        reaches(next, [...path, variable]),
      )
    return [...bound.keys()].some((variable) => reaches(variable, []))
  }
  if (!join(a, b) || hasCycle()) return null
  const full = (term: Term): Term => {
    const end = resolve(term)
    return typeof end === 'string' ? end : [end[0]!, ...end.slice(1).map(full)]
  }
  return Object.fromEntries([...bound.keys()].map((variable) => [variable, full(variable)]))
}

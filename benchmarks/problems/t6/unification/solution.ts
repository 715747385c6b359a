export type Term = string | Term[]
export type Replacements = { [variable: string]: Term }

const contains = (term: Term, variable: string): boolean =>
  typeof term === 'string'
    ? term === variable
    : term.slice(1).some((item) => contains(item, variable))

export function substitute(term: Term, replacements: Replacements): Term {
  if (typeof term === 'string') return replacements[term] ?? term
  return term.map((item, i) => (i === 0 ? item : substitute(item, replacements)))
}

export function unify(a: Term, b: Term): Replacements | null {
  let found: Replacements = {}
  const open: [Term, Term][] = [[a, b]]
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [left, right] = pair.map((term) => substitute(term, found)) as [Term, Term]
    if (left === right) continue
    if (typeof left === 'string' || typeof right === 'string') {
      const leftIsKey = typeof left === 'string' && (typeof right !== 'string' || left > right)
      const [key, term] = leftIsKey ? [left, right] : [right as string, left]
      if (contains(term, key)) return null
      for (const [other, old] of Object.entries(found))
        found[other] = substitute(old, { [key]: term })
      found = { ...found, [key]: term }
    } else {
      if (left[0] !== right[0] || left.length !== right.length) return null
      for (let i = 1; i < left.length; i++) open.push([left[i]!, right[i]!])
    }
  }
  return found
}

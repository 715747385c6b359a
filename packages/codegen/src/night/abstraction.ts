// Which macros would have made the solved programs shorter: patterns that two programs have in common,
// valued by the nodes they save over all programs, taken greedily. They are proposals; nothing here puts one
// into the grammar, whose symbol ids weights are trained on.
import type { Scope, Term } from '../language/term.ts'
import { antiUnify, match, type Pattern, partsOf, patternText, shapeOf } from './pattern.ts'

export type Solved = { readonly term: Term; readonly parameters: Scope; readonly family: string }

export type Macro = {
  readonly pattern: Pattern
  readonly text: string
  readonly nodes: number
  readonly holes: number
  /** Programs it occurs in that no macro before it covers. */
  readonly programs: number
  /** Different rows of types these have. */
  readonly families: number
  /** Nodes saved in all of them, less its own size. */
  readonly saved: number
}

export const maxMacros = 8
const leastNodes = 2
const mostNodes = 9
const mostHoles = 3
/** Programs that must share a macro: two always have something in common by chance. */
const leastPrograms = 3
/** Parts with one root that are compared in pairs. */
const mostAlike = 120

/** At most `maxMacros`, the one that saves most first; the same programs in the same order give the same. */
export function proposeMacros(solved: readonly Solved[]): Macro[] {
  const places = solved.flatMap(({ term, parameters }, program) =>
    partsOf(term, parameters.length)
      .filter((place) => place.term.kind === 'call')
      .map((place) => ({ ...place, program })),
  )
  const byRoot = new Map<string, typeof places>()
  for (const place of places) {
    const name = place.term.kind === 'call' ? place.term.production.name : ''
    const alike = byRoot.get(name)
    if (!alike) byRoot.set(name, [place])
    else alike.push(place)
  }
  const candidates = new Map<string, { pattern: Pattern; root: string }>()
  for (const [root, all] of byRoot) {
    const alike = all.slice(0, mostAlike)
    for (const [i, a] of alike.entries())
      for (const b of alike.slice(i + 1)) {
        if (a.program === b.program) continue
        const pattern = antiUnify(a, b)
        const { nodes, holes } = shapeOf(pattern)
        if (nodes < leastNodes || nodes > mostNodes || holes === 0 || holes > mostHoles) continue
        candidates.set(patternText(pattern), { pattern, root })
      }
  }
  const covered = new Set<Term>()
  const macros: Macro[] = []
  const open = new Map(
    [...candidates].map(([text, { pattern, root }]) => {
      const uses = (byRoot.get(root) ?? []).filter((place) => match(pattern, place) !== null)
      return [text, { pattern, uses, ...shapeOf(pattern) }]
    }),
  )
  while (macros.length < maxMacros) {
    let best: Macro | null = null
    let bestUses: typeof places = []
    for (const [text, { pattern, uses, nodes, holes }] of open) {
      const fresh = uses.filter(({ term }) => !covered.has(term))
      const programs = new Set(fresh.map(({ program }) => program))
      // One node stands for the macro in every place; its definition is paid once.
      const saved = fresh.length * (nodes - 1) - nodes - holes
      if (programs.size < leastPrograms || saved <= (best?.saved ?? 0)) continue
      const families = new Set([...programs].map((program) => solved[program]?.family)).size
      best = { pattern, text, nodes, holes, programs: programs.size, families, saved }
      bestUses = fresh
    }
    if (!best) break
    for (const { term } of bestUses) cover(best.pattern, term, covered)
    open.delete(best.text)
    macros.push(best)
  }
  return macros
}

/** Marks the nodes that the pattern takes up, so that no other macro counts them again. */
function cover(pattern: Pattern, term: Term, covered: Set<Term>): void {
  if (pattern.kind === 'hole') return
  covered.add(term)
  if (pattern.kind !== 'call' || term.kind !== 'call') return
  for (const [i, part] of pattern.parts.entries()) {
    const inner = term.parts[i]
    if (inner) cover(part, inner, covered)
  }
}

/** Of programs that had no say in the macros, how many hold one. */
export function reuse(macros: readonly Macro[], programs: readonly Solved[]): number {
  return programs.filter(({ term, parameters }) => {
    const places = partsOf(term, parameters.length)
    return macros.some(({ pattern }) => places.some((place) => match(pattern, place) !== null))
  }).length
}

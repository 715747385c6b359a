// What TypeScript comes to know of a value from a condition: after `x === 1 &&` it calls `x === 2` a mistake.
// The printer has to know the same, to print such a comparison so that it passes.
import type { Term } from './term.ts'

/** Names a variable or the length of one; null for what TypeScript does not follow. */
export function followedKey(term: Term): string | null {
  if (term.kind === 'variable') return `v${term.index}`
  const [part] = term.kind === 'call' && term.production.name.startsWith('len:') ? term.parts : []
  return part?.kind === 'variable' ? `length of v${part.index}` : null
}

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'eqS', 'neS', 'xor'])

/** Keys of what is narrowed where a condition holds, or where it does not; rather too many than too few. */
export function narrowedBy(condition: Term, holds: boolean): string[] {
  if (condition.kind === 'constant') return []
  if (condition.kind === 'variable') return condition.type === 'b' ? [`v${condition.index}`] : []
  const { production, parts } = condition
  const [left, right] = parts
  if (!left) return []
  switch (production.name) {
    case 'not':
      return narrowedBy(left, !holds)
    case 'and':
    case 'or':
      return parts.flatMap((part) => narrowedBy(part, holds))
    case 'eq':
    case 'eqS':
      return holds && right ? comparedIn(left, right) : []
    case 'ne':
    case 'neS':
      return !holds && right ? comparedIn(left, right) : []
    case 'xor':
      return right ? comparedIn(left, right) : []
    default:
      return []
  }
}

/** What is computed has no type of one value, so it narrows nothing. */
function comparedIn(left: Term, right: Term): string[] {
  const isNarrow = (term: Term) =>
    term.kind !== 'call' || followedKey(term) !== null || /^(if|let):/.test(term.production.name)
  if (!isNarrow(left) || !isNarrow(right)) return []
  return [left, right].map(followedKey).filter((key) => key !== null)
}

/** Whether a test of a variable against a constant is one that TypeScript takes for a type guard. */
export function guards(test: Term, index: number): boolean {
  if (test.kind !== 'call') return false
  const { production, parts } = test
  const isComparison = comparisons.has(production.name)
  const isOfVariable = parts.some((part) => part.kind === 'variable' && part.index === index)
  if (isComparison && isOfVariable && parts.some(({ kind }) => kind === 'constant')) return true
  return parts.some((part) => guards(part, index))
}

/** Whether the only comparison is `variable !== constant`, which guards nothing. */
export function isPlainDifference(test: Term): boolean {
  return test.kind === 'call' && (test.production.name === 'ne' || test.production.name === 'neS')
}

// Where the fault may be: statements that failing examples pass through and the others do not (Ochiai).
// A place nothing is known of counts as average.
import type { Span } from './change.ts'
import type { Node } from './program.ts'

export type Suspicion = (place: Span) => number

const unknown = 0.5

/** `marks` are, per example, the indices of the statements it passes through. Values are from 0 to 1. */
export function suspicionOf(
  statements: readonly Node[],
  marks: readonly (readonly number[])[],
  isPassing: readonly boolean[],
): Suspicion {
  const failing = isPassing.filter((passes) => !passes).length
  if (failing === 0 || marks.length !== isPassing.length) return () => unknown
  const values = statements.map((_, statement) => {
    let bad = 0
    let good = 0
    for (const [example, passed] of marks.entries())
      if (passed.includes(statement)) isPassing[example] ? good++ : bad++
    return bad === 0 ? 0 : bad / Math.sqrt(failing * (bad + good))
  })
  return (place) => {
    let best: number | undefined
    let width = Number.POSITIVE_INFINITY
    for (const [index, { start, end }] of statements.entries()) {
      if (start > place.start || end < place.end || end - start >= width) continue
      width = end - start
      best = values[index]
    }
    return best ?? unknown
  }
}

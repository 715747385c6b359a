// Several type checkers, so that one source that takes its full deadline does not hold up the others.
// Each is a process of its own that checks one snapshot after the other.
import { type Checker, type CheckerOptions, createChecker } from './checker.ts'

/** `size` processes, started at their first check; each check goes to the one with the least to do. */
export function createCheckerPool({
  size,
  ...options
}: CheckerOptions & { readonly size: number }): Checker {
  const members = Array.from({ length: Math.max(1, size) }, () => ({
    checker: createChecker(options),
    waiting: 0,
  }))
  return {
    async check(programs, wantedTrees, onTrees) {
      const member = members.reduce((best, other) => (other.waiting < best.waiting ? other : best))
      member.waiting++
      try {
        return await member.checker.check(programs, wantedTrees, onTrees)
      } finally {
        member.waiting--
      }
    },
    async close() {
      await Promise.all(members.map(({ checker }) => checker.close()))
    },
  }
}

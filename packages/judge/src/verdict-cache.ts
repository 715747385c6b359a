// Verdicts by content. What is cached is never trusted further than its key: problem hash and source hash.
import type { ProblemVerdict } from './problem-verdict.ts'

export type VerdictCache = {
  readonly get: (key: string) => ProblemVerdict | undefined
  readonly set: (key: string, verdict: ProblemVerdict) => void
}

/** Keeps the `maxEntries` used last. */
export function createVerdictCache(maxEntries = 10_000): VerdictCache {
  const entries = new Map<string, ProblemVerdict>()
  return {
    get(key) {
      const verdict = entries.get(key)
      if (verdict) {
        entries.delete(key)
        entries.set(key, verdict)
      }
      return verdict
    },
    set(key, verdict) {
      entries.delete(key)
      entries.set(key, verdict)
      const oldest = entries.keys().next().value
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest)
    },
  }
}

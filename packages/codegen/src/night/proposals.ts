// What a night proposes for the prior, as tables: refit from what was solved, the same with hindsight, and
// a sham of the same size, which a gate worth its name refuses.
import { createRandom } from '@zooid/model'
import type { Prior } from '../search/prior.ts'
import type { Archive } from './hindsight.ts'
import { type Lesson, logProbability, type RefitTable, refit } from './refit.ts'
import type { SolvedTask } from './wake.ts'

/** Exponent on a program's chance: uniform over behaviours would teach what nobody writes. */
const naturalness = 0.5

/** Each behaviour counts once, however often it was asked for. */
export function lessonsFrom(solved: readonly SolvedTask[]): Lesson[] {
  const lessons = new Map<string, Lesson>()
  for (const { signature, ids } of solved) {
    const { parameters, result } = signature
    const key = `${parameters.join('')}>${result} ${ids.join()}`
    lessons.set(key, { signature, ids, weight: 1 })
  }
  return [...lessons.values()]
}

/** Weights sum to `mass`; the programs of one behaviour share its weight. */
export function hindsightLessons({ kept }: Archive, prior: Prior, mass: number): Lesson[] {
  const lessons: Lesson[] = []
  for (const programs of kept.values()) {
    const chances = programs.map((program) => logProbability(prior, program))
    const weight = Math.exp(naturalness * Math.max(...chances)) / programs.length
    for (const { signature, ids } of programs) lessons.push({ signature, ids, weight })
  }
  const total = lessons.reduce((sum, { weight }) => sum + weight, 0)
  return lessons.map((lesson) => ({ ...lesson, weight: (lesson.weight / total) * mass }))
}

/** A refit over a table that holds already: what was not met this time stays. */
export function refitOver(
  old: RefitTable,
  lessons: readonly Lesson[],
  prior: Prior,
  pseudo?: number,
): RefitTable {
  const table = new Map(old)
  for (const [key, { logs, ...place }] of refit(lessons, prior, pseudo))
    table.set(key, { ...place, logs: new Map([...(old.get(key)?.logs ?? []), ...logs]) })
  return table
}

/** The changes that `table` makes to `prior`, dealt anew among the symbols of each place. */
export function shamOf(table: RefitTable, prior: Prior, seed: number): RefitTable {
  const random = createRandom(seed, 'sham')
  const dealt = [...table].map(([key, { parent, slot, goal, logs }]) => {
    const before = [...logs.keys()].map((symbol) => prior(parent, slot, symbol, goal))
    const changes = [...logs.values()].map((log, i) => log - (before[i] ?? 0))
    for (let i = changes.length - 1; i > 0; i--) {
      const j = random.below(i + 1)
      const [a = 0, b = 0] = [changes[i], changes[j]]
      changes[i] = b
      changes[j] = a
    }
    const moved = [...logs.keys()].map(
      (symbol, i) => [symbol, (before[i] ?? 0) + (changes[i] ?? 0)] as const,
    )
    return [key, { parent, slot, goal, logs: new Map(moved) }] as const
  })
  return new Map(dealt)
}

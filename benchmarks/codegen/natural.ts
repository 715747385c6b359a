// The natural suite: one-function tasks as people ask for them, with plain TypeScript references, written
// before any search was run on them. A task may be corrected when it is wrong, never because it is hard.
import { gridTasks, listTasks, wordTasks } from './natural/lists.ts'
import { numberTasks } from './natural/numbers.ts'
import { stringTasks } from './natural/strings.ts'
import { type NaturalTask, visibleInputs } from './natural/task.ts'

export type { NaturalTask }

export const naturalTasks: readonly NaturalTask[] = [
  ...numberTasks,
  ...stringTasks,
  ...listTasks,
  ...wordTasks,
  ...gridTasks,
]

export type NaturalExample = { readonly args: readonly unknown[]; readonly output: unknown }

/** What the reference answers, the first five visible to a solver. */
export function examplesOf({ reference, inputs }: NaturalTask): {
  readonly visible: readonly NaturalExample[]
  readonly hidden: readonly NaturalExample[]
} {
  const answer = reference as (...args: readonly unknown[]) => unknown
  const all = inputs.map((args) => ({ args, output: answer(...structuredClone(args)) }))
  return { visible: all.slice(0, visibleInputs), hidden: all.slice(visibleInputs) }
}

// What a solver is and what it may see. It gets statement, signature and visible examples, never the
// hidden tests, a reference, or the verdict on an earlier proposal.
import type { TrialExample } from '@zooid/sandbox'
import type { Problem, Tier } from './problem.ts'

export type Task = {
  readonly slug: string
  readonly title: string
  readonly tier: Tier
  readonly statement: string
  readonly signature: string
  readonly examples: readonly TrialExample[]
  /** The broken function to repair; tier 2 only. */
  readonly starter: string | null
}

export type SolveOptions = {
  /** At most this many proposals, best first. */
  readonly proposals: number
  readonly seed: string
}

export type Solver = {
  /** The column in the results: `enumeration`, `model`, `model+search`, `llm:<name>`. */
  readonly name: string
  /** Everything its proposals depend on beside task and seed: version, budget, weights. */
  readonly fingerprint: string
  readonly solve: (task: Task, options: SolveOptions) => Promise<readonly string[]>
}

export function taskOf(problem: Problem, examples: readonly TrialExample[]): Task {
  const { slug, title, tier, statement, signature, starter } = problem
  return { slug, title, tier, statement, signature, examples, starter }
}

// The search as a column of `zooid bench`: with a model `model+search`, without one `codegen-prior`.
import type { Solver } from '@zooid/judge'
import { grammarHash } from './language/grammar.ts'
import { type SolveTools, solve } from './solve.ts'

/** Raised whenever the search finds something else for the same task and budget. */
const version = 1

export type CodegenSolverOptions = SolveTools & {
  /** Candidates per problem. */
  readonly candidates: number
  /** Names the weights of `guide` in the fingerprint. */
  readonly guideHash?: string
}

/** Deterministic: its budget is candidates, not seconds. */
export function createCodegenSolver({
  candidates,
  guideHash,
  ...tools
}: CodegenSolverOptions): Solver {
  return {
    name: tools.guide ? 'model+search' : 'codegen-prior',
    fingerprint: `v${version}/${candidates}/${grammarHash}/${guideHash ?? 'none'}`,
    async solve(task, { proposals }) {
      const solved = await solve(task, tools, { candidates, proposals })
      return solved.proposals.map(({ source }) => source)
    },
  }
}

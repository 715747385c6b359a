// The repair lane alone as a column of `zooid bench`: `repair`, or `repair-unranked` for the same edits in
// the order of the text. Its budget is candidates, so that the same seed proposes the same everywhere.
import type { Solver } from '@zooid/judge'
import { type RepairTools, repairStarter } from './repair-starter.ts'

/** Raised whenever other edits are made or they come in another order. */
const version = 1

export type RepairSolverOptions = RepairTools & {
  /** Programs tried per problem. */
  readonly candidates: number
  /** @default true */
  readonly isRanked?: boolean
}

export function createRepairSolver({
  candidates,
  isRanked = true,
  ...tools
}: RepairSolverOptions): Solver {
  return {
    name: isRanked ? 'repair' : 'repair-unranked',
    fingerprint: `v${version}/${candidates}`,
    async solve(task, { proposals, seed }) {
      const { sources } = await repairStarter(task, tools, {
        proposals,
        maxCandidates: candidates,
        isRanked,
        seed: hashOf(seed),
      })
      return sources
    },
  }
}

function hashOf(seed: string): number {
  let hash = 0
  for (let i = 0; i < seed.length; i++) hash = (Math.imul(hash, 31) + seed.charCodeAt(i)) | 0
  return hash
}

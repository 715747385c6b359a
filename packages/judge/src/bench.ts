// Runs a solver over problems, one after the other: task, proposals, verdicts, one row each. Rows that an
// earlier run made from the same content are taken over, so a run that was broken off goes on.

import { ZooidError } from '@zooid/base'
import { sha256 } from './content-hash.ts'
import type { Problem } from './problem.ts'
import type { ProblemJudge } from './problem-judge.ts'
import type { BenchRow } from './score.ts'
import { type Solver, taskOf } from './solver.ts'

/** Rows by content hash; see `rowKey`. */
export type RowStore = {
  readonly get: (key: string) => BenchRow | undefined
  readonly set: (key: string, row: BenchRow) => void
}

export type BenchOptions = {
  readonly problems: readonly Problem[]
  readonly solver: Solver
  readonly judge: ProblemJudge
  readonly seed: string
  /** Proposals per problem. @default 1 */
  readonly proposals?: number
  readonly store?: RowStore
  readonly onRow?: (row: BenchRow, done: number, isResumed: boolean) => void
  readonly signal?: AbortSignal
}

/**
 * One row per problem, in their order.
 * @throws BenchInfrastructureError when a verdict failed for a reason of our own: such a run has no score
 */
export async function runBench({
  problems,
  solver,
  judge,
  seed,
  proposals = 1,
  store,
  onRow,
  signal,
}: BenchOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const problem of problems) {
    signal?.throwIfAborted()
    const key = sha256(
      JSON.stringify([
        solver.name,
        solver.fingerprint,
        seed,
        proposals,
        problem.hash,
        problem.statement,
      ]),
    )
    const known = store?.get(key)
    const row = known ?? (await solveOne(problem, { solver, judge, seed, proposals }))
    if (!known) store?.set(key, row)
    rows.push(row)
    onRow?.(row, rows.length, known !== undefined)
  }
  return rows
}

type SolveTools = Required<Pick<BenchOptions, 'solver' | 'judge' | 'seed' | 'proposals'>>

async function solveOne(
  problem: Problem,
  { solver, judge, seed, proposals }: SolveTools,
): Promise<BenchRow> {
  const task = taskOf(problem, await judge.examples(problem))
  const startedAt = performance.now()
  const sources = (await solver.solve(task, { proposals, seed })).slice(0, proposals)
  const kinds: string[] = []
  let seconds: number | null = null
  for (const source of sources) {
    const verdict = await judge.judge(problem, source)
    if (verdict.kind === 'infrastructure')
      throw new BenchInfrastructureError(problem.slug, verdict.message)
    kinds.push(verdict.kind)
    if (verdict.kind === 'pass') seconds ??= (performance.now() - startedAt) / 1000
  }
  return {
    slug: problem.slug,
    tier: problem.tier,
    proposals: sources.length,
    passing: kinds.filter((kind) => kind === 'pass').length,
    verdict: kinds[0] ?? 'none',
    isFirstPassing: kinds[0] === 'pass',
    seconds,
  }
}

export class BenchInfrastructureError extends ZooidError {
  override readonly name = 'BenchInfrastructureError'
  constructor(slug: string, message: string) {
    super('bench.infrastructure', `${slug}: no verdict: ${message}`, {
      hint: 'run again: what was judged so far is kept',
      retryable: true,
    })
  }
}

// Runs columns over the natural suite, and solvers over the problems of a split. Rows only; what they come
// to is reported elsewhere.
import { codegenTaskOf, createCodegenSolver, type Guide, repairStarter } from '@zooid/codegen'
import {
  createEnumerationSolver,
  createProblemJudge,
  type Problem,
  type ProblemJudge,
  runBench,
  type Solver,
} from '@zooid/judge'
import { createSandbox, type Sandbox } from '@zooid/sandbox'
import type { Column, Row } from './columns.ts'
import { examplesOf, type NaturalTask } from './natural.ts'

/** The task as a solver gets it: all examples are the specification, ten or more with edge cases. */
export function specified(natural: NaturalTask) {
  const { name, signature, statement } = natural
  const { visible, hidden } = examplesOf(natural)
  const task = codegenTaskOf({
    slug: name.toLowerCase(),
    title: name,
    tier: 1,
    statement,
    signature,
    starter: null,
    examples: [...visible, ...hidden].map(({ args, output }) => ({
      source: '',
      throws: false,
      expected: output as never,
      call: { name, args: args as never },
    })),
  })
  if ('refused' in task) throw new RangeError(`${name}: ${task.refused}`)
  return task
}

export function runNatural(
  { solve }: Column,
  tasks: readonly NaturalTask[],
  limit: number,
  onRow: (row: Row, done: number) => void,
): Row[] {
  const rows: Row[] = []
  for (const natural of tasks) {
    const task = specified(natural)
    const before = process.cpuUsage()
    const outcome = solve(task, limit)
    const { user, system } = process.cpuUsage(before)
    const row = { task: natural.name, ...outcome, cpuMs: Math.round((user + system) / 1000) }
    rows.push(row)
    onRow(row, rows.length)
  }
  return rows
}

export type ProblemRow = {
  readonly task: string
  readonly tier: number
  readonly isSolved: boolean
  readonly cpuMs: number
}

export const problemColumns = ['enumeration', 'unranked repair', 'hand prior', 'model'] as const
export type ProblemColumn = (typeof problemColumns)[number]

/** First proposals judged by the hidden tests; a budget in candidates, so that rows are exact. */
export async function runProblems(
  column: ProblemColumn,
  problems: readonly Problem[],
  { candidates, guide }: { readonly candidates: number; readonly guide: Guide | null },
  onRow: (row: ProblemRow, done: number) => void,
): Promise<ProblemRow[]> {
  const sandbox = createSandbox({ workers: 1 })
  const judge = createProblemJudge({ sandbox })
  try {
    const solver = solverOf(column, { sandbox, judge, candidates, guide })
    const rows: ProblemRow[] = []
    for (const problem of problems) {
      const before = process.cpuUsage()
      const [made] = await runBench({ problems: [problem], solver, judge, seed: '1' })
      const { user, system } = process.cpuUsage(before)
      const { slug, tier } = problem
      const isSolved = made?.isFirstPassing === true
      const row = { task: slug, tier, isSolved, cpuMs: Math.round((user + system) / 1000) }
      rows.push(row)
      onRow(row, rows.length)
    }
    return rows
  } finally {
    await judge.close()
    await sandbox.close()
  }
}

function solverOf(
  column: ProblemColumn,
  tools: {
    readonly sandbox: Sandbox
    readonly judge: ProblemJudge
    readonly candidates: number
    readonly guide: Guide | null
  },
): Solver {
  const { sandbox, judge, candidates, guide } = tools
  switch (column) {
    case 'enumeration':
      return createEnumerationSolver({ maxCandidates: candidates })
    case 'hand prior':
      return createCodegenSolver({ sandbox, judge, candidates })
    case 'model':
      if (!guide) throw new RangeError('the column "model" needs weights')
      return createCodegenSolver({ sandbox, judge, candidates, guide })
    case 'unranked repair':
      return {
        name: column,
        fingerprint: String(candidates),
        solve: async (task) => {
          const { sources } = await repairStarter(
            task,
            { sandbox, judge },
            { proposals: 1, maxCandidates: candidates, isRanked: false },
          )
          return sources
        },
      }
  }
}

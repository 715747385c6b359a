// Repair of tier 2 starters: solved at one and at ten proposals, programs tried, seconds, with the same edits
// ranked and in the order of the text.
//   tsx benchmarks/codegen/repair.ts --splits train,dev    (sealed is for a final version only)
//   --candidates n         programs tried per problem           (default 40000)
//   --columns a,b          of ranked, unranked                  (default both)
//   --dry                  leaves results/codegen-repair.json as it is
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { repairStarter } from '@zooid/codegen'
import {
  createChecker,
  createProblemJudge,
  problemsOf,
  readProblems,
  readSplits,
  splitNames,
  taskOf,
} from '@zooid/judge'
import { createSandbox } from '@zooid/sandbox'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = join(root, 'benchmarks/results/codegen-repair.json')
const { values: args } = parseArgs({
  options: {
    splits: { type: 'string', default: 'train,dev' },
    candidates: { type: 'string', default: '40000' },
    columns: { type: 'string', default: 'ranked,unranked' },
    dry: { type: 'boolean', default: false },
  },
})
const proposals = 10
const maxCandidates = Number(args.candidates)
const wanted = splitNames.filter((name) => args.splits.split(',').includes(name))

type Row = {
  readonly task: string
  readonly split: string
  /** Which proposal is the first that passes the hidden tests, from 1; null when none does. */
  readonly place: number | null
  readonly proposed: number
  readonly edits: number
  readonly candidates: number
  /** Candidates that pass all visible examples. */
  readonly passing: number
  readonly seconds: number
}

const sandbox = createSandbox({ workers: 1 })
const judge = createProblemJudge({ sandbox })
const checker = createChecker({ deadlineMs: 10_000 })
const problems = readProblems(join(root, 'benchmarks/problems')).filter(({ tier }) => tier === 2)
const splits = readSplits(join(root, 'benchmarks/problems'))
const results: { [name: string]: unknown } = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : {}

try {
  for (const column of args.columns.split(',')) {
    const isRanked = column === 'ranked'
    for (const split of wanted) {
      const rows: Row[] = []
      for (const problem of problemsOf(problems, splits, split)) {
        const task = taskOf(problem, await judge.examples(problem))
        const startedAt = performance.now()
        const repaired = await repairStarter(
          task,
          { sandbox, judge, checker },
          { proposals, maxCandidates, isRanked },
        )
        const seconds = (performance.now() - startedAt) / 1000
        const { sources, candidates, edits, passing } = repaired
        const verdicts = await judge.judgeAll(problem, sources)
        const first = verdicts.findIndex(({ kind }) => kind === 'pass')
        const row = {
          task: problem.slug,
          split,
          place: first < 0 ? null : first + 1,
          proposed: sources.length,
          edits,
          candidates,
          passing,
          seconds: Math.round(seconds * 100) / 100,
        }
        rows.push(row)
        process.stderr.write(`${column} ${JSON.stringify(row)}\n`)
      }
      const summary = summaryOf(rows)
      results[`${column} on ${split}`] = { maxCandidates, proposals, ...summary, rows }
      process.stdout.write(`${column} on ${split}: ${JSON.stringify(summary)}\n`)
    }
  }
  if (!args.dry) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
} finally {
  await checker.close()
  await judge.close()
  await sandbox.close()
}

function summaryOf(rows: readonly Row[]) {
  const within = (places: number) =>
    rows.filter(({ place }) => place !== null && place <= places).length
  const median = (of: (row: Row) => number) =>
    rows.map(of).sort((a, b) => a - b)[rows.length >> 1] ?? 0
  return {
    problems: rows.length,
    solvedAt1: within(1),
    solvedAt10: within(10),
    medianCandidates: median(({ candidates }) => candidates),
    medianSeconds: median(({ seconds }) => seconds),
  }
}

// `npm run bench:codegen`: what search finds with and without the model. Candidate counts are exact, so they
// are the same on a busy machine; seconds are processor time of this process and are not.
//   --quick                fewer candidates, the columns that matter: within 15 minutes on two cores
//   --suites a,b           of natural, dev, sealed              (default: all)
//   --columns a,b          columns whose name contains one of these
//   --limit n              candidates per task                  (default 100000, quick 3000)
//   --weights dir          trained weights                      (default packages/codegen/weights)
//   --corpus file          what training saw, for the column lookup
//   --tiers a,b            of the problems                (default: all)
//   --part i/n             every n-th task from the i-th, added to the rows that are there
//   --dry                  leaves results/codegen.json as it is
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openGuide, parseCorpus } from '@zooid/codegen'
import { problemsOf, readProblems, readSplits } from '@zooid/judge'
import { type Column, guideColumns, lookupColumn, plainColumns, type Row } from './columns.ts'
import { naturalTasks } from './natural.ts'
import { type ColumnResult, type ProblemResult, type Results, report } from './report.ts'
import { problemColumns, runNatural, runProblems } from './suites.ts'
import { untrainedGuide } from './untrained.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = join(root, 'benchmarks/results/codegen.json')
const { values: args } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    suites: { type: 'string', default: 'natural,dev,sealed' },
    columns: { type: 'string', default: '' },
    limit: { type: 'string' },
    weights: { type: 'string', default: join(root, 'packages/codegen/weights') },
    corpus: { type: 'string' },
    tiers: { type: 'string', default: '1,2,3,4,5,6' },
    part: { type: 'string', default: '1/1' },
    dry: { type: 'boolean', default: false },
  },
})
const limit = Number(args.limit ?? (args.quick ? 3_000 : 100_000))
const [part = 1, parts = 1] = args.part.split('/').map(Number)
const isMine = (_: unknown, i: number) => i % parts === part - 1
const suites = args.suites.split(',')
const wanted = args.columns === '' ? null : args.columns.split(',')
const isWanted = (name: string) => wanted === null || wanted.some((part) => name.includes(part))

const guide = existsSync(join(args.weights, 'codegen.json')) ? await openGuide(args.weights) : null
if (!guide) process.stderr.write(`no weights in ${args.weights}: columns without a model only\n`)
const weights = guide?.manifest.modelHash ?? null
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root })
  .toString()
  .trim()
const about = () => ({ at: new Date().toISOString(), commit, limit, weights })
const step = (text: string) => process.stderr.write(`${text}\n`)
const made: {
  natural: { [c: string]: ColumnResult }
  problems: { [s: string]: { [c: string]: ProblemResult } }
} = {
  natural: {},
  problems: {},
}

if (suites.includes('natural')) {
  for (const column of await naturalColumns()) {
    if (!isWanted(column.name)) continue
    let solved = 0
    const rows: Row[] = []
    runNatural(column, naturalTasks.filter(isMine), limit, (row, done) => {
      rows.push(row)
      if (row.candidates !== null) solved++
      if (done % 10 !== 0) return
      step(`${column.name}: ${solved} of ${done}`)
      // What is done stays when the run is broken off.
      made.natural[column.name] = { ...about(), rows: [...rows] }
      save()
    })
    made.natural[column.name] = { ...about(), rows }
    save()
  }
}
for (const split of ['dev', 'sealed'] as const) {
  if (!suites.includes(split)) continue
  const folder = join(root, 'benchmarks/problems')
  const problems = problemsOf(readProblems(folder), readSplits(folder), split)
    .filter(({ tier }) => args.tiers.includes(String(tier)))
    .filter(isMine)
  for (const column of problemColumns) {
    if (!isWanted(column) || (column === 'model' && !guide)) continue
    let solved = 0
    const rows = await runProblems(column, problems, { candidates: limit, guide }, (row, done) => {
      if (row.isSolved) solved++
      if (done % 20 === 0) step(`${split}, ${column}: ${solved} of ${done}`)
    })
    made.problems[split] = { ...made.problems[split], [column]: { ...about(), rows } }
    save()
  }
}
await guide?.close()
process.stdout.write(`${report(args.dry || args.quick ? made : stored())}\n`)

async function naturalColumns(): Promise<Column[]> {
  const columns = [...plainColumns]
  if (guide) {
    columns.push(...guideColumns(guide, ''))
    const random = guideColumns(await untrainedGuide(args.weights), ' (random net)')
    columns.push(...random.filter(({ name }) => !name.startsWith('corpus')))
  }
  if (args.corpus !== undefined)
    columns.push(lookupColumn(parseCorpus(readFileSync(args.corpus, 'utf8')).programs.values()))
  return columns
}

function stored(): Results {
  if (!existsSync(file)) return { natural: {}, problems: {} }
  return JSON.parse(readFileSync(file, 'utf8')) as Results
}

/** Columns of this run over those that are there: a run may be made in parts, of columns and of tasks. */
function save(): void {
  if (args.dry || args.quick) return
  const before = stored()
  const natural = { ...before.natural }
  for (const [name, column] of Object.entries(made.natural))
    natural[name] = joined(natural[name], column)
  const problems = { ...before.problems }
  for (const [split, columns] of Object.entries(made.problems)) {
    const there = { ...problems[split] }
    for (const [name, column] of Object.entries(columns)) there[name] = joined(there[name], column)
    problems[split] = there
  }
  writeFileSync(file, `${JSON.stringify({ natural, problems })}\n`)
}

/** Rows of the new column over those of the old one, as long as both were made alike. */
function joined<T extends { readonly rows: readonly { readonly task: string }[] }>(
  old: (T & { readonly limit: number; readonly weights: string | null }) | undefined,
  fresh: T & { readonly limit: number; readonly weights: string | null },
): T {
  if (!old || old.limit !== fresh.limit || old.weights !== fresh.weights) return fresh
  const rows = new Map([...old.rows, ...fresh.rows].map((row) => [row.task, row]))
  return { ...fresh, rows: [...rows.values()] }
}

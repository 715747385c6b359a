// `npm run bench:selfcheck [-- --only rot13,gcd --json --quick --fresh]`: proves that every problem is sound
// and prints a table. Exit code 1 when one is not. `--quick` leaves out mutants and twins, `--fresh` forgets
// what earlier runs found about the same files.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  createCheckerPool,
  createProblemJudge,
  judgeVersion,
  listProblemFolders,
  type Problem,
  passesUnderAnyName,
  readProblem,
} from '@zooid/judge'
import { type References, readReferences } from '@zooid/judge/references'
import { createSandbox } from '@zooid/sandbox'
import { solutionPrelude, testsPrelude } from '@zooid/sandbox/trial-prelude'
import { printTable } from '../perf/report.ts'
import { remembered } from './cache.ts'
import { type MutationScore, scoreMutants } from './mutation.ts'
import { checkSoundness, type Soundness } from './soundness.ts'
import { findSuspects } from './twins.ts'

type Row = {
  readonly folder: string
  readonly problem: Problem | null
  readonly references: References | null
  readonly soundness: Soundness | null
  readonly mutation: MutationScore | null
  readonly complaints: string[]
}

const minKilled = 0.95
const workers = 2

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
  },
})
const root = fileURLToPath(new URL('../problems', import.meta.url))
const wanted = values.only?.split(',')
const all = listProblemFolders(root)
const folders = all.filter((folder) => !wanted || wanted.includes(folder.split('/')[1] ?? ''))
for (const slug of wanted ?? [])
  if (!folders.some((folder) => folder.endsWith(`/${slug}`))) {
    console.error(`no problem called ${slug} in benchmarks/problems`)
    process.exit(2)
  }

const sandbox = createSandbox({ workers })
const judge = createProblemJudge({ sandbox })
const checker = createCheckerPool({ size: 1 })
const startedAt = performance.now()
let checkedSoFar = 0
/** What the answers depend on beside the problem's own files. */
const own = [
  judgeVersion,
  solutionPrelude,
  testsPrelude,
  values.fresh ? Date.now() : 0,
  ...['soundness.ts', 'mutation.ts', 'mutants.ts', 'neighbours.ts', 'twins.ts'].map((name) =>
    readFileSync(new URL(name, import.meta.url), 'utf8'),
  ),
]
try {
  const rows = await inLanes(folders, checkOne)
  const twins = values.quick ? [] : await findTwins(rows)
  for (const [solution, passes] of twins)
    rows
      .find(({ problem }) => problem?.slug === passes)
      ?.complaints.push(`the reference of ${solution} passes these tests: they are one problem`)
  report(rows)
} finally {
  await judge.close()
  await checker.close()
  await sandbox.close()
}

/** Results in the order of the items; as many at a time as there are workers. */
async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: workers }, lane))
  return results
}

async function checkOne(folder: string): Promise<Row> {
  const complaints: string[] = []
  const row = {
    folder,
    problem: null,
    references: null,
    soundness: null,
    mutation: null,
    complaints,
  }
  let problem: Problem
  try {
    problem = readProblem(root, folder)
  } catch (error) {
    complaints.push(String(error))
    return row
  }
  const references = readReferences(root, problem)
  const contents = [...own, problem, references.solution, references.second, [...references.wrong]]
  const soundness = await remembered(['sound', ...contents], (doubt) =>
    checkSoundness({ judge, checker, doubt }, problem, references),
  )
  complaints.push(...soundness.complaints)
  let mutation: MutationScore | null = null
  const { solution } = references
  if (!values.quick && solution !== null && complaints.length === 0)
    try {
      mutation = await remembered(['mutants', ...contents], (doubt) =>
        scoreMutants(sandbox, problem, solution, doubt),
      )
      const rate = killRate(mutation)
      if (rate < minKilled) {
        complaints.push(
          `only ${(rate * 100).toFixed(1)} % of the mutants that behave differently are killed; survivors:`,
          ...mutation.survivors.map((survivor) => `  ${survivor}`),
        )
      }
    } catch (error) {
      complaints.push(String(error))
    }
  note(folder)
  return { folder, problem, references, soundness, mutation, complaints }
}

/** Of `--only`, against every other problem. */
async function findTwins(rows: readonly Row[]): Promise<[string, string][]> {
  const entries = all.flatMap((folder) => {
    const row = rows.find((known) => known.folder === folder)
    const problem = row ? row.problem : readOther(folder)
    const solution = problem && (row?.references ?? readReferences(root, problem)).solution
    return problem && solution ? [{ problem, solution }] : []
  })
  const checked = new Set(rows.map(({ problem }) => problem?.slug))
  const suspects = findSuspects(entries).filter(
    ([one, other]) => checked.has(one.problem.slug) || checked.has(other.problem.slug),
  )
  const found = await inLanes(suspects, async ([one, other]): Promise<[string, string][]> => {
    const isSame = await remembered(
      ['twins', ...own, one.problem.signature, one.solution, other.problem.hash],
      (doubt) => passesUnderAnyName(sandbox, other.problem, one.solution, doubt),
    )
    return isSame ? [[one.problem.slug, other.problem.slug]] : []
  })
  return found.flat()
}

/** Another problem is somebody else's concern: when it is broken, its own check says so. */
function readOther(folder: string): Problem | null {
  try {
    return readProblem(root, folder)
  } catch {
    return null
  }
}

function killRate({ killed, survivors }: MutationScore): number {
  return killed + survivors.length === 0 ? 1 : killed / (killed + survivors.length)
}

function note(folder: string): void {
  checkedSoFar++
  if (process.stderr.isTTY)
    process.stderr.write(`\r\x1b[2K${checkedSoFar}/${folders.length} ${folder}`)
}

function report(rows: readonly Row[]): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
  const unsound = rows.filter(({ complaints }) => complaints.length > 0)
  const seconds = (performance.now() - startedAt) / 1000
  process.exitCode = unsound.length > 0 ? 1 : 0
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0)
  const totals = {
    problems: rows.length,
    sound: rows.length - unsound.length,
    killed: sum(({ mutation }) => mutation?.killed ?? 0),
    survived: sum(({ mutation }) => mutation?.survivors.length ?? 0),
    equivalent: sum(({ mutation }) => mutation?.equivalent ?? 0),
    unclear: sum(({ mutation }) => mutation?.unclear.length ?? 0),
    seconds,
  }
  if (values.json) {
    const problems = rows.map(({ folder, soundness, mutation, complaints }) => ({
      folder,
      complaints,
      ...(soundness ? { ...soundness, complaints } : {}),
      mutation,
    }))
    console.log(JSON.stringify({ ...totals, rows: problems }, null, 2))
    return
  }
  printTable(
    rows.map(({ folder, soundness, mutation, complaints }) => ({
      '': complaints.length === 0 ? 'ok' : 'NO',
      problem: folder,
      examples: soundness?.examples ?? '-',
      tests: soundness?.tests ?? '-',
      wrong: soundness?.wrong ?? '-',
      ms: soundness?.testMs.toFixed(1) ?? '-',
      killed: mutation?.killed ?? '-',
      survived: mutation?.survivors.length ?? '-',
      equivalent: mutation?.equivalent ?? '-',
      unclear: mutation?.unclear.length ?? '-',
    })),
  )
  for (const { folder, complaints } of unsound) {
    console.log(`\n${folder}`)
    for (const complaint of complaints) console.log(`  ${complaint}`)
  }
  const mutants = values.quick
    ? 'mutants and twins left out'
    : `${totals.killed} mutants killed, ${totals.survived} survived, ${totals.equivalent} equivalent (${totals.unclear} unclear)`
  console.log(`\n${totals.sound} of ${totals.problems} sound; ${mutants}; ${seconds.toFixed(1)} s`)
}

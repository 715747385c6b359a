// `zooid bench`: runs a solver over a split of the benchmark problems and prints pass rates per tier. The
// same seed gives the same numbers; times are the machine's. Solvers never see tests or verdicts.
import { join } from 'node:path'
import { createCodegenSolver, createRepairSolver, type Guide } from '@zooid/codegen'
import {
  createEnumerationSolver,
  createProblemJudge,
  openRowFile,
  type Problem,
  type ProblemJudge,
  problemsOf,
  readProblems,
  readSplits,
  runBench,
  type Score,
  type Solver,
  type SplitName,
  scoreRows,
  sha256,
  splitNames,
  tiers,
} from '@zooid/judge'
import { createSandbox, type Sandbox } from '@zooid/sandbox'
import { appendResult, findProblems, machine } from '../bench-files.ts'
import { findGuide } from '../codegen-tools.ts'
import { dataFlag, defineCommand, jsonFlag, UsageError } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { note, print, printJson, startProgress, table } from '../terminal.ts'

type Tools = { readonly sandbox: Sandbox; readonly judge: ProblemJudge; readonly guide?: Guide }

/** Solvers by name; `needsGuide` says that one is nothing without trained weights. */
const solvers: {
  readonly [name: string]: {
    readonly create: (budget: number, tools: Tools) => Solver
    readonly needsGuide?: true
  }
} = {
  enumeration: { create: (budget) => createEnumerationSolver({ maxCandidates: budget }) },
  'codegen-prior': {
    create: (budget, { sandbox, judge }) =>
      createCodegenSolver({ sandbox, judge, candidates: budget }),
  },
  repair: {
    create: (budget, { sandbox, judge }) =>
      createRepairSolver({ sandbox, judge, candidates: budget }),
  },
  'model+search': {
    needsGuide: true,
    create: (budget, tools) =>
      createCodegenSolver({
        ...tools,
        candidates: budget,
        ...(tools.guide ? { guideHash: tools.guide.manifest.modelHash } : {}),
      }),
  },
}

export const command = defineCommand({
  about: 'Measure a solver on the benchmark problems',
  examples: [
    'zooid bench',
    'zooid bench --solver enumeration --split sealed',
    'zooid bench --tier 1,2 --seed 7 --json',
  ],
  args: {
    split: {
      type: 'string',
      default: 'dev',
      description: 'train, dev, sealed or all',
      valueHint: 'name',
    },
    solver: {
      type: 'string',
      default: 'enumeration',
      description: `Who solves: ${Object.keys(solvers).join(', ')}`,
      valueHint: 'name',
    },
    tier: { type: 'string', description: 'Only these tiers, such as 1,2', valueHint: 'list' },
    seed: { type: 'string', default: '1', description: 'Of whatever the solver draws' },
    proposals: {
      type: 'string',
      default: '1',
      description: 'Solutions proposed per problem; more than one adds pass@k',
      valueHint: 'n',
    },
    budget: {
      type: 'string',
      default: '500000',
      description: 'Candidates the solver may try per problem',
      valueHint: 'n',
    },
    weights: {
      type: 'string',
      description: 'Folder of weights for model+search (default: those that came along)',
      valueHint: 'dir',
    },
    problems: { type: 'string', description: 'Folder of problems', valueHint: 'dir' },
    resume: {
      type: 'boolean',
      default: true,
      description: 'Take over rows of an earlier run; --no-resume starts afresh',
    },
    save: {
      type: 'boolean',
      default: true,
      description: 'Append a run of a whole split to benchmarks/results; --no-save does not',
    },
    data: dataFlag,
    json: jsonFlag,
  },
  async run(args) {
    const split = parseSplit(args.split)
    const entry = Object.hasOwn(solvers, args.solver) ? solvers[args.solver] : undefined
    if (!entry)
      throw new UsageError(
        `there is no solver "${args.solver}"`,
        `the solvers are ${Object.keys(solvers).join(', ')}`,
      )
    const proposals = parseCount('--proposals', args.proposals, 100)
    const budget = parseCount('--budget', args.budget, 1e9)
    const wanted = parseTiers(args.tier)
    const root = findProblems(args.problems)
    const problems = selectProblems(root, split).filter(({ tier }) => wanted.has(tier))
    if (problems.length === 0) throw new UsageError('no problem of these tiers is in this split')

    const guide = entry.needsGuide ? await findGuide(args.weights) : null
    if (entry.needsGuide && !guide)
      throw new UsageError(`${args.solver} needs weights`, 'zooid codegen train makes some')
    const store = openRowFile(join(dataDir(args.data).root, 'bench', 'rows.jsonl'))
    const sandbox = createSandbox({ workers: 1 })
    const judge = createProblemJudge({ sandbox })
    const solver = entry.create(budget, { sandbox, judge, ...(guide ? { guide } : {}) })
    const progress = startProgress()
    const startedAt = performance.now()
    const cpuAtStart = process.cpuUsage()
    let solved = 0
    let resumed = 0
    try {
      const rows = await runBench({
        problems,
        solver,
        judge,
        seed: args.seed,
        proposals,
        store: args.resume ? store : { get: () => undefined, set: store.set },
        onRow: (row, done, isResumed) => {
          if (row.isFirstPassing) solved++
          if (isResumed) resumed++
          // Without a terminal each step is a line.
          if (process.stderr.isTTY !== true && done % 20 !== 0) return
          progress.step(progressLine(done, problems.length, solved, startedAt, row.slug))
        },
      })
      progress.done()
      const ks = [...new Set([1, proposals])]
      const score = scoreRows(rows, ks)
      const cpu = process.cpuUsage(cpuAtStart)
      const run = {
        solver: solver.name,
        split,
        seed: args.seed,
        proposals,
        fingerprint: solver.fingerprint,
        problemsHash: sha256(problems.map(({ hash }) => hash).join()),
        ...score,
      }
      const costs = {
        at: new Date().toISOString(),
        ...machine(root),
        wallSeconds: (performance.now() - startedAt) / 1000,
        cpuSeconds: (cpu.user + cpu.system) / 1e6,
        resumedRows: resumed,
      }
      if (args.json) printJson({ ...run, rows, costs })
      else print(report(run.solver, split, score, ks))
      if (args.save && wanted.size === tiers.length)
        note(`appended to ${appendResult(root, { ...costs, ...run })}`)
      return undefined
    } finally {
      progress.done()
      await judge.close()
      await sandbox.close()
      await guide?.close()
    }
  },
})

function selectProblems(root: string, split: SplitName | 'all'): Problem[] {
  const problems = readProblems(root)
  return split === 'all' ? problems : problemsOf(problems, readSplits(root), split)
}

function parseSplit(text: string): SplitName | 'all' {
  const split = [...splitNames, 'all' as const].find((name) => name === text)
  if (!split) throw new UsageError(`there is no split "${text}"`, 'train, dev, sealed or all')
  return split
}

function parseTiers(text: string | undefined): ReadonlySet<number> {
  if (text === undefined) return new Set(tiers)
  const wanted = text.split(',').map(Number)
  if (!wanted.every((tier) => tiers.some((known) => known === tier)))
    throw new UsageError(`--tier ${text}: write tiers from 1 to 6, such as 1,2`)
  return new Set(wanted)
}

function parseCount(flag: string, text: string, max: number): number {
  const count = Number(text)
  if (!/^\d{1,10}$/.test(text) || count < 1 || count > max)
    throw new UsageError(`${flag} ${text}: write a whole number from 1 to ${max}`)
  return count
}

function progressLine(
  done: number,
  total: number,
  solved: number,
  startedAt: number,
  slug: string,
): string {
  const seconds = (performance.now() - startedAt) / 1000
  const left = (seconds / done) * (total - done)
  return `${done}/${total} judged, ${solved} solved, ${left.toFixed(0)} s left (${slug})`
}

function report(solver: string, split: string, score: Score, ks: readonly number[]): string {
  const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`
  const interval = ({ low, high }: Score['interval']) => `${percent(low)} – ${percent(high)}`
  const ofK = ks.filter((k) => k > 1)
  const head = ['tier', 'problems', 'pass@1', 'rate', '95 % interval', 'median time']
  const rows = score.tiers.map((tier) => [
    `T${tier.tier}`,
    String(tier.problems),
    String(tier.passed),
    percent(tier.rate),
    interval(tier.interval),
    tier.medianSeconds === null ? '-' : `${tier.medianSeconds.toFixed(2)} s`,
    ...ofK.map((k) => percent(tier.passAt[k] ?? 0)),
  ])
  rows.push([
    'all',
    String(score.problems),
    String(score.passed),
    percent(score.rate),
    interval(score.interval),
    '',
  ])
  const title = `${solver} on ${split}: weighted ${score.weightedPercent.toFixed(2)} %, IQ ${score.iq.toFixed(1)}`
  return [table([...head, ...ofK.map((k) => `pass@${k}`)], rows), '', title].join('\n')
}

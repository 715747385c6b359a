// A task in, sources out: the lanes one after the other under one budget, and the judge's word on the
// visible examples before anything is proposed. Knows nothing of hidden tests. Without a wall-clock budget
// it finds the same everywhere.
import type { ProblemJudge, Task } from '@zooid/judge'
import type { Sandbox } from '@zooid/sandbox'
import { render } from './language/render.ts'
import type { Term } from './language/term.ts'
import { repairStarter } from './repair/repair-starter.ts'
import { beamSearch, type LikelyProgram } from './search/beam.ts'
import { blendedPrior } from './search/blend.ts'
import { enumerate } from './search/enumerate.ts'
import type { Guidance } from './search/guidance.ts'
import { handPrior, type Prior } from './search/prior.ts'
import { type CodegenTask, codegenTaskOf, parseHeader } from './task.ts'
import { visibleProblem } from './visible-tests.ts'

/** Who found a program. `rules`: enumeration by the model's weights, `prior`: by the table's. */
export type Lane = 'repair' | 'beam' | 'rules' | 'prior'

export type SolveTools = {
  readonly sandbox: Sandbox
  readonly judge: ProblemJudge
  /** @default none: the same search without a model */
  readonly guide?: Guidance
}

export type SolveBudget = {
  /** Programs and expressions run, over all lanes. */
  readonly candidates: number
  /** Wall clock over all lanes. @default none */
  readonly seconds?: number
  /** Proposals, at most. @default 1 */
  readonly proposals?: number
}

export type Proposal = {
  readonly lane: Lane
  readonly source: string
  /** Candidates over all lanes when it was found. */
  readonly candidates: number
  /** Since the start, the judge's check included. */
  readonly seconds: number
}

export type Solved = {
  readonly proposals: readonly Proposal[]
  readonly candidates: number
  readonly seconds: number
  /** Why the language cannot express the task; repair may have worked all the same. */
  readonly refused: string | null
}

/** Share of the budget for the starter's edits, and sources of it that are run at most. */
const repairShare = 0.5
const maxRepairs = 20_000
/** Programs to choose from; the shortest that the judge accepts comes first. */
const pool = 12

/** Proposals that pass every visible example, shortest of each lane first. */
export async function solve(
  task: Task,
  { sandbox, judge, guide }: SolveTools,
  { candidates: budget, seconds, proposals: wanted = 1 }: SolveBudget,
): Promise<Solved> {
  const startedAt = performance.now()
  const deadline = seconds === undefined ? undefined : startedAt + seconds * 1000
  const proposals: Proposal[] = []
  let candidates = 0
  const done = (refused: string | null): Solved => ({
    proposals: proposals.slice(0, wanted),
    candidates,
    seconds: (performance.now() - startedAt) / 1000,
    refused,
  })
  const propose = async (lane: Lane, found: readonly { source: string; candidates: number }[]) => {
    const problem = visibleProblem(task)
    const verdicts = problem
      ? await judge.judgeAll(
          problem,
          found.map(({ source }) => source),
        )
      : []
    for (const [i, { source, candidates: at }] of found.entries())
      if (verdicts[i]?.kind === 'pass')
        proposals.push({
          lane,
          source,
          candidates: candidates + at,
          seconds: (performance.now() - startedAt) / 1000,
        })
  }

  if (task.starter !== null) {
    const tried = await repairStarter(
      task,
      { sandbox, judge },
      {
        proposals: Math.max(wanted, 3),
        maxCandidates: Math.min(maxRepairs, Math.ceil(budget * repairShare)),
        ...(deadline === undefined ? {} : { budgetMs: deadline - performance.now() }),
      },
    )
    const { sources, candidates: at } = tried
    await propose(
      'repair',
      sources.map((source) => ({ source, candidates: at })),
    )
    candidates += at
    if (proposals.length >= wanted) return done(null)
  }
  const known = codegenTaskOf(task)
  if ('refused' in known) return done(known.refused)
  const print = printerOf(task)
  const left = () => (deadline === undefined ? undefined : (deadline - performance.now()) / 1000)
  const isOver = () => candidates >= budget || (left() ?? 1) <= 0 || proposals.length >= wanted

  const written: LikelyProgram[] = []
  if (guide && !isOver()) {
    const share = left()
    const tried = beamSearch(known, guide, {
      candidates: Math.min(maxBeamCandidates, budget - candidates),
      wanted: pool,
      widths: beamWidths,
      onProgram: (program) => written.push(program),
      ...(share === undefined ? {} : { seconds: share * beamShare }),
    })
    await propose('beam', ranked(tried.found).map(print))
    candidates += tried.candidates
  }
  if (!isOver()) {
    const limit = left()
    const tried = enumerate(
      known,
      guide ? blendedPrior(written, known.signature, corpusPrior(guide)) : handPrior,
      {
        candidates: budget - candidates,
        wanted: pool,
        ...(limit === undefined ? {} : { seconds: limit }),
      },
    )
    await propose(guide ? 'rules' : 'prior', ranked(tried.found).map(print))
    candidates += tried.candidates
  }
  return done(null)
}

/** Programs of the beam, and its share of the wall clock. */
const maxBeamCandidates = 2_000
const beamShare = 0.3

/** Widths of the beam, one after the other. */
export const beamWidths = [32, 128] as const

/** The corpus's weights, which the model's programs are blended with. */
export const corpusPrior =
  ({ corpusRules }: Guidance): Prior =>
  (parent, slot, symbol) =>
    corpusRules.logWeight(parent, slot, symbol)

/** The rule head's weights for a task, from one look at it. */
export function rulesPrior(task: CodegenTask, guide: Guidance): Prior {
  const { logWeight } = guide.rules(task)
  return (parent, slot, symbol) => logWeight(parent, slot, symbol)
}

type Found = {
  readonly term: Term
  readonly size: number
  readonly usesAll: boolean
  readonly candidates: number
}

/** Those that use every parameter first, then the shortest, then the earliest. */
export function ranked<T extends Found>(found: readonly T[]): T[] {
  return [...found].sort(
    (a, b) =>
      Number(b.usesAll) - Number(a.usesAll) || a.size - b.size || a.candidates - b.candidates,
  )
}

/** Terms as modules with the task's own signature and names. */
export function printerOf({ signature }: Pick<Task, 'signature'>) {
  const header = parseHeader(signature)
  const parameters = 'refused' in header ? [] : header.parameters.map(({ name }) => name)
  return ({ term, candidates }: Found) => ({
    source: render(term, { signature, parameters }),
    candidates,
  })
}

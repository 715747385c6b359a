// One night: wake, propose, try each proposal at the gate, keep or take back, say what happened. By seed and
// budget of candidates it repeats, except where the gate asks the clock. It changes one file, the refit
// prior; macros are proposed and counted, since the grammar's ids are what weights are trained on.
import { existsSync, readFileSync } from 'node:fs'
import { grammarHash, unflatten } from '../language/grammar.ts'
import { handPrior, type Prior } from '../search/prior.ts'
import { createExclusion, type Forbidden } from '../tasks/exclusion.ts'
import { type Macro, proposeMacros, reuse, type Solved } from './abstraction.ts'
import { drawFreshTasks, type FreshTask } from './fresh.ts'
import { createGate, type GateTask, type GateVerdict } from './gate.ts'
import { type ArchiveCounts, createArchive } from './hindsight.ts'
import { parsePrior, priorBytes } from './prior-file.ts'
import type { NightProblems } from './problems.ts'
import { hindsightLessons, lessonsFrom, refitOver, shamOf } from './proposals.ts'
import { logProbability, priorOf, pseudoCount, type RefitTable } from './refit.ts'
import { onTrial, recover } from './trial.ts'
import { type SolvedTask, wake } from './wake.ts'

export type NightOptions = {
  readonly seed: number
  /** Per task, awake and at the gate. */
  readonly candidates: number
  /** Per task and side, at the gate. */
  readonly seconds: number
  /** Programs the generator draws, and how many tasks it makes of them for each side. */
  readonly draws: number
  readonly wakeTasks: number
  readonly gateTasks: number
  /** Shared among the proposals that are tried. */
  readonly alpha: number
  /** The refit prior; read at the start, changed by what is accepted. */
  readonly priorPath: string
  readonly onStep?: (text: string) => void
}

export type ProposalReport = GateVerdict & {
  readonly name: string
  readonly lessons: number
  /** Mean nats of the gate's own programs under the prior before and after; fewer is better. */
  readonly natsBefore: number
  readonly natsAfter: number
  readonly isKept: boolean
}

export type WakeReport = {
  readonly tasks: number
  readonly solved: number
  readonly misled: number
}

export type NightReport = {
  readonly seed: number
  readonly grammarHash: string
  readonly options: {
    readonly candidates: number
    readonly seconds: number
    readonly draws: number
    readonly alpha: number
    readonly alphaEach: number
    readonly pseudoCount: number
    readonly hindsight: { readonly mass: number; readonly pseudoCount: number }
  }
  readonly fresh: { readonly behaviours: number; readonly excluded: number }
  readonly forbidden: number
  readonly refusedProblems: number
  readonly wake: {
    readonly train: WakeReport
    readonly fresh: WakeReport
    readonly candidates: number
    readonly archive: ArchiveCounts
  }
  readonly sham: ProposalReport
  readonly proposals: readonly ProposalReport[]
  readonly macros: {
    readonly proposed: readonly Omit<Macro, 'pattern'>[]
    readonly learntFrom: number
    /** Of programs the gate's tasks were made from, how many hold a macro. */
    readonly reused: number
    readonly reusable: number
    readonly refusedBecause: string
  }
}

/** Hindsight is plenty and says less: chosen by the nats of fresh programs of another seed than any night's. */
const hindsightMass = 4
const hindsightPseudoCount = 16

const macrosRefused =
  'the enumerator takes its productions from the table that weights are trained on; a macro would need a symbol id'

/**
 * @param forbidden behaviours that must not be learnt, beside those of `problems`
 * @throws {PriorFileError} when the prior on disk is for another table
 */
export async function runNight(
  problems: NightProblems,
  forbidden: readonly Forbidden[],
  options: NightOptions,
): Promise<NightReport> {
  const { seed, candidates, seconds, draws, alpha, priorPath, onStep = () => {} } = options
  recover(priorPath)
  const exclusion = createExclusion([...problems.forbidden, ...forbidden])
  onStep(`drawing ${draws} programs`)
  const fresh = drawFreshTasks({
    seed,
    draws,
    wake: options.wakeTasks,
    gate: options.gateTasks,
    exclusion,
  })
  let table: RefitTable = existsSync(priorPath) ? parsePrior(readFileSync(priorPath)) : new Map()
  let prior = priorOf(table, handPrior)

  const archive = createArchive((term, { parameters, result }) =>
    exclusion.forbids(term, { parameters, result, key: `${parameters.join('')}>${result}` }),
  )
  const progress = (what: string) => (done: number) => {
    if (done % 50 === 0) onStep(`awake: ${done} ${what}`)
  }
  const awake = {
    train: await wake(problems.train, prior, archive, { candidates, onTask: progress('problems') }),
    fresh: await wake(fresh.wake, prior, archive, { candidates, onTask: progress('fresh tasks') }),
  }
  const solved = [...awake.train.solved, ...awake.fresh.solved]
  const lessons = lessonsFrom(solved)
  const hindsight = hindsightLessons(archive, prior, hindsightMass * lessons.length)

  const gateTasks: GateTask[] = [
    ...problems.dev.map((task) => ({ ...task, set: 'dev' as const })),
    ...fresh.gate.map((task) => ({ ...task, set: 'fresh' as const })),
  ]
  const proposals = [
    { name: 'prior refit from solved programs', lessons, pseudo: pseudoCount },
    {
      name: 'prior refit from solved programs and hindsight',
      lessons: [...lessons, ...hindsight],
      pseudo: hindsightPseudoCount,
    },
  ]
  // The sham is tried too.
  const alphaEach = alpha / (proposals.length + 1)
  const gate = createGate(gateTasks, { candidates, seconds, alpha: alphaEach, seed })

  const tryTable = async (
    proposal: { readonly name: string; readonly lessons: number; readonly isSham: boolean },
    proposed: RefitTable,
  ): Promise<ProposalReport> => {
    onStep(`at the gate: ${proposal.name}`)
    const before = prior
    const tried: { readonly table: RefitTable; readonly verdict: GateVerdict }[] = []
    const isKept = await onTrial(priorPath, priorBytes(proposed), async () => {
      // What is judged is what lies on disk.
      const read = parsePrior(readFileSync(priorPath))
      const verdict = await gate.compare(before, priorOf(read, handPrior))
      tried.push({ table: read, verdict })
      return verdict.isAccepted && !proposal.isSham
    })
    const [outcome] = tried
    if (!outcome) throw new RangeError('a trial ended without a verdict')
    const after = priorOf(outcome.table, handPrior)
    if (isKept) {
      table = outcome.table
      prior = after
    }
    return {
      name: proposal.name,
      lessons: proposal.lessons,
      ...outcome.verdict,
      natsBefore: meanNats(before, fresh.gate),
      natsAfter: meanNats(after, fresh.gate),
      isKept,
    }
  }

  const honest = refitOver(table, lessons, prior)
  const sham = await tryTable(
    { name: 'sham', lessons: 0, isSham: true },
    shamOf(honest, prior, seed),
  )
  const reports: ProposalReport[] = []
  // A gate that lets a sham through proves nothing about the others.
  if (!sham.isAccepted)
    for (const proposal of proposals) {
      const proposed = refitOver(table, proposal.lessons, prior, proposal.pseudo)
      const about = { name: proposal.name, lessons: proposal.lessons.length, isSham: false }
      reports.push(await tryTable(about, proposed))
    }

  onStep('looking for macros')
  const programs = solved.map(programOf)
  const macros = proposeMacros(programs)
  const reusable = fresh.gate.map(({ task, ids }) =>
    programOf({ term: unflatten(ids, task.signature), signature: task.signature }),
  )
  return {
    seed,
    grammarHash,
    options: {
      candidates,
      seconds,
      draws,
      alpha,
      alphaEach,
      pseudoCount,
      hindsight: { mass: hindsightMass, pseudoCount: hindsightPseudoCount },
    },
    fresh: { behaviours: fresh.behaviours, excluded: fresh.excluded },
    forbidden: exclusion.size,
    refusedProblems: problems.refused,
    wake: {
      train: countsOf(awake.train),
      fresh: countsOf(awake.fresh),
      candidates: awake.train.candidates + awake.fresh.candidates,
      archive: archive.counts(),
    },
    sham,
    proposals: reports,
    macros: {
      proposed: macros.map(({ pattern: _, ...macro }) => macro),
      learntFrom: programs.length,
      reused: reuse(macros, reusable),
      reusable: reusable.length,
      refusedBecause: macrosRefused,
    },
  }
}

function countsOf({ tasks, solved, misled }: Awaited<ReturnType<typeof wake>>): WakeReport {
  return { tasks, solved: solved.length, misled }
}

function programOf({ term, signature }: Pick<SolvedTask, 'term' | 'signature'>): Solved {
  const { parameters, result } = signature
  return { term, parameters, family: `${parameters.join('')}>${result}` }
}

function meanNats(prior: Prior, tasks: readonly FreshTask[]): number {
  const nats = tasks.map(
    ({ ids, task }) => -logProbability(prior, { ids, signature: task.signature }),
  )
  return nats.reduce((sum, own) => sum + own, 0) / Math.max(1, nats.length)
}

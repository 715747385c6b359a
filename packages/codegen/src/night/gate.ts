// The gate: whether a changed prior finds programs sooner than the one it would replace, on tasks that
// nobody learnt from, at equal candidates and at equal seconds. It measures and judges; keeping or taking
// back is trial.ts. Candidates repeat exactly; seconds are the one place where the clock has a say.
import type { Term } from '../language/term.ts'
import { enumerate, type FoundProgram, type SearchResult } from '../search/enumerate.ts'
import type { Prior } from '../search/prior.ts'
import type { CodegenTask } from '../task.ts'
import { signFlip } from './paired.ts'

export type GateTask = {
  readonly name: string
  readonly set: 'dev' | 'fresh'
  readonly task: CodegenTask
  /** Whether a program that fits the examples is right beyond them. */
  readonly accepts: (term: Term) => boolean | Promise<boolean>
}

export type GateOptions = {
  /** Per task and side. */
  readonly candidates: number
  readonly seconds: number
  /** Both axes have to be this unlikely by chance. */
  readonly alpha: number
  readonly seed: number
  /** Milliseconds that only grow. @default performance.now */
  readonly now?: () => number
}

export type SetResult = {
  readonly tasks: number
  readonly solvedBefore: number
  readonly solvedAfter: number
  /** Mean over tasks, in halvings of what a solution costs. */
  readonly gain: number
}

export type AxisResult = {
  readonly axis: 'candidates' | 'seconds'
  readonly budget: number
  readonly dev: SetResult
  readonly fresh: SetResult
  /** Of both sets together. */
  readonly p: number
}

export type GateVerdict = {
  readonly isAccepted: boolean
  /** What the change failed at; empty when it was accepted. */
  readonly reasons: readonly string[]
  readonly axes: readonly AxisResult[]
}

/** What a solution cost; null when there was none within the budget. */
type Cost = number | null

/** Below this a difference is the clock's. */
const leastSeconds = 0.005
/** A limit for runs by the clock, which end long before. */
const anyCandidates = 50_000_000

export type Gate = { readonly compare: (before: Prior, after: Prior) => Promise<GateVerdict> }

export function createGate(tasks: readonly GateTask[], options: GateOptions): Gate {
  const { candidates, seconds, alpha, seed, now = () => performance.now() } = options
  const known = new Map<Prior, Cost[]>()

  const byCandidates = async (prior: Prior): Promise<Cost[]> => {
    const before = known.get(prior)
    if (before) return before
    const costs: Cost[] = []
    for (const { task, accepts } of tasks) {
      const answer = answerOf(enumerate(task, prior, { candidates }))
      costs.push(answer && (await accepts(answer.term)) ? answer.candidates : null)
    }
    known.set(prior, costs)
    return costs
  }

  const timed = async ({ task, accepts }: GateTask, prior: Prior): Promise<Cost> => {
    const startedAt = now()
    const answer = answerOf(enumerate(task, prior, { candidates: anyCandidates, seconds }))
    const spent = (now() - startedAt) / 1000
    if (!answer || !(await accepts(answer.term))) return null
    return Math.min(seconds, Math.max(leastSeconds, spent))
  }

  return {
    compare: async (before, after) => {
      const first = axisOf('candidates', candidates, tasks, {
        before: await byCandidates(before),
        after: await byCandidates(after),
        seed,
      })
      const costs = { before: [] as Cost[], after: [] as Cost[], seed }
      for (const [i, task] of tasks.entries()) {
        // Turn about, so that a machine that slows down does so for both.
        const sides = [
          ['before', before],
          ['after', after],
        ] as const
        for (const [side, prior] of i % 2 === 0 ? sides : sides.toReversed())
          costs[side].push(await timed(task, prior))
      }
      const axes = [first, axisOf('seconds', seconds, tasks, costs)]
      const reasons = axes.flatMap((axis) => reasonsAgainst(axis, alpha))
      return { isAccepted: reasons.length === 0, reasons, axes }
    },
  }
}

/** What a solver would propose first: a program that uses every parameter, if one was found. */
function answerOf({ found }: SearchResult): FoundProgram | undefined {
  return found.find(({ usesAll }) => usesAll) ?? found[0]
}

function axisOf(
  axis: AxisResult['axis'],
  budget: number,
  tasks: readonly GateTask[],
  sides: { readonly before: readonly Cost[]; readonly after: readonly Cost[]; seed: number },
): AxisResult {
  const pairs = tasks.map(({ set }, i) => {
    const [before, after] = [sides.before[i] ?? null, sides.after[i] ?? null]
    // What was not found within the budget is taken to cost twice as much.
    const gain = Math.log2((before ?? 2 * budget) / (after ?? 2 * budget))
    return { set, before, after, gain }
  })
  const resultOf = (set: GateTask['set']): SetResult => {
    const own = pairs.filter((pair) => pair.set === set)
    const total = own.reduce((sum, { gain }) => sum + gain, 0)
    return {
      tasks: own.length,
      solvedBefore: own.filter(({ before }) => before !== null).length,
      solvedAfter: own.filter(({ after }) => after !== null).length,
      gain: own.length === 0 ? 0 : total / own.length,
    }
  }
  const p = signFlip(
    pairs.map(({ gain }) => gain),
    sides.seed,
  )
  return { axis, budget, dev: resultOf('dev'), fresh: resultOf('fresh'), p }
}

function reasonsAgainst({ axis, dev, fresh, p }: AxisResult, alpha: number): string[] {
  const reasons: string[] = []
  if (!(p < alpha)) reasons.push(`at equal ${axis} the gain may be chance (p = ${p.toFixed(4)})`)
  if (!(dev.gain > 0)) reasons.push(`at equal ${axis} dev does not improve`)
  for (const [name, { solvedBefore, solvedAfter }] of Object.entries({ dev, fresh }))
    if (solvedAfter < solvedBefore)
      reasons.push(
        `at equal ${axis} ${name} loses solved tasks (${solvedBefore} to ${solvedAfter})`,
      )
  return reasons
}

// The training run: a corpus, a network, a stream, a schedule by the clock or by steps. It writes nothing
// itself; whoever calls gets points of the curve and snapshots to save, and may go on from one.
import type { Kernel } from '@zooid/kernel'
import {
  createNetwork,
  createRandom,
  createTrainer,
  type Network,
  type TrainerState,
} from '@zooid/model'
import { createSourceEncoding } from '../encoding/source.ts'
import type { Program } from '../tasks/corpus.ts'
import { codegenGenome, type Size } from './architecture.ts'
import { type Measure, measure } from './measure.ts'
import { countRules, type RuleTable } from './rule-table.ts'
import { batchesOf, createStock, drawItems } from './stream.ts'

export type TrainingPlan = {
  readonly size: Size
  readonly seed: number
  /** Minutes of updates, over all parts of a run that was stopped; or updates. */
  readonly until: { readonly minutes: number } | { readonly steps: number }
  readonly words: readonly string[]
  readonly learningRate: number
}

export type TrainingPoint = {
  readonly step: number
  /** Of updates so far. */
  readonly minutes: number
  /** Mean since the point before, unmasked, in nats per symbol; null at the first. */
  readonly trainLoss: number | null
  readonly heldOut: Measure
}

/** Everything a run goes on from. */
export type TrainingProgress = {
  readonly state: TrainerState
  readonly points: readonly TrainingPoint[]
  readonly minutes: number
  readonly step: number
}

export type TrainingHooks = {
  /** Milliseconds that only grow. */
  readonly now: () => number
  readonly onProgress?: (step: number, trainLoss: number, share: number) => void
  readonly onPoint?: (point: TrainingPoint) => void
  /** Called between pools about every `saveMinutes`, and at the end. */
  readonly save?: (progress: TrainingProgress, table: RuleTable) => Promise<void>
  readonly saveMinutes?: number
  readonly signal?: AbortSignal
}

const batchSize = 32
/** Batches of like length are cut from pools of so many items. */
const poolBatches = 24
const heldOutItems = 256
/** Pools between points of the curve. */
const pointPools = 16
const warmupSteps = 300
const floor = 0.03

export type TrainingResult = TrainingProgress & {
  readonly table: RuleTable
  readonly network: Network
  readonly examples: number
}

/** Trains; the network stays open and is the caller's to close. */
export async function trainGuide(
  kernel: Kernel,
  programs: ReadonlyMap<string, Program>,
  plan: TrainingPlan,
  hooks: TrainingHooks,
  resume?: TrainingProgress,
): Promise<TrainingResult> {
  const { seed, size, words, until } = plan
  const encoding = createSourceEncoding(words)
  const stock = createStock(programs)
  const table = countRules(stock, seed)
  const exam = createRandom(seed, 'held-out')
  const heldOut = drawItems(stock.drawHeldOut, encoding, exam, heldOutItems)
  const network = createNetwork(kernel, codegenGenome(size, encoding.vocabulary), { seed })
  const trainer = createTrainer(network, { seed, weightDecay: 0.05 })
  if (resume !== undefined) trainer.restore(resume.state)
  let { step, minutes } = resume ?? { step: 0, minutes: 0 }
  const points = [...(resume?.points ?? [])]
  const measured = (trainLoss: number | null) => {
    const point = { step, minutes, trainLoss, heldOut: measure(network, table, heldOut, 1) }
    points.push(point)
    hooks.onPoint?.(point)
  }
  const share = () => ('steps' in until ? step / until.steps : minutes / until.minutes)
  const progress = () => ({ state: trainer.snapshot(), points: [...points], minutes, step })
  let saved = minutes
  if (points.length === 0) measured(null)
  let [sum, count, pools] = [0, 0, 0]
  while (share() < 1 && hooks.signal?.aborted !== true) {
    const begun = hooks.now()
    const items = drawItems(stock.draw, encoding, trainer.random, batchSize * poolBatches)
    for (const batch of batchesOf(items, batchSize, trainer.random)) {
      const part = Math.min(1, share() + elapsed(hooks, begun, until))
      const { textLoss } = trainer.step([batch], rateAt(plan.learningRate, step, part))
      step++
      sum += textLoss
      count++
      hooks.onProgress?.(step, sum / count, part)
      if (share() >= 1) break
    }
    minutes += (hooks.now() - begun) / 60_000
    if (++pools % pointPools === 0 || share() >= 1) {
      measured(sum / Math.max(1, count))
      ;[sum, count] = [0, 0]
    }
    if (minutes - saved >= (hooks.saveMinutes ?? 5)) {
      saved = minutes
      await hooks.save?.(progress(), table)
    }
    // Lets signals in.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const end = progress()
  await hooks.save?.(end, table)
  trainer.close()
  return { ...end, table, network, examples: step * batchSize }
}

/** What the pool under way adds to the share, where the clock plans. */
function elapsed({ now }: TrainingHooks, begun: number, until: TrainingPlan['until']): number {
  return 'minutes' in until ? (now() - begun) / 60_000 / until.minutes : 0
}

/** A straight warm-up, then half a cosine over the share of the run that is done. */
export function rateAt(top: number, step: number, share: number): number {
  const cosine = floor + ((1 - floor) * (1 + Math.cos(Math.PI * share))) / 2
  return top * cosine * Math.min(1, (step + 1) / warmupSteps)
}

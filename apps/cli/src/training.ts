// One training run of the CLI: the loop between a corpus and a checkpoint. It yields between updates, so
// that Ctrl-C is heard and progress drawn; what is learnt depends on the run's numbers alone, so a run
// that was stopped and resumed ends in the same bytes as one that was not.
import type { Batches, Network, StepReport, Trainer } from '@zooid/model'
import { CliError } from './command.ts'
import type { CurvePoint, Run } from './model-folder.ts'

export type TrainingProgress = {
  readonly step: number
  readonly totalSteps: number
  /** Smoothed over about twenty updates, nats per token. */
  readonly loss: number
  readonly heldOutLoss: number
  /** Source and target tokens a second, over the last seconds. */
  readonly tokensPerSecond: number
  readonly remainingMs: number
}

export type TrainingLoop = {
  readonly network: Network
  readonly trainer: Trainer
  readonly batches: Batches
  readonly run: Run
  /** Updates that were made before. */
  readonly step: number
  /** Checked before each update; aborting ends the loop with everything saved. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: TrainingProgress) => void
  readonly onPoint: (point: CurvePoint) => void
  /** Called now and then, and at the end, with the points so far. */
  readonly save: (points: readonly CurvePoint[], step: number) => Promise<void>
}

export type TrainingEnd = {
  readonly points: readonly CurvePoint[]
  readonly step: number
}

/** Between saves; an adult's checkpoint is 187 MB. */
const saveEveryMs = 60_000
/** Points of a curve. */
const pointsPerRun = 20

/** @throws CliError when a gradient is not finite; the last saved state stays good */
export async function runTraining(loop: TrainingLoop): Promise<TrainingEnd> {
  const { network, trainer, batches, run, signal } = loop
  const pointEvery = Math.max(1, Math.round(run.totalSteps / pointsPerRun))
  const points = run.points.filter((point) => point.step <= loop.step)
  const addPoint = (point: CurvePoint) => {
    points.push(point)
    loop.onPoint(point)
  }
  if (points.length === 0)
    addPoint({ step: 0, tokens: 0, seconds: 0, trainLoss: null, ...measure(network, batches) })
  const last = () => points.at(-1) as CurvePoint
  let step = loop.step
  let smooth = Number.NaN
  let savedAt = performance.now()
  // Losses and tokens of a half-finished stretch are not saved, so it is measured from where it resumes.
  let since = { losses: 0, texts: 0, tokens: last().tokens, ms: last().seconds * 1000 }
  const pace = createPace()
  while (step < run.totalSteps && !signal.aborted) {
    const startedAt = performance.now()
    const batch = batches.training(step)
    const report = trainer.step([batch])
    if (!report.applied) throw new DivergedError(report)
    step = report.step
    const tookMs = performance.now() - startedAt
    const isText = batch.task === 'solve'
    since = {
      losses: since.losses + (isText ? report.textLoss : 0),
      texts: since.texts + (isText ? 1 : 0),
      tokens: since.tokens + report.tokens,
      ms: since.ms + tookMs,
    }
    if (isText)
      smooth = Number.isNaN(smooth) ? report.textLoss : smooth + (report.textLoss - smooth) / 20
    pace.add(batch.batch * (batch.sourceLength + batch.targetLength), tookMs)
    if (step % pointEvery === 0 || step === run.totalSteps) {
      addPoint({
        step,
        tokens: since.tokens,
        seconds: since.ms / 1000,
        trainLoss: since.texts === 0 ? null : since.losses / since.texts,
        ...measure(network, batches),
      })
      since = { ...since, losses: 0, texts: 0 }
    }
    loop.onProgress({
      step,
      totalSteps: run.totalSteps,
      loss: smooth,
      heldOutLoss: last().heldOutLoss,
      tokensPerSecond: pace.tokensPerSecond(),
      remainingMs: (run.totalSteps - step) * pace.stepMs(),
    })
    if (performance.now() - savedAt > saveEveryMs) {
      await loop.save(points, step)
      savedAt = performance.now()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  await loop.save(points, step)
  return { points, step }
}

/** Loss on the held-out text, always the same batches. */
export function measure(
  network: Network,
  batches: Batches,
): Pick<CurvePoint, 'heldOutLoss' | 'bitsPerByte' | 'kindLoss'> {
  let [nats, tokens] = [0, 0]
  for (const batch of batches.heldOut) {
    const { textLoss, tokens: counted } = network.evaluate(batch)
    nats += textLoss * counted
    tokens += counted
  }
  let [kindNats, kinds] = [0, 0]
  for (const batch of batches.heldOutKinds) {
    const { headLoss, labels } = network.evaluate(batch)
    kindNats += headLoss * labels
    kinds += labels
  }
  return {
    heldOutLoss: nats / Math.max(1, tokens),
    bitsPerByte: nats / Math.LN2 / Math.max(1, batches.heldOutSize.bytes),
    kindLoss: kindNats / Math.max(1, kinds),
  }
}

/**
 * Milliseconds of one update, from a few gradients that change nothing. The first makes the plan and
 * warms the machine up, so it does not count.
 */
export function timeStep(trainer: Trainer, batches: Batches): number {
  const times = Array.from({ length: 6 }, (_, i) => {
    const startedAt = performance.now()
    trainer.gradients([batches.training(i)])
    return performance.now() - startedAt
  }).slice(1)
  return times.reduce((sum, time) => sum + time, 0) / times.length
}

/** Speed over the last ten seconds or so. */
function createPace() {
  const steps: { readonly tokens: number; readonly ms: number }[] = []
  const sum = (of: 'tokens' | 'ms') => steps.reduce((total, step) => total + step[of], 0)
  return {
    add: (tokens: number, ms: number) => {
      steps.push({ tokens, ms })
      while (steps.length > 8 && sum('ms') > 10_000) steps.shift()
    },
    tokensPerSecond: () => (sum('tokens') / Math.max(1, sum('ms'))) * 1000,
    stepMs: () => sum('ms') / Math.max(1, steps.length),
  }
}

export class DivergedError extends CliError {
  override readonly name = 'DivergedError'
  constructor({ step, gradientNorm }: StepReport) {
    super('train.diverged', `the gradient after update ${step} is ${gradientNorm}`, {
      hint: 'resume with a lower --learning-rate; the last checkpoint is good',
    })
  }
}

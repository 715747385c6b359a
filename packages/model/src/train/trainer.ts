// One trainer: gradients of one or several batches, clipped by their global norm, and one AdamW update.
// It owns the gradients, the moments and the seeded chance of a network's training and nothing else;
// data comes from the caller. Invariant: the same state and batches give the same bytes.
import type { Kernel } from '@zooid/kernel'
import { type Network, readBlock, writeBlock } from '../network.ts'
import { createRandom, type Random, type RandomState } from '../random.ts'
import type { Batch, OptimizerState, Weights } from '../types.ts'
import { createReplicas } from './replicas.ts'
import { learningRateAt, type Schedule } from './schedule.ts'

export type TrainerOptions = Partial<Schedule> & {
  /** Of `random`. @default 0 */
  readonly seed?: number
  /** Decoupled weight decay, on matrices only. @default 0.05 */
  readonly weightDecay?: number
  /** Global norm above which gradients are scaled down. @default 1 */
  readonly maxGradientNorm?: number
  /** Label smoothing of the text loss and the head's. @default 0 */
  readonly smoothing?: number
  /** @default 0.9 */
  readonly beta1?: number
  /** @default 0.98 */
  readonly beta2?: number
}

export type StepReport = {
  /** Updates made so far, this one included. */
  readonly step: number
  /** Losses before the update, in nats; with smoothing they include it. */
  readonly loss: number
  readonly textLoss: number
  readonly headLoss: number
  /** Counted target tokens. */
  readonly tokens: number
  /** Before clipping. */
  readonly gradientNorm: number
  readonly learningRate: number
  /** False when a gradient was not finite: nothing was changed then. */
  readonly applied: boolean
}

export type TrainerState = {
  readonly weights: Weights
  readonly optimizer: OptimizerState
  readonly random: RandomState
}

export type Trainer = {
  readonly network: Network
  /** Chance for sampling data; part of the state. */
  readonly random: Random
  /**
   * One update from the mean over all tokens of the batches.
   * @param learningRate instead of the schedule's, for a caller that plans by the clock
   * @throws {BatchError | ArenaFullError}
   */
  readonly step: (batches: readonly Batch[], learningRate?: number) => StepReport
  /** Gradients without an update; read them with `readGradients`. */
  readonly gradients: (
    batches: readonly Batch[],
  ) => Omit<StepReport, 'step' | 'learningRate' | 'applied'>
  readonly readGradients: () => Weights
  readonly optimizerState: () => OptimizerState
  /** @throws {WeightsError} */
  readonly writeOptimizerState: (state: OptimizerState) => void
  /** Copies of everything that an update changes. */
  readonly snapshot: () => TrainerState
  /** @throws {WeightsError} */
  readonly restore: (state: TrainerState) => void
  /** Gives the memory of gradients and moments back. */
  readonly close: () => void
}

/** Numbers below which a second thread costs more than it brings. */
const leastForked = 32_768

/** Good at every rung; wider networks take smaller steps. */
export function defaultLearningRate(width: number): number {
  return 3e-3 * Math.sqrt(64 / width)
}

/** @throws {ArenaFullError} when gradients and moments do not fit */
export function createTrainer(network: Network, options: TrainerOptions = {}): Trainer {
  const { kernel, layout, heap } = network
  const schedule: Schedule = {
    learningRate: defaultLearningRate(widthOf(network)),
    warmupSteps: 20,
    totalSteps: Number.POSITIVE_INFINITY,
    floor: 0.1,
    ...options,
  }
  const { weightDecay = 0.05, maxGradientNorm = 1, smoothing = 0 } = options
  const { beta1 = 0.9, beta2 = 0.98 } = options
  const random = createRandom(options.seed ?? 0, 'trainer')
  const bytes = 4 * layout.length
  const replicas = createReplicas(network, smoothing)
  const blocks = { m: heap.allocate(bytes), v: heap.allocate(bytes) }
  const { offset: gradientsAt } = replicas.gradients
  const view = (offset: number) => blockOf(kernel, offset, layout.length)
  view(blocks.m).fill(0)
  view(blocks.v).fill(0)
  let step = 0

  const gradients: Trainer['gradients'] = (batches) => {
    replicas.begin()
    const counts = countOf(batches)
    const factors = { text: 1 / Math.max(1, counts.tokens), head: 1 / Math.max(1, counts.labels) }
    let [text, head] = [0, 0]
    for (const batch of batches)
      for (const part of replicas.add(batch, factors)) {
        text += part.textLoss * part.tokens
        head += part.headLoss * part.labels
      }
    replicas.gather()
    const textLoss = text / Math.max(1, counts.tokens)
    const headLoss = head / Math.max(1, counts.labels)
    const squares = kernel.ops.sum_squares(gradientsAt, 0, layout.length)
    const { tokens } = counts
    return {
      loss: textLoss + headLoss,
      textLoss,
      headLoss,
      tokens,
      gradientNorm: Math.sqrt(squares),
    }
  }

  const update = (learningRate: number, factor: number) => {
    const [correct1, correct2] = [1 - beta1 ** step, 1 - beta2 ** step]
    for (const { from, length, decays, rate } of layout.groups)
      overThreads(kernel, from, length, (begin, end) => [
        network.weights,
        blocks.m,
        blocks.v,
        gradientsAt,
        learningRate * rate,
        beta1,
        beta2,
        1e-8,
        decays ? weightDecay : 0,
        correct1,
        correct2,
        factor,
        begin,
        end,
      ])
  }

  const trainer: Trainer = {
    network,
    random,
    gradients,
    step: (batches, rate) => {
      const report = gradients(batches)
      const learningRate = rate ?? learningRateAt(schedule, step + 1)
      const { gradientNorm } = report
      const applied = Number.isFinite(gradientNorm)
      if (applied) {
        step++
        update(learningRate, Math.min(1, maxGradientNorm / Math.max(gradientNorm, 1e-30)))
      }
      return { ...report, step, learningRate, applied }
    },
    readGradients: () => readBlock(network, view(gradientsAt)),
    optimizerState: () => ({
      step,
      m: readBlock(network, view(blocks.m)),
      v: readBlock(network, view(blocks.v)),
    }),
    writeOptimizerState: (state) => {
      writeBlock(network, view(blocks.m), state.m)
      writeBlock(network, view(blocks.v), state.v)
      step = state.step
    },
    snapshot: () => ({
      weights: network.readWeights(),
      optimizer: trainer.optimizerState(),
      random: random.state(),
    }),
    restore: (state) => {
      network.writeWeights(state.weights)
      trainer.writeOptimizerState(state.optimizer)
      random.restore(state.random)
    },
    close: () => {
      for (const offset of Object.values(blocks)) heap.free(offset)
      replicas.close()
    },
  }
  return trainer
}

function countOf(batches: readonly Batch[]): { tokens: number; labels: number } {
  let [tokens, labels] = [0, 0]
  for (const { next, labels: classes } of batches) {
    for (const id of next) if (id !== 0) tokens++
    for (const label of classes ?? []) if (label >= 0) labels++
  }
  return { tokens, labels }
}

function widthOf({ program }: Network): number {
  const table = program.lowered.parameters.find(({ op }) => op === 'embed')
  return table?.shape[1] ?? 64
}

function blockOf(kernel: Kernel, offset: number, length: number): Float32Array {
  return kernel.f32({ offset, shape: [length], dtype: 'f32' })
}

/** Splits one update of numbers [from, from + length) among the threads. */
function overThreads(
  kernel: Kernel,
  from: number,
  length: number,
  args: (begin: number, end: number) => readonly number[],
): void {
  const { count } = kernel.threads
  if (count === 1 || length < leastForked) {
    kernel.ops.adamw_step(...args(from, from + length))
    return
  }
  const share = Math.ceil(length / count / 16) * 16
  const parts = Array.from({ length: count }, (_, i) =>
    args(from + Math.min(length, i * share), from + Math.min(length, (i + 1) * share)),
  )
  kernel.threads.fork('adamw_step', parts)
}

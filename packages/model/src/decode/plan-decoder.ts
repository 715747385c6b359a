// The two tapes of a decoder over planned memory: one per source (the encoder, and what each layer keeps of
// its memory), one per token (every step that depends on the target, for one token of each row).
import { attentionScratch, scale, type Tensor } from '@zooid/kernel'
import type { Network } from '../network.ts'
import { modelOp } from '../ops/index.ts'
import {
  type Axis,
  type Build,
  createPlanner,
  type SharedValue,
  type StepBuild,
  type Value,
} from '../plan/build.ts'
import { planForward } from '../plan/forward.ts'
import { dependsOn, type Role, UnsupportedGenomeError } from '../plan/program.ts'
import { createTape, createThinTape, type TapeCall } from '../plan/tape.ts'

export type DecoderShape = {
  /** Sources decoded side by side. @default 1 */
  readonly sources?: number
  /** Rows per source that may go different ways. @default 1 */
  readonly beams?: number
  /** Tokens of each source, padding included. */
  readonly sourceLength: number
  /** Most tokens of a target. */
  readonly maxLength: number
}

/** Kept from step to step and moved with its row. */
export type Kept = {
  readonly tensor: Tensor
  /** Numbers of a row in use after so many tokens. */
  readonly used: (position: number) => number
  /** Whether it begins as zeros. */
  readonly zeroed: boolean
}

export type DecoderPlan = {
  readonly bytes: number
  readonly stateBytes: number
  readonly startCalls: readonly TapeCall[]
  readonly stepCalls: readonly TapeCall[]
  /** Absent when the network reads no source. */
  readonly source: { readonly ids: Tensor; readonly axis: Axis } | undefined
  readonly ids: Tensor
  readonly positions: Tensor
  readonly lengths: Tensor
  readonly constants: readonly { readonly tensor: Tensor; readonly number: number }[]
  readonly kept: readonly Kept[]
  readonly moves: readonly ((position: number) => void)[]
  readonly logits: Tensor
  readonly head: Tensor | undefined
}

/** @param base where the decoder's memory begins, in bytes */
export function planDecoder(
  network: Network,
  shape: Required<DecoderShape>,
  base: number,
): DecoderPlan {
  const { kernel, program, layout } = network
  const { sources, beams, sourceLength, maxLength } = shape
  const rows = sources * beams
  const planner = createPlanner(base)
  const startTape = createTape(kernel)
  const stepTape = createThinTape(kernel)
  const constants: { tensor: Tensor; number: number }[] = []
  const kept: Kept[] = []
  const moves: ((position: number) => void)[] = []
  const moving = dependsOn(program, 'target')
  const sourceStep = program.inputs.get('source')
  const bagOf = (role: Role) => program.bags.get(role)?.size ?? 1
  const source =
    sourceStep === undefined
      ? undefined
      : {
          ids: planner.fresh([bagOf('source'), sources, sourceLength], 'u32'),
          axis: {
            mask: planner.fresh([sources, sourceLength], 'u32'),
            pool: planner.fresh([sources, sourceLength]),
          },
        }
  const ids = planner.fresh([bagOf('target'), rows, 1], 'u32')
  const positions = planner.fresh([rows], 'u32')
  const lengths = planner.fresh([rows], 'u32')
  const common: Omit<Build, 'kernel' | 'host' | 'continues'> = {
    training: false,
    rope: network.rope(Math.max(sourceLength, maxLength)),
    attentionScratch: planner.fresh([kernel.threads.count, attentionScratch(kernel)]),
    axis: (symbol) => {
      if (source === undefined || symbol !== program.axes.get('source'))
        throw new RangeError(`nothing looks along ${symbol} while decoding`)
      return source.axis
    },
    take: planner.take,
    give: planner.give,
    constant: (number, length) => {
      const tensor = planner.fresh([length])
      constants.push({ tensor, number })
      return tensor
    },
    shared: new Map<string, SharedValue>(),
    state: (_call, _name, stateShape) => {
      const tensor = planner.fresh(stateShape)
      const [count = 1] = stateShape
      const numbers = stateShape.reduce((size, dim) => size * dim, 1) / count
      kept.push({ tensor, used: () => numbers, zeroed: true })
      return tensor
    },
    keep: (buffers) => {
      planner.give(...buffers)
      return undefined
    },
  }
  const startBuild: Build = {
    ...common,
    kernel: startTape.recorder,
    host: startTape.host,
    continues: false,
    state: (_call, _name, stateShape) => planner.take(stateShape),
  }
  const stepBuild: StepBuild = {
    ...common,
    kernel: stepTape.recorder,
    host: stepTape.host,
    continues: true,
    attentionScratch: planner.fresh([1, attentionScratch(kernel)]),
    start: startTape.recorder,
    positions,
    lengths,
    history: (_call, width) => {
      const tensor = planner.fresh([rows, maxLength, width])
      kept.push({ tensor, used: (position) => position * width, zeroed: false })
      return tensor
    },
    remember: (history, row, offset) => {
      const [, longest = 0, width = 0] = history.shape
      const entry: Tensor = { offset, shape: [width], dtype: 'f32' }
      const first = history.offset + 4 * row * longest * width
      scale(stepTape.recorder, entry, { ...entry, offset: first }, 1)
      // scale(x, y, n, factor): only where to changes.
      const part = stepTape.lastPart()
      moves.push((position) => {
        part[1] = first + 4 * position * width
      })
    },
    fixed: (fixedShape) => planner.fresh(fixedShape),
  }
  const blocks = { workspace: base, weights: network.weights, gradients: undefined }
  const targetStep = program.inputs.get('target') ?? -1
  const given = new Map<number, Value>([
    [targetStep, { tensor: ids, dims: [rows, 1], axis: program.axes.get('target') }],
  ])
  if (source !== undefined && sourceStep !== undefined)
    given.set(sourceStep, {
      tensor: source.ids,
      dims: [sources, sourceLength],
      axis: program.axes.get('source'),
    })
  const fixed = planForward({
    program,
    layout,
    blocks,
    build: startBuild,
    planner,
    bound: (symbol) => (symbol === program.axes.get('source') ? sourceLength : sources),
    includes: (step) => !moving.has(step),
    given,
    holds: () => false,
    lower: (op, call) => modelOp(op).lower(startBuild, call),
  })
  for (const [step, { source: from }] of program.steps.entries())
    if (from.kind === 'op' && from.op !== 'add' && moving.has(step) && modelOp(from.op).whole)
      throw new UnsupportedGenomeError(`${from.op} needs all of a target at once`)
  const head = program.head !== undefined && !moving.has(program.head) ? program.head : undefined
  const readFixed = new Map(given)
  for (const [step, { source: from }] of program.steps.entries())
    if (from.kind === 'op' && moving.has(step))
      for (const arg of from.args) if (!moving.has(arg)) readFixed.set(arg, fixed.at(arg))
  const perToken = planForward({
    program,
    layout,
    blocks,
    build: stepBuild,
    planner,
    bound: (symbol) => (symbol === program.axes.get('target') ? 1 : rows),
    includes: (step) => moving.has(step),
    given: readFixed,
    holds: () => false,
    lower: (op, call) => {
      const { step, lower } = modelOp(op)
      if (step === undefined) return lower(stepBuild, call)
      step(stepBuild, call)
      return undefined
    },
  })
  const stateBytes = kept.reduce(
    (sum, { tensor }) => sum + 4 * tensor.shape.reduce((size, dim) => size * dim, 1),
    0,
  )
  return {
    bytes: planner.bytes(),
    stateBytes,
    startCalls: startTape.calls,
    stepCalls: stepTape.calls,
    source,
    ids,
    positions,
    lengths,
    constants,
    kept,
    moves,
    logits: perToken.at(program.text ?? -1).tensor,
    head: head === undefined ? undefined : fixed.at(head).tensor,
  }
}

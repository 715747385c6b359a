// One plan per shape: the calls of a forward pass, the losses and, when training, the mirrored backward
// pass, over buffers whose places are fixed. Nothing is looked up or allocated when a plan is played.
import { attentionScratch, type Kernel, type RopeTable, sizeOf, type Tensor } from '@zooid/kernel'
import { modelOp } from '../ops/index.ts'
import { planBackward } from './backward.ts'
import {
  type Axis,
  type Build,
  createPlanner,
  type Planner,
  type SharedValue,
  segmentTensor,
  type Value,
} from './build.ts'
import { writeFirst } from './first-writes.ts'
import { type Blocks, planForward } from './forward.ts'
import type { Layout } from './layout.ts'
import { dependsOn, type Program, type Role } from './program.ts'
import { createTape, type Tape, type TapeCall } from './tape.ts'

export type PlanShape = {
  readonly batch: number
  readonly sourceLength: number
  /** 0 leaves the decoder out. */
  readonly targetLength: number
}

export type Result = {
  /** (rows, classes): logits, or their gradients after a training pass. */
  readonly logits: Tensor
  /** (rows) u32 */
  readonly targets: Tensor
  /** (rows) in nats */
  readonly losses: Tensor
  /** The factor on the gradient of a summed loss; set before a training pass. */
  readonly setScale: (scale: number) => void
}

export type Plan = {
  readonly shape: PlanShape
  readonly calls: readonly TapeCall[]
  /** Bytes of workspace from the first. */
  readonly bytes: number
  /** (bag, B, T) u32 */
  readonly ids: ReadonlyMap<Role, Tensor>
  readonly axes: ReadonlyMap<Role, Axis>
  readonly constants: readonly { readonly tensor: Tensor; readonly number: number }[]
  /** Gradients to clear before each play; none when the plan adds. */
  readonly cleared: readonly Tensor[]
  readonly head: Result | undefined
  readonly text: Result | undefined
  /** (rows, width) what the decoder's logits come from. */
  readonly hidden: Tensor | undefined
}

export type PlanOptions = {
  readonly kernel: Kernel
  readonly program: Program
  readonly layout: Layout
  readonly shape: PlanShape
  readonly blocks: Blocks
  readonly rope: RopeTable
  readonly smoothing: number
  /** Threads that share each op. */
  readonly threads: number
  /** The thread whose scratch is used, when one thread runs all of the plan. @default 0 */
  readonly thread?: number
  /** Whether gradients are added to what the block holds, instead of replacing it. @default true */
  readonly adds?: boolean
}

export function createPlan(options: PlanOptions): Plan {
  const { kernel, program, layout, shape, blocks } = options
  const training = blocks.gradients !== undefined
  const planner = createPlanner(blocks.workspace)
  const tape = createTape(kernel, options.threads, options.thread)
  const inputs = planInputs(program, shape, planner)
  const { build, constants } = createBuild({ options, tape, planner, axes: inputs.axes, training })
  const skipped = shape.targetLength === 0 ? dependsOn(program, 'target') : new Set<number>()
  const included = (step: number | undefined): step is number =>
    step !== undefined && !skipped.has(step)
  const hidden = included(program.hidden) ? program.hidden : undefined
  const forward = planForward({
    program,
    layout,
    blocks,
    build,
    planner,
    bound: symbolsOf(program, shape),
    includes: included,
    given: inputs.values,
    holds: (step) => step === hidden,
    lower: (op, call) => modelOp(op).lower(build, call),
  })
  const result = (step: number | undefined) =>
    included(step) ? planLoss(options, tape, planner, forward.at(step).tensor) : undefined
  const head = result(program.head)
  const text = result(program.text)
  const losses = [program.head, program.text].filter(included)
  if (training) planBackward({ program, build, planner, forward, losses })
  const { gradients } = blocks
  const unwritten =
    gradients !== undefined && options.adds === false
      ? writeFirst(tape.calls, layout, gradients)
      : []
  return {
    shape,
    calls: tape.calls,
    cleared: unwritten.map((segment) => segmentTensor(gradients ?? 0, segment)),
    bytes: planner.bytes(),
    ids: inputs.ids,
    axes: inputs.axes,
    constants,
    head,
    text,
    hidden: hidden === undefined ? undefined : forward.at(hidden).tensor,
  }
}

/** What ops see while a whole pass over known lengths is planned. */
function createBuild(context: {
  readonly options: PlanOptions
  readonly tape: Tape
  readonly planner: Planner
  readonly axes: ReadonlyMap<Role, Axis>
  readonly training: boolean
}): { readonly build: Build; readonly constants: Plan['constants'] } {
  const { options, tape, planner, axes, training } = context
  const { kernel, program } = options
  const constants: { tensor: Tensor; number: number }[] = []
  const build: Build = {
    kernel: tape.recorder,
    training,
    rope: options.rope,
    attentionScratch: planner.fresh([options.threads, attentionScratch(kernel)]),
    axis: (symbol) => {
      for (const [role, axis] of axes) if (program.axes.get(role) === symbol) return axis
      throw new RangeError(`no input has the axis ${symbol}`)
    },
    take: planner.take,
    give: planner.give,
    constant: (number, length) => {
      const found = constants.find((c) => c.number === number && sizeOf(c.tensor.shape) === length)
      if (found !== undefined) return found.tensor
      const tensor = planner.fresh([length])
      constants.push({ tensor, number })
      return tensor
    },
    host: tape.host,
    shared: new Map<string, SharedValue>(),
    continues: false,
    state: (_call, _name, shape) => planner.take(shape),
    keep: (buffers, backward) => {
      if (training)
        return (dOut) => {
          backward(dOut)
          planner.give(...buffers)
        }
      planner.give(...buffers)
      return undefined
    },
  }
  return { build, constants }
}

function planInputs(program: Program, shape: PlanShape, planner: Planner) {
  const ids = new Map<Role, Tensor>()
  const axes = new Map<Role, Axis>()
  const values = new Map<number, Value>()
  for (const [role, step] of program.inputs) {
    const dims = [shape.batch, role === 'source' ? shape.sourceLength : shape.targetLength]
    if (dims[1] === 0) continue
    const tensor = planner.fresh([program.bags.get(role)?.size ?? 1, ...dims], 'u32')
    ids.set(role, tensor)
    axes.set(role, { mask: planner.fresh(dims, 'u32'), pool: planner.fresh(dims) })
    values.set(step, { tensor, dims, axis: program.axes.get(role) })
  }
  return { ids, axes, values }
}

function planLoss(options: PlanOptions, tape: Tape, planner: Planner, logits: Tensor): Result {
  const [rows = 0, classes = 0] = logits.shape
  const targets = planner.fresh([rows], 'u32')
  const losses = planner.fresh([rows])
  const { ops } = tape.recorder
  const args = [losses.offset, logits.offset, targets.offset, classes, options.smoothing]
  if (options.blocks.gradients === undefined) {
    ops.cross_entropy_forward(...args, 0, rows)
    return { logits, targets, losses, setScale: () => {} }
  }
  ops.cross_entropy_forward_backward(...args, 1, 0, rows)
  const part = tape.lastPart()
  return {
    logits,
    targets,
    losses,
    setScale: (factor) => {
      part[args.length] = factor
    },
  }
}

function symbolsOf(program: Program, shape: PlanShape): (symbol: string) => number {
  const lengths = new Map<string, number>()
  for (const [role, symbol] of program.axes)
    lengths.set(symbol, role === 'source' ? shape.sourceLength : shape.targetLength)
  // What is no time axis is the batch.
  return (symbol) => lengths.get(symbol) ?? shape.batch
}

// Decoding token by token: the encoder and the projections of its memory run once per source, then one
// short tape per token. Self-attention keeps its keys and values, RWKV-7 its state, so a step costs the
// same arithmetic as one row of a whole pass and gives the same logits. Nothing here chooses tokens.
import { ZooidError } from '@zooid/base'
import { attentionScratch, type Kernel, scale, type Tensor } from '@zooid/kernel'
import { fillAxis, type Network } from '../network.ts'
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
import { dependsOn, UnsupportedGenomeError } from '../plan/program.ts'
import { createTape, createThinTape, play, type TapeCall } from '../plan/tape.ts'

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

export type Decoder = {
  readonly network: Network
  readonly shape: Required<DecoderShape>
  /** Sources times beams; beam b of source s is row s * beams + b. */
  readonly rows: number
  /** Reads the sources, (sources, sourceLength) ids, and forgets all tokens. @throws {DecodeError} */
  readonly start: (source: ArrayLike<number>) => void
  /** Gives each row its next token; logits are then those of the token after it. @throws {DecodeError} */
  readonly step: (tokens: ArrayLike<number>) => void
  /** Tokens each row has seen. */
  readonly position: () => number
  /** (V) of one row, in the kernel's memory until the next step. */
  readonly logits: (row: number) => Tensor
  /** (sources, classes) what the fast head said at `start`; undefined without a head on the source. */
  readonly head: () => Float32Array | undefined
  /** Row r becomes a copy of row parents[r] of the same source: its tokens, caches and states. */
  readonly reorder: (parents: ArrayLike<number>) => void
  /** Bytes that stay from step to step. */
  readonly stateBytes: number
  /** Gives the memory back. */
  readonly close: () => void
}

/** Kept from step to step and moved with its row. */
type Kept = {
  readonly tensor: Tensor
  /** Numbers of a row in use after so many tokens. */
  readonly used: (position: number) => number
  /** Whether it begins as zeros. */
  readonly zeroed: boolean
}

/** @throws {DecodeError | UnsupportedGenomeError | ArenaFullError} */
export function createDecoder(network: Network, options: DecoderShape): Decoder {
  const shape = { sources: 1, beams: 1, ...options }
  const { kernel, heap, program } = network
  for (const [name, value] of Object.entries(shape))
    if (!Number.isSafeInteger(value) || value < 1) throw new DecodeError(`${name} is ${value}`)
  if (program.text === undefined || !program.inputs.has('target'))
    throw new UnsupportedGenomeError('the network has no decoder')
  const trial = planDecoder(network, shape, 2 ** 32)
  const memory = heap.allocate(trial.bytes)
  const plan = planDecoder(network, shape, memory)
  const rows = shape.sources * shape.beams
  const u32 = (tensor: Tensor) => kernel.view({ ...tensor, dtype: 'u32' as const })
  let position = -1

  const checked = (id: number) => {
    if (!(id >= 0 && id < program.vocabulary))
      throw new DecodeError(`token ${id} is outside the vocabulary of ${program.vocabulary}`)
    return id
  }
  return {
    network,
    shape,
    rows,
    start: (source) => {
      const wanted = plan.source === undefined ? 0 : shape.sources * shape.sourceLength
      if (source.length !== wanted)
        throw new DecodeError(`${source.length} source ids, not ${wanted}`)
      if (plan.source !== undefined) {
        const ids = u32(plan.source.ids)
        for (let i = 0; i < ids.length; i++) ids[i] = checked(source[i] ?? -1)
        fillAxis(
          ids,
          shape.sourceLength,
          u32(plan.source.axis.mask),
          kernel.f32(plan.source.axis.pool),
        )
      }
      for (const { tensor, number } of plan.constants) kernel.f32(tensor).fill(number)
      for (const { tensor, zeroed } of plan.kept) if (zeroed) kernel.f32(tensor).fill(0)
      play(kernel, plan.startCalls)
      position = 0
    },
    step: (tokens) => {
      if (position < 0) throw new DecodeError('no source was given to start')
      if (position >= shape.maxLength) throw new DecodeError(`more than ${shape.maxLength} tokens`)
      if (tokens.length !== rows) throw new DecodeError(`${tokens.length} tokens for ${rows} rows`)
      const ids = u32(plan.ids)
      for (let row = 0; row < rows; row++) ids[row] = checked(tokens[row] ?? -1)
      u32(plan.positions).fill(position)
      position++
      u32(plan.lengths).fill(position)
      for (const move of plan.moves) move(position - 1)
      play(kernel, plan.stepCalls)
    },
    position: () => Math.max(0, position),
    logits: (row) => {
      const [, classes = 0] = plan.logits.shape
      return { offset: plan.logits.offset + 4 * row * classes, shape: [classes], dtype: 'f32' }
    },
    head: () => plan.head && kernel.f32(plan.head).slice(),
    reorder: (parents) => reorder(kernel, plan.kept, Math.max(0, position), parents),
    stateBytes: plan.stateBytes,
    close: () => heap.free(memory),
  }
}

/** Rows that stay cost nothing; the rest is read before anything is written. */
function reorder(
  kernel: Kernel,
  kept: readonly Kept[],
  position: number,
  parents: ArrayLike<number>,
): void {
  const moved = Array.from(parents, (parent, row) => [row, parent] as const).filter(
    ([row, parent]) => row !== parent,
  )
  if (moved.length === 0) return
  for (const { tensor, used } of kept) {
    const [rows = 1] = tensor.shape
    const all = kernel.f32(tensor)
    const length = all.length / rows
    const copies = moved.map(([row, parent]) => {
      const from = parent * length
      return [row, all.slice(from, from + used(position))] as const
    })
    for (const [row, copy] of copies) all.set(copy, row * length)
  }
}

type DecoderPlan = {
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

function planDecoder(network: Network, shape: Required<DecoderShape>, base: number): DecoderPlan {
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
  const source =
    sourceStep === undefined
      ? undefined
      : {
          ids: planner.fresh([sources, sourceLength], 'u32'),
          axis: {
            mask: planner.fresh([sources, sourceLength], 'u32'),
            pool: planner.fresh([sources, sourceLength]),
          },
        }
  const ids = planner.fresh([rows, 1], 'u32')
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

/** A decoder was used against its shape. */
export class DecodeError extends ZooidError {
  override readonly name = 'DecodeError'
  constructor(message: string) {
    super('model.decode', message, { status: 400 })
  }
}

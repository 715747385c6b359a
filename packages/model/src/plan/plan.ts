// One plan per shape: the calls of a forward pass, the losses and, when training, the mirrored backward
// pass, over buffers whose places are fixed. Nothing is looked up or allocated when a plan is played.
import {
  addScaled,
  attentionScratch,
  type Kernel,
  type RopeTable,
  scale,
  sizeOf,
  type Tensor,
} from '@zooid/kernel'
import { modelOp } from '../ops/index.ts'
import {
  type Axis,
  type Backward,
  type Build,
  createPlanner,
  type OpCall,
  type Planner,
  type SharedValue,
  segmentTensor,
  type Value,
} from './build.ts'
import type { Layout } from './layout.ts'
import { type Program, type Role, tensorShape } from './program.ts'
import { createTape, type Tape, type TapeCall } from './tape.ts'

export type PlanShape = {
  readonly batch: number
  readonly sourceLength: number
  readonly targetLength: number
}

/** Blocks of numbers that a plan reads and writes, by their offsets in bytes. */
export type Blocks = {
  /** Where activations may lie. */
  readonly workspace: number
  readonly weights: number
  /** Where gradients are added; without it the plan has no backward pass. */
  readonly gradients: number | undefined
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
  /** (B, T) u32 */
  readonly ids: ReadonlyMap<Role, Tensor>
  readonly axes: ReadonlyMap<Role, Axis>
  readonly constants: readonly { readonly tensor: Tensor; readonly number: number }[]
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
}

export function createPlan(options: PlanOptions): Plan {
  const { kernel, program, shape, blocks } = options
  const training = blocks.gradients !== undefined
  const planner = createPlanner(blocks.workspace)
  const tape = createTape(kernel, options.threads)
  const inputs = planInputs(program, shape, planner)
  const constants: { tensor: Tensor; number: number }[] = []
  const shared = new Map<string, SharedValue>()
  const build: Build = {
    kernel: tape.recorder,
    training,
    rope: options.rope,
    attentionScratch: planner.take([options.threads, attentionScratch(kernel)]),
    axis: (symbol) => {
      for (const [role, axis] of inputs.axes) if (program.axes.get(role) === symbol) return axis
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
    shared,
    continues: false,
    state: (_call, _name, stateShape) => planner.take(stateShape),
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
  const forward = planForward({ options, build, ids: inputs.ids, planner })
  const result = (step: number | undefined) =>
    step === undefined ? undefined : planLoss(options, tape, planner, forward.at(step).tensor)
  const head = result(program.head)
  const text = result(program.text)
  if (training) planBackward({ options, build, planner, forward })
  const { hidden } = program
  return {
    shape,
    calls: tape.calls,
    bytes: planner.bytes(),
    ...inputs,
    constants,
    head,
    text,
    hidden: hidden === undefined ? undefined : forward.at(hidden).tensor,
  }
}

function planInputs(program: Program, shape: PlanShape, planner: Planner) {
  const ids = new Map<Role, Tensor>()
  const axes = new Map<Role, Axis>()
  for (const role of program.inputs.keys()) {
    const dims = [shape.batch, role === 'source' ? shape.sourceLength : shape.targetLength]
    ids.set(role, planner.fresh(dims, 'u32'))
    axes.set(role, { mask: planner.fresh(dims, 'u32'), pool: planner.fresh(dims) })
  }
  return { ids, axes }
}

type Forward = {
  readonly at: (step: number) => Value
  readonly backwards: ReadonlyMap<number, { readonly run: Backward; readonly give: () => void }>
  /** Set while the backward pass is planned; what `OpCall.into` answers. */
  into: (step: number) => ReturnType<OpCall['into']>
}

function planForward(context: {
  readonly options: PlanOptions
  readonly build: Build
  readonly ids: ReadonlyMap<Role, Tensor>
  readonly planner: Planner
}): Forward {
  const { options, build, ids, planner } = context
  const { program, layout, shape, blocks } = options
  const { steps, readers, residual } = program
  const values = new Map<number, Value>()
  /** Buffers that go with their step; a value that lives in another's buffer is not here. */
  const owned = new Map<number, Tensor>()
  const backwards = new Map<number, { run: Backward; give: () => void }>()
  const at = (step: number): Value => {
    const value = values.get(step)
    if (value === undefined) throw new RangeError(`step ${step} has no value yet`)
    return value
  }
  const forward: Forward = {
    at,
    backwards,
    into: () => {
      throw new RangeError('no backward pass is being planned')
    },
  }
  const bound = symbolsOf(program, shape)
  const free = (step: number) => {
    const tensor = owned.get(step)
    owned.delete(step)
    if (tensor !== undefined) planner.give(tensor)
  }
  const lastReader = (step: number) => readers[step]?.at(-1) ?? step

  for (const [i, step] of steps.entries()) {
    const dims = (tensorShape(step) ?? []).map((dim) => bound(dim))
    const axis = timeAxis(tensorShape(step))
    const { source } = step
    if (source.kind === 'input') {
      for (const [role, at] of program.inputs) {
        const tensor = ids.get(role)
        if (at === i && tensor !== undefined) values.set(i, { tensor, dims, axis })
      }
      continue
    }
    if (source.kind !== 'op') continue
    const rowsAndWidth = [dims.slice(0, -1).reduce((size, dim) => size * dim, 1), dims.at(-1) ?? 1]
    if (source.op === 'add') {
      // An op that ends in this add has already written the sum.
      if (!values.has(i)) {
        const [a, b] = source.args.map((arg) => at(arg).tensor)
        const tensor = planner.take(rowsAndWidth)
        owned.set(i, tensor)
        values.set(i, { tensor, dims, axis })
        if (a !== undefined && b !== undefined) {
          scale(build.kernel, a, tensor, 1)
          addScaled(build.kernel, tensor, b, 1)
        }
      }
    } else {
      const onto = residual.get(i)
      let out: Tensor
      if (onto === undefined) {
        out = planner.take(rowsAndWidth)
        owned.set(i, out)
        values.set(i, { tensor: out, dims, axis })
      } else {
        const stream = at(onto.stream).tensor
        const others = (readers[onto.stream] ?? []).filter((reader) => reader !== onto.add)
        // Training needs every stage of the stream again in the backward pass.
        if (!build.training && owned.has(onto.stream) && others.every((reader) => reader < i)) {
          out = stream
          owned.delete(onto.stream)
        } else {
          out = planner.take(rowsAndWidth)
          scale(build.kernel, stream, out, 1)
        }
        owned.set(onto.add, out)
        values.set(onto.add, { tensor: out, dims, axis })
        values.set(i, { tensor: out, dims, axis })
      }
      const segment = (offset: number | undefined, parts: string) => {
        const names = parts.split(' ').map((part) => source.params[part])
        const found = layout.segments.get(names.join(' '))
        if (found === undefined || offset === undefined)
          throw new RangeError(`${source.op} has no parameter ${parts}`)
        return segmentTensor(offset, found)
      }
      const run = modelOp(source.op).lower(build, {
        attrs: source.attrs,
        inputs: source.args.map(at),
        out,
        start: onto === undefined ? 'zero' : 'accumulate',
        weight: (parts) => segment(blocks.weights, parts),
        gradient: (parts) => segment(blocks.gradients, parts),
        into: (input) => forward.into(source.args[input] ?? -1),
      })
      if (run !== undefined) backwards.set(i, { run, give: () => free(i) })
    }
    if (!build.training)
      for (const arg of [...source.args, i])
        if (lastReader(arg) <= i && arg !== program.hidden) free(arg)
    if (source.op === 'add' && build.training)
      backwards.set(i, { run: () => {}, give: () => free(i) })
  }
  return forward
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

type Gradient = { readonly tensor: Tensor; readonly owned: boolean }

function planBackward(context: {
  readonly options: PlanOptions
  readonly build: Build
  readonly planner: Planner
  readonly forward: Forward
}): void {
  const { options, build, planner, forward } = context
  const { program } = options
  const { steps, readers } = program
  const gradients = new Map<number, Gradient>()
  // The loss leaves the gradient where the logits were.
  for (const step of [program.head, program.text])
    if (step !== undefined) gradients.set(step, { tensor: forward.at(step).tensor, owned: false })
  forward.into = (step) => {
    const found = gradients.get(step)
    if (found?.owned) return { tensor: found.tensor, start: 'accumulate' }
    if (found !== undefined) throw new RangeError(`step ${step} has a borrowed gradient`)
    const tensor = planner.take(forward.at(step).tensor.shape)
    gradients.set(step, { tensor, owned: true })
    return { tensor, start: 'zero' }
  }
  /** Whether `borrower` has read a shared gradient before anything is added to it for `owner`. */
  const mayBorrow = (owner: number, borrower: number, add: number) =>
    readers[borrower]?.length === 1 &&
    (readers[owner] ?? []).every((reader) => reader === add || reader < borrower)

  for (let i = steps.length - 1; i >= 0; i--) {
    const gradient = gradients.get(i)
    const backward = forward.backwards.get(i)
    const source = steps[i]?.source
    if (source?.kind !== 'op' || backward === undefined) continue
    if (gradient === undefined) {
      backward.give()
      continue
    }
    gradients.delete(i)
    const { tensor, owned } = gradient
    if (source.op !== 'add') {
      backward.run(tensor)
      backward.give()
      if (owned) planner.give(tensor)
      continue
    }
    backward.give()
    const [a = -1, b = -1] = source.args
    if (!owned || a === b || gradients.has(a) || gradients.has(b)) {
      for (const arg of [a, b]) {
        const into = forward.into(arg)
        if (into.start === 'zero') scale(build.kernel, tensor, into.tensor, 1)
        else addScaled(build.kernel, into.tensor, tensor, 1)
      }
      if (owned) planner.give(tensor)
      continue
    }
    const [owner, other] = mayBorrow(a, b, i) || !mayBorrow(b, a, i) ? [a, b] : [b, a]
    gradients.set(owner, { tensor, owned: true })
    if (mayBorrow(owner, other, i)) gradients.set(other, { tensor, owned: false })
    else scale(build.kernel, tensor, forward.into(other).tensor, 1)
  }
}

function symbolsOf(program: Program, shape: PlanShape): (dim: number | string) => number {
  const lengths = new Map<string, number>()
  for (const [role, symbol] of program.axes)
    lengths.set(symbol, role === 'source' ? shape.sourceLength : shape.targetLength)
  // What is not a time axis and not a number is the batch.
  return (dim) => (typeof dim === 'number' ? dim : (lengths.get(dim) ?? shape.batch))
}

function timeAxis(shape: readonly (number | string)[] | null): string | undefined {
  const time = shape?.[1]
  return typeof time === 'string' ? time : undefined
}

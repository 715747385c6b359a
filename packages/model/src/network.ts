// A genome with weights, ready to run: one block of weights in the kernel's memory, read and written by
// name, and one plan per shape. It holds no optimiser and no data; a trainer and a decoder build on it.
// One network per kernel at a time is the intended use; `close` gives its memory back.
import { ZooidError } from '@zooid/base'
import { type Expr, genomeHash, lower } from '@zooid/genome'
import { type Kernel, padding, type RopeTable, ropeTable, type Tensor } from '@zooid/kernel'
import { initialWeights } from './init.ts'
import { parameterRules } from './ops/index.ts'
import { createHeap, type Heap } from './plan/heap.ts'
import { type Layout, layOut, readPlace, writePlace } from './plan/layout.ts'
import { createPlan, type Plan, type PlanShape, type Result } from './plan/plan.ts'
import { type Program, programOf } from './plan/program.ts'
import { play } from './plan/tape.ts'
import type { Batch, HostTensor, Weights } from './types.ts'

export type NetworkOptions = {
  /** Of the weights at birth. @default 0 */
  readonly seed?: number
}

export type Evaluation = {
  /** Sum of the two means below, in nats: what training lowers. */
  readonly loss: number
  /** Mean over counted target tokens; 0 when none counts. */
  readonly textLoss: number
  /** Mean over counted labels; 0 when none counts. */
  readonly headLoss: number
  readonly tokens: number
  readonly labels: number
  /** Per sequence: summed loss of its counted tokens and how many they are. */
  readonly items: readonly { readonly textLoss: number; readonly tokens: number }[]
}

export type Logits = {
  /** (B, classes), absent without a fast head. */
  readonly head: Float32Array | undefined
  /** (B, T, V), absent without a decoder. */
  readonly text: Float32Array | undefined
  /** (B, T, D) what the decoder's logits are computed from. */
  readonly hidden: Float32Array | undefined
}

export type Network = {
  readonly kernel: Kernel
  readonly genome: Expr
  /** The architecture's name, 64 hex digits. */
  readonly hash: string
  readonly program: Program
  readonly layout: Layout
  readonly heap: Heap
  /** Offset in bytes of the block of weights. */
  readonly weights: number
  /** Numbers in the weights, gaps not counted. */
  readonly parameters: number
  /** Copies of all weights. */
  readonly readWeights: () => Weights
  /** @throws {WeightsError} unless names and shapes are the genome's */
  readonly writeWeights: (weights: Weights) => void
  /** Losses without a change to anything. @throws {BatchError | ArenaFullError} */
  readonly evaluate: (batch: Batch) => Evaluation
  /** Copies of what the network says. @throws {BatchError | ArenaFullError} */
  readonly forward: (batch: Batch) => Logits
  /** A plan with its place in the shared workspace; another plan's run overwrites its activations. */
  readonly plan: (request: PlanRequest) => Plan
  readonly rope: (positions: number) => RopeTable
  /** Bytes that plans share for activations: as much as the largest one needs. */
  readonly workspaceBytes: () => number
  /** Gives the memory back, when nothing else took kernel memory after this network. */
  readonly close: () => void
}

export type PlanRequest = {
  readonly shape: PlanShape
  /** Offset of the block of gradients; without it there is no backward pass. */
  readonly gradients?: number
  /** @default 0 */
  readonly smoothing?: number
  /** Bytes of workspace to leave free before this plan's part, for plans that run at the same time. @default 0 */
  readonly skip?: number
  /** Threads that share each op. @default all of the kernel's */
  readonly threads?: number
  /** The thread that runs all of the plan by itself, with `threads: 1`. @default 0 */
  readonly thread?: number
  /** Whether gradients are added to what their block holds. @default true */
  readonly adds?: boolean
}

/** Plans kept; making one takes milliseconds, so the oldest may go. */
const maxPlans = 32
const beyondMemory = 2 ** 32

/** @throws {UnsupportedGenomeError | UnsupportedOpError | ArenaFullError} */
export function createNetwork(
  kernel: Kernel,
  genome: Expr,
  { seed = 0 }: NetworkOptions = {},
): Network {
  const program = programOf(lower(genome))
  const layout = layOut(program.lowered, parameterRules)
  const mark = kernel.arena.mark()
  const heap = createHeap(kernel)
  const weights = heap.allocate(4 * layout.length)
  const block = () => kernel.f32({ offset: weights, shape: [layout.length], dtype: 'f32' })
  block().fill(0)
  const plans = createPlanCache({ kernel, program, layout, heap, weights })
  const network: Network = {
    kernel,
    genome,
    hash: genomeHash(genome),
    program,
    layout,
    heap,
    weights,
    parameters: [...layout.places.values()].reduce((sum, p) => sum + p.rows * p.columns, 0),
    readWeights: () => readBlock(network, block()),
    writeWeights: (given) => writeBlock(network, block(), given),
    evaluate: (batch) => {
      const plan = plans.get({ shape: batch })
      loadBatch(network, plan, batch)
      play(kernel, plan.calls)
      return readLosses(kernel, plan)
    },
    forward: (batch) => {
      const plan = plans.get({ shape: batch })
      loadBatch(network, plan, batch)
      play(kernel, plan.calls)
      const copy = (tensor: Tensor | undefined) => tensor && kernel.f32(tensor).slice()
      return {
        head: copy(plan.head?.logits),
        text: copy(plan.text?.logits),
        hidden: copy(plan.hidden),
      }
    },
    plan: plans.get,
    rope: plans.rope,
    workspaceBytes: plans.workspaceBytes,
    close: () => kernel.arena.release(mark),
  }
  network.writeWeights(initialWeights(program, seed))
  return network
}

function createPlanCache(context: {
  readonly kernel: Kernel
  readonly program: Program
  readonly layout: Layout
  readonly heap: Heap
  readonly weights: number
}) {
  const { kernel, program, layout, heap, weights } = context
  const plans = new Map<string, Plan>()
  let workspace = { offset: 0, bytes: 0 }
  let rope: { positions: number; table: RopeTable } | undefined
  const table = (wanted: number): RopeTable => {
    if (rope !== undefined && rope.positions >= wanted) return rope.table
    // Recorded calls name the old table, which stays: lengths double, so all old ones are no longer than this.
    const positions = 2 ** Math.ceil(Math.log2(Math.max(64, wanted)))
    rope = { positions, table: ropeTable(kernel, positions) }
    return rope.table
  }
  return {
    rope: table,
    workspaceBytes: () => workspace.bytes,
    get: (request: PlanRequest): Plan => {
      const {
        shape,
        gradients,
        smoothing = 0,
        skip = 0,
        threads,
        thread = 0,
        adds = true,
      } = request
      const { batch, sourceLength, targetLength } = shape
      const key = [
        batch,
        sourceLength,
        targetLength,
        gradients,
        smoothing,
        skip,
        threads,
        thread,
      ].join()
      const known = plans.get(key)
      if (known !== undefined) return known
      const make = (at: number) =>
        createPlan({
          kernel,
          program,
          layout,
          shape: { batch, sourceLength, targetLength },
          blocks: { workspace: at + skip, weights, gradients },
          rope: table(Math.max(sourceLength, targetLength)),
          smoothing,
          threads: threads ?? kernel.threads.count,
          thread,
          adds,
        })
      // How much a plan needs is known once it is recorded; the trial lies beyond all real memory.
      const needed = skip + make(beyondMemory).bytes
      if (needed > workspace.bytes) {
        if (workspace.bytes > 0) heap.free(workspace.offset)
        workspace = { offset: heap.allocate(needed), bytes: needed }
        plans.clear()
      }
      const plan = make(workspace.offset)
      const [oldest] = plans.keys()
      if (plans.size >= maxPlans && oldest !== undefined) plans.delete(oldest)
      plans.set(key, plan)
      return plan
    },
  }
}

/**
 * Copies a batch, or its items [from, to), into a plan's inputs.
 * @throws {BatchError} when an id or a size does not fit
 */
export function loadBatch(network: Network, plan: Plan, batch: Batch, from = 0): void {
  const { kernel, program } = network
  const u32 = (tensor: Tensor) => kernel.view({ ...tensor, dtype: 'u32' as const })
  for (const [role, tensor] of plan.ids) {
    const length = role === 'source' ? batch.sourceLength : batch.targetLength
    const ids = batch[role]
    const { size, vocabulary } = program.bags.get(role) ?? { size: 1, ...program }
    if (ids.length !== batch.batch * length * size)
      throw new BatchError(`${role} holds ${ids.length} ids, not ${batch.batch} x ${length * size}`)
    const view = u32(tensor)
    fillPlanes(view, size, (i) => {
      const id = ids[from * length * size + i] ?? -1
      if (id < 0 || id >= vocabulary)
        throw new BatchError(`token ${id} is outside the vocabulary of ${vocabulary}`)
      return id
    })
    const axis = plan.axes.get(role)
    if (axis === undefined) continue
    fillAxis(view.subarray(0, view.length / size), length, u32(axis.mask), kernel.f32(axis.pool))
  }
  for (const { tensor, number } of plan.constants) kernel.f32(tensor).fill(number)
  for (const tensor of plan.cleared) kernel.f32(tensor).fill(0)
  if (plan.text !== undefined) {
    const view = u32(plan.text.targets)
    const { next, targetLength } = batch
    for (let i = 0; i < view.length; i++) {
      const id = next[from * targetLength + i] ?? 0
      if (id < 0 || id >= program.vocabulary)
        throw new BatchError(`token ${id} is outside the vocabulary of ${program.vocabulary}`)
      view[i] = id === 0 ? padding : id
    }
  }
  if (plan.head !== undefined) {
    const view = u32(plan.head.targets)
    for (let i = 0; i < view.length; i++) {
      const label = batch.labels?.[from + i] ?? -1
      if (label >= program.classes)
        throw new BatchError(`label ${label} is outside the ${program.classes} classes`)
      view[i] = label < 0 ? padding : label
    }
  }
}

/** Rows of bags to planes of ids: what lies at (row, i) goes to (i, row). */
export function fillPlanes(
  planes: Uint32Array,
  bag: number,
  idAt: (place: number) => number,
): void {
  const rows = planes.length / bag
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < bag; i++) planes[i * rows + row] = idAt(row * bag + i)
}

/** @param ids the first of each position's bag; 0 is padding */
export function fillAxis(
  ids: Uint32Array,
  length: number,
  mask: Uint32Array,
  pool: Float32Array,
): void {
  for (let begin = 0; begin < ids.length; begin += length) {
    let seen = 0
    for (let i = begin; i < begin + length; i++) {
      mask[i] = ids[i] === 0 ? 0 : 1
      if (ids[i] !== 0) seen++
    }
    for (let i = begin; i < begin + length; i++) pool[i] = ids[i] === 0 ? 0 : 1 / seen
  }
}

/** Losses of the plan's latest run. */
export function readLosses(kernel: Kernel, plan: Plan): Evaluation {
  const text = summed(kernel, plan.text, plan.shape.batch)
  const head = summed(kernel, plan.head, 1)[0] ?? { textLoss: 0, tokens: 0 }
  const tokens = text.reduce((sum, item) => sum + item.tokens, 0)
  const textLoss = text.reduce((sum, item) => sum + item.textLoss, 0) / Math.max(1, tokens)
  const headLoss = head.textLoss / Math.max(1, head.tokens)
  return {
    loss: textLoss + headLoss,
    textLoss,
    headLoss,
    tokens,
    labels: head.tokens,
    items: text,
  }
}

/** Sums over `parts` equal runs of rows. */
function summed(kernel: Kernel, result: Result | undefined, parts: number): Evaluation['items'] {
  if (result === undefined) return []
  const losses = kernel.f32(result.losses)
  const targets = kernel.view({ ...result.targets, dtype: 'u32' as const })
  const length = losses.length / parts
  return Array.from({ length: parts }, (_, part) => {
    let [textLoss, tokens] = [0, 0]
    for (let i = part * length; i < (part + 1) * length; i++) {
      if (targets[i] === padding) continue
      textLoss += losses[i] ?? 0
      tokens++
    }
    return { textLoss, tokens }
  })
}

/** Named copies out of a block laid out like the weights. */
export function readBlock({ program, layout }: Network, block: Float32Array): Weights {
  return new Map(
    program.lowered.parameters.flatMap(({ name }): [string, HostTensor][] => {
      const place = layout.places.get(name)
      return place === undefined
        ? []
        : [[name, { shape: place.shape, data: readPlace(block, place) }]]
    }),
  )
}

/** @throws {WeightsError} unless names and shapes are the genome's; nothing is written then */
export function writeBlock({ layout }: Network, block: Float32Array, given: Weights): void {
  for (const name of given.keys())
    if (!layout.places.has(name)) throw new WeightsError(`the genome has no parameter ${name}`)
  for (const [name, { shape }] of layout.places) {
    const tensor = given.get(name)
    const length = shape.reduce((size, dim) => size * dim, 1)
    if (tensor === undefined) throw new WeightsError(`the parameter ${name} is missing`)
    if (tensor.shape.join() !== shape.join() || tensor.data.length !== length)
      throw new WeightsError(`${name} is [${tensor.shape}], the genome says [${shape}]`)
  }
  for (const [name, place] of layout.places) {
    const data = given.get(name)?.data
    if (data !== undefined) writePlace(block, place, data)
  }
}

/** A batch does not fit the network. */
export class BatchError extends ZooidError {
  override readonly name = 'BatchError'
  constructor(message: string) {
    super('model.batch', message, { status: 400 })
  }
}

/** Weights of another network. */
export class WeightsError extends ZooidError {
  override readonly name = 'WeightsError'
  constructor(message: string) {
    super('model.weights', message, { status: 422 })
  }
}

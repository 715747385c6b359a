// What an op gets to lower itself: places for its buffers, its parameters and their gradients, and a
// kernel that writes calls down. Buffers are planned while the tape is recorded, in execution order: a
// buffer that is given back is used again by whatever comes later. Nothing here runs in a step.
import type { Attrs } from '@zooid/genome'
import {
  type DType,
  elementBytes,
  type Kernel,
  type RopeTable,
  sizeOf,
  type Tensor,
} from '@zooid/kernel'
import { createFreeList, roundToLine } from './free-list.ts'
import type { Segment } from './layout.ts'

/** Where writing starts: over whatever is there, or on top of it. */
export type Start = 'zero' | 'accumulate'

/** An activation, rows flattened: f32[B, T, D] is (B T, D). */
export type Value = {
  /** (rows, width) */
  readonly tensor: Tensor
  /** Sizes with symbols bound, e.g. [B, T, D]. */
  readonly dims: readonly number[]
  /** The symbol of the time axis, if it has one. */
  readonly axis: string | undefined
}

/** Inputs of a time axis, filled by the host before each play. */
export type Axis = {
  /** (B, T) u32, 0 where nobody may look. */
  readonly mask: Tensor
  /** (B, T) f32, 1 / length inside the sequence and 0 beyond. */
  readonly pool: Tensor
}

export type OpCall = {
  readonly attrs: Attrs
  readonly inputs: readonly Value[]
  /** (rows, width) */
  readonly out: Tensor
  /** What `out` begins with; a tensor like `out` is the residual stream that the op adds to. */
  readonly start: Start | Tensor
  /** Parameters by part; parts that lie side by side by their names with a space between. */
  readonly weight: (parts: string) => Tensor
  readonly gradient: (parts: string) => Tensor
  /** Where the gradient of input `i` goes. */
  readonly into: (i: number) => { readonly tensor: Tensor; readonly start: Start }
}

/** Writes the mirrored calls down; `dOut` is (rows, width) and must stay as it is. */
export type Backward = (dOut: Tensor) => void

export type Build = {
  /** Records. */
  readonly kernel: Kernel
  readonly training: boolean
  readonly rope: RopeTable
  readonly attentionScratch: Tensor
  readonly axis: (symbol: string | undefined) => Axis
  readonly take: (shape: readonly number[], dtype?: DType) => Tensor
  readonly give: (...tensors: readonly Tensor[]) => void
  /** A tensor that holds one number everywhere, each time the tape is played. */
  readonly constant: (number: number, length: number) => Tensor
  /** Work of the calling thread between kernel calls. */
  readonly host: (run: () => void) => void
  /** Named values that later layers of the same pass read (RWKV's first value). */
  readonly shared: Map<string, SharedValue>
  /** Whether this pass goes on where the one before stopped (decoding) instead of starting afresh. */
  readonly continues: boolean
  /** What an op carries from one pass to the next; a place like any other when passes start afresh. */
  readonly state: (call: OpCall, name: string, shape: readonly number[]) => Tensor
  /** Ends a forward pass: keeps `buffers` for `backward` when training, gives them back now when not. */
  readonly keep: (buffers: readonly Tensor[], backward: Backward) => Backward | undefined
}

export type SharedValue = {
  readonly value: Tensor
  readonly gradient?: Tensor
  /** Whether a later layer has written to the gradient. */
  touched?: boolean
}

/** One op of the network, forward and mirrored backward. */
export type Lowering = (build: Build, call: OpCall) => Backward | undefined

/** What ops get on top while one decoding step is planned: N rows, one token each. */
export type StepBuild = Build & {
  /** Records what runs once per source, after the encoder. */
  readonly start: Kernel
  /** (N) u32, the position of this step's token. */
  readonly positions: Tensor
  /** (N) u32, the tokens seen, this one included. */
  readonly lengths: Tensor
  /** (N, longest, width): one entry per token, kept from step to step and moved with its row. */
  readonly history: (call: OpCall, width: number) => Tensor
  /** Copies the numbers at `offset` to this step's entry of a history's row. */
  readonly remember: (history: Tensor, row: number, offset: number) => void
  /** A place that a source fixes and rows share. */
  readonly fixed: (shape: readonly number[]) => Tensor
}

/** A line of bytes whose parts are reused; its length is known once all is planned. */
export type Planner = {
  /** A place of its own for all of the plan: for what the host fills before a play. */
  readonly fresh: (shape: readonly number[], dtype?: DType) => Tensor
  readonly take: (shape: readonly number[], dtype?: DType) => Tensor
  readonly give: (...tensors: readonly Tensor[]) => void
  readonly bytes: () => number
}

export function createPlanner(base: number): Planner {
  const list = createFreeList()
  let top = 0
  return {
    fresh: (shape, dtype = 'f32') => {
      const offset = base + top
      top += roundToLine(sizeOf(shape) * elementBytes[dtype])
      return { offset, shape, dtype }
    },
    take: (shape, dtype = 'f32') => {
      const bytes = roundToLine(sizeOf(shape) * elementBytes[dtype])
      let found = list.take(bytes)
      if (found === null) {
        const missing = bytes - list.freeBefore(top)
        list.add(top, missing)
        top += missing
        found = list.take(bytes)
      }
      if (found === null) throw new RangeError('the planner lost a range')
      return { offset: base + found, shape, dtype }
    },
    give: (...tensors) => {
      for (const { offset } of tensors) list.give(offset - base)
    },
    bytes: () => top,
  }
}

/** Columns [from, ...) of every row, as ops that take a row width see it. */
export function fromColumn(tensor: Tensor, from: number): Tensor {
  return { ...tensor, offset: tensor.offset + from * elementBytes[tensor.dtype] }
}

/** The same numbers as (B, T, W), for attention. */
export function inTime(tensor: Tensor, dims: readonly number[]): Tensor {
  const [batch = 0, time = 0] = dims
  return { ...tensor, shape: [batch, time, tensor.shape[1] ?? 0] }
}

/** A segment of a block that begins at `offset` bytes. */
export function segmentTensor(offset: number, { at, shape }: Segment): Tensor {
  return { offset: offset + at * elementBytes.f32, shape, dtype: 'f32' }
}

// RWKV-7's recurrence over 32 x 32 states, forward and backward (rust/src/rwkv7.rs has the formulas).
import type { Kernel } from '../kernel.ts'
import { runSplit, scratchOf } from '../split.ts'
import { expectTensor, type Tensor } from '../tensor.ts'
import { headWidth } from './rope.ts'

export type Rwkv7Inputs = {
  /** All (B, T, H, 32). w is the decay in (0, 1), kk the unit removal key, a the rate in (0, 1). */
  readonly r: Tensor
  readonly w: Tensor
  readonly k: Tensor
  readonly v: Tensor
  readonly kk: Tensor
  readonly a: Tensor
}

export type Rwkv7 = Rwkv7Inputs & {
  /** (B, T, H, 32), overwritten. */
  readonly y: Tensor
  /** (B, H, 32, 32), updated: zero it for a fresh sequence, keep it to go on. */
  readonly state: Tensor
  /** (B, H, ceil(T / 16), 32, 32), overwritten; only needed when a backward pass follows. */
  readonly saved?: Tensor
}

export type Rwkv7Gradient = Rwkv7Inputs & {
  /** (B, T, H, 32) */
  readonly dy: Tensor
  /** (B, H, 32, 32): gradient of the final state on entry, of the first on return. */
  readonly dState: Tensor
  readonly saved: Tensor
  /** All (B, T, H, 32), overwritten. */
  readonly dr: Tensor
  readonly dw: Tensor
  readonly dk: Tensor
  readonly dv: Tensor
  readonly dkk: Tensor
  readonly da: Tensor
  /** (threads, rwkv7Scratch(kernel)) */
  readonly scratch: Tensor
}

/** Steps between saved states. */
export const rwkv7Chunk = 16

/** Floats of scratch per thread for the backward pass. */
export function rwkv7Scratch(kernel: Kernel): number {
  return kernel.ops.rwkv7_scratch()
}

/** @throws TensorShapeError */
export function rwkv7Forward(kernel: Kernel, op: Rwkv7): void {
  const [batch, time, heads] = expectInputs(op)
  expectTensor('rwkv7 y', op.y, op.r.shape)
  expectTensor('rwkv7 state', op.state, [batch, heads, headWidth, headWidth])
  if (op.saved) expectTensor('rwkv7 saved', op.saved, savedShape(batch, time, heads))
  runSplit(kernel, 'rwkv7_forward', splitOf(batch, time, heads), (begin, end) => [
    op.y.offset,
    op.state.offset,
    op.saved?.offset ?? 0,
    ...inputOffsets(op),
    heads,
    time,
    begin,
    end,
  ])
}

/** @throws TensorShapeError */
export function rwkv7Backward(kernel: Kernel, op: Rwkv7Gradient): void {
  const [batch, time, heads] = expectInputs(op)
  const gradients = [op.dr, op.dw, op.dk, op.dv, op.dkk, op.da]
  for (const tensor of [op.dy, ...gradients]) expectTensor('rwkv7 gradient', tensor, op.r.shape)
  expectTensor('rwkv7 dState', op.dState, [batch, heads, headWidth, headWidth])
  expectTensor('rwkv7 saved', op.saved, savedShape(batch, time, heads))
  expectTensor('rwkv7 scratch', op.scratch, [kernel.threads.count, rwkv7Scratch(kernel)])
  runSplit(kernel, 'rwkv7_backward', splitOf(batch, time, heads), (begin, end, thread) => [
    op.dy.offset,
    op.dState.offset,
    op.saved.offset,
    ...inputOffsets(op),
    ...gradients.map(({ offset }) => offset),
    scratchOf(op.scratch, thread),
    heads,
    time,
    begin,
    end,
  ])
}

function expectInputs(op: Rwkv7Inputs): readonly [number, number, number] {
  const [batch = 0, time = 0, heads = 0] = op.r.shape
  for (const tensor of [op.r, op.w, op.k, op.v, op.kk, op.a]) {
    expectTensor('rwkv7', tensor, [batch, time, heads, headWidth])
  }
  return [batch, time, heads]
}

function savedShape(batch: number, time: number, heads: number): number[] {
  return [batch, heads, Math.ceil(time / rwkv7Chunk), headWidth, headWidth]
}

/** A head's state runs through all of its steps on one thread. */
function splitOf(batch: number, time: number, heads: number) {
  return { length: batch * heads, numbers: batch * heads * time * headWidth * headWidth }
}

function inputOffsets({ r, w, k, v, kk, a }: Rwkv7Inputs): number[] {
  return [r.offset, w.offset, k.offset, v.offset, kk.offset, a.offset]
}

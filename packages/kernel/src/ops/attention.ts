// Softmax attention over heads of 32 channels, full and causal, and one decoding step
// (rust/src/attention.rs, which states the layouts, the mask rules and what NaN does).
import { ZooidError } from '@zooid/base'
import type { Kernel } from '../kernel.ts'
import { runSplit, scratchOf } from '../split.ts'
import { expectTensor, type Tensor, TensorShapeError } from '../tensor.ts'
import { headWidth } from './rope.ts'

export type AttentionInputs = {
  /** (B, T, W): head h is numbers 32 h to 32 h + 31 of each row; W may be wider than the heads. */
  readonly q: Tensor
  /** (B, S, W'), as q. */
  readonly k: Tensor
  /** (B, S, W'), as q; the same width as k. */
  readonly v: Tensor
  readonly heads: number
  /** (B, S) u32: 0 for a key that nobody may see. @default all are seen */
  readonly mask?: Tensor
  /** (threads, attentionScratch(kernel)) */
  readonly scratch: Tensor
  /** Factor on the scores, above 0. @default 1 / sqrt(32) */
  readonly scale?: number
}

export type Attention = AttentionInputs & {
  /** (B, T, W'') */
  readonly out: Tensor
  /** (B, heads, T), kept for the backward pass. */
  readonly lse: Tensor
}

export type AttentionGradient = Attention & {
  /** Like out. */
  readonly dOut: Tensor
  /** Like q; the heads' part is overwritten. */
  readonly dq: Tensor
  /** Like k; overwritten. */
  readonly dk: Tensor
  /** Like v; overwritten. */
  readonly dv: Tensor
}

const defaultScale = 1 / Math.sqrt(headWidth)

/** Floats of scratch per thread. */
export function attentionScratch(kernel: Kernel): number {
  return kernel.ops.attention_scratch()
}

/** Every query sees every unmasked key. @throws TensorShapeError, TensorTypeError */
export function attentionForward(kernel: Kernel, op: Attention): void {
  forward(kernel, 'attention_forward', op)
}

/** Query t sees the unmasked keys 0..t + S - T. @throws TensorShapeError, TensorTypeError */
export function attentionCausalForward(kernel: Kernel, op: Attention): void {
  forward(kernel, 'attention_causal_forward', op)
}

/** Writes dq, dk, dv. @throws TensorShapeError, TensorTypeError */
export function attentionBackward(kernel: Kernel, op: AttentionGradient): void {
  backward(kernel, 'attention_backward', op)
}

/** Writes dq, dk, dv. @throws TensorShapeError, TensorTypeError */
export function attentionCausalBackward(kernel: Kernel, op: AttentionGradient): void {
  backward(kernel, 'attention_causal_backward', op)
}

export type AttentionStep = AttentionInputs & {
  /** (B, 1, W'') */
  readonly out: Tensor
  /** (B) u32: how many keys of the cache are filled, at most S. */
  readonly lengths: Tensor
}

/** One query per sequence against a cache k, v; q is (B, 1, W). @throws TensorShapeError */
export function attentionDecode(kernel: Kernel, op: AttentionStep): void {
  const shape = shapeOf(kernel, op, op.out)
  if (shape.queries !== 1) throw new TensorShapeError('attention q', op.q.shape, [shape.batch, 1])
  expectTensor('attention lengths', op.lengths, [shape.batch], 'u32')
  const split = { length: shape.batch * op.heads, numbers: op.heads * shape.keys * headWidth }
  runSplit(kernel, 'attention_decode', split, (begin, end, thread) => [
    op.out.offset,
    op.q.offset,
    op.k.offset,
    op.v.offset,
    op.mask?.offset ?? 0,
    op.lengths.offset,
    scratchOf(op.scratch, thread),
    op.heads,
    shape.keys,
    shape.qWidth,
    shape.kvWidth,
    shape.outWidth,
    scaleOf(op),
    begin,
    end,
  ])
}

function forward(
  kernel: Kernel,
  name: 'attention_forward' | 'attention_causal_forward',
  op: Attention,
): void {
  const shape = shapeOf(kernel, op, op.out)
  expectTensor('attention lse', op.lse, [shape.batch, op.heads, shape.queries])
  runSplit(kernel, name, splitOf(shape, op.heads), (begin, end, thread) => [
    op.out.offset,
    op.lse.offset,
    op.q.offset,
    op.k.offset,
    op.v.offset,
    op.mask?.offset ?? 0,
    scratchOf(op.scratch, thread),
    kernel.tile,
    kernel.scratch(thread),
    ...dimensions(shape, op),
    begin,
    end,
  ])
}

function backward(
  kernel: Kernel,
  name: 'attention_backward' | 'attention_causal_backward',
  op: AttentionGradient,
): void {
  const shape = shapeOf(kernel, op, op.out)
  expectTensor('attention lse', op.lse, [shape.batch, op.heads, shape.queries])
  expectTensor('attention dOut', op.dOut, op.out.shape)
  expectTensor('attention dq', op.dq, op.q.shape)
  expectTensor('attention dk', op.dk, op.k.shape)
  expectTensor('attention dv', op.dv, op.v.shape)
  runSplit(kernel, name, splitOf(shape, op.heads), (begin, end, thread) => [
    op.dOut.offset,
    op.out.offset,
    op.lse.offset,
    op.q.offset,
    op.k.offset,
    op.v.offset,
    op.dq.offset,
    op.dk.offset,
    op.dv.offset,
    op.mask?.offset ?? 0,
    scratchOf(op.scratch, thread),
    kernel.tile,
    kernel.scratch(thread),
    ...dimensions(shape, op),
    begin,
    end,
  ])
}

type Shape = {
  readonly batch: number
  readonly queries: number
  readonly keys: number
  readonly qWidth: number
  readonly kvWidth: number
  readonly outWidth: number
}

function shapeOf(kernel: Kernel, op: AttentionInputs, out: Tensor): Shape {
  const [batch = 0, queries = 0, qWidth = 0] = op.q.shape
  const [, keys = 0, kvWidth = 0] = op.k.shape
  const [, , outWidth = 0] = out.shape
  const needed = op.heads * headWidth
  for (const tensor of [op.q, op.k, out]) {
    if ((tensor.shape[2] ?? 0) < needed) {
      throw new TensorShapeError('attention heads', tensor.shape, [batch, queries, needed])
    }
  }
  expectTensor('attention q', op.q, [batch, queries, qWidth])
  expectTensor('attention k', op.k, [batch, keys, kvWidth])
  expectTensor('attention v', op.v, [batch, keys, kvWidth])
  expectTensor('attention out', out, [batch, queries, outWidth])
  if (op.mask) expectTensor('attention mask', op.mask, [batch, keys], 'u32')
  expectTensor('attention scratch', op.scratch, [kernel.threads.count, attentionScratch(kernel)])
  return { batch, queries, keys, qWidth, kvWidth, outWidth }
}

/** Each (sequence, head) pair belongs to one thread, which sums its keys in order. */
function splitOf(shape: Shape, heads: number) {
  const pairs = shape.batch * heads
  return { length: pairs, numbers: pairs * shape.queries * shape.keys }
}

function dimensions(shape: Shape, op: AttentionInputs): number[] {
  const { queries, keys, qWidth, kvWidth, outWidth } = shape
  return [op.heads, queries, keys, qWidth, kvWidth, outWidth, scaleOf(op)]
}

/** The kernel looks for the largest score before scaling, which a factor of 0 or below would turn round. */
function scaleOf({ scale = defaultScale }: AttentionInputs): number {
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) throw new AttentionScaleError(scale)
  return scale
}

export class AttentionScaleError extends ZooidError {
  override readonly name = 'AttentionScaleError'
  constructor(scale: number) {
    super('kernel.attention_scale', `the factor on scores is ${scale}, not above 0`)
  }
}

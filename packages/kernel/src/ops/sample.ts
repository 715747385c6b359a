// Choosing the next token from one row of logits (rust/src/sample.rs). All chance is the caller's `u`.
import type { Kernel } from '../kernel.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

/** Sets to -infinity each logit v whose bit (v % 32 of allowed[v / 32]) is 0. @throws TensorShapeError */
export function sampleMask(kernel: Kernel, logits: Tensor, allowed: Tensor): void {
  const [classes = 0] = logits.shape
  expectTensor('sample logits', logits, [classes])
  expectTensor('sample allowed', allowed, [Math.ceil(classes / 32)], 'u32')
  kernel.ops.sample_mask(logits.offset, allowed.offset, classes)
}

/** Index of the largest logit, the first of equals; null if none is above -infinity. */
export function sampleLargest(kernel: Kernel, logits: Tensor): number | null {
  const [classes = 0] = logits.shape
  expectTensor('sample logits', logits, [classes])
  return chosen(kernel.ops.sample_largest(logits.offset, classes))
}

export type SampleTop = {
  /** (V) */
  readonly logits: Tensor
  /** (V) u32, scratch. */
  readonly order: Tensor
  /** Uniform in 0..1, 1 excluded. */
  readonly u: number
  /** Above 0. @default 1 */
  readonly temperature?: number
  /** Keep at most this many classes. @default V */
  readonly topK?: number
  /** Keep the shortest head with at least this probability. @default 1 */
  readonly topP?: number
}

/** The chosen class; null if no logit is above -infinity. NaN is never chosen. @throws TensorShapeError */
export function sampleTop(kernel: Kernel, op: SampleTop): number | null {
  const [classes = 0] = op.logits.shape
  const { logits, order, u, temperature = 1, topK = classes, topP = 1 } = op
  expectTensor('sample logits', logits, [classes])
  expectTensor('sample order', order, [classes], 'u32')
  return chosen(
    kernel.ops.sample_top(logits.offset, order.offset, classes, 1 / temperature, topK, topP, u),
  )
}

/** u32::MAX, which WebAssembly hands over as -1, means nothing. */
function chosen(index: number): number | null {
  return index === -1 ? null : index
}

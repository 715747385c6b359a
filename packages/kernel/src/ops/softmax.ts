// Softmax over rows (rust/src/softmax.rs). Attention and cross-entropy have their own, fused.
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

export type Softmax = {
  /** (R, C); may be x. */
  readonly y: Tensor
  /** (R, C) */
  readonly x: Tensor
  /** 1 / temperature. @default 1 */
  readonly sharpness?: number
}

/** y = softmax(x * sharpness) per row; a row with NaN becomes NaN. @throws TensorShapeError */
export function softmaxForward(kernel: Kernel, { y, x, sharpness = 1 }: Softmax): void {
  const [rows = 0, columns = 0] = x.shape
  expectTensor('softmax x', x, [rows, columns])
  expectTensor('softmax y', y, x.shape)
  const split = { length: rows, numbers: rows * columns }
  runSplit(kernel, 'softmax_forward', split, (begin, end) => [
    y.offset,
    x.offset,
    columns,
    sharpness,
    begin,
    end,
  ])
}

export type SoftmaxGradient = {
  /** (R, C) */
  readonly dy: Tensor
  /** (R, C), as forward left it. */
  readonly y: Tensor
  /** (R, C), overwritten; may be dy. */
  readonly dx: Tensor
  /** @default 1 */
  readonly sharpness?: number
}

/** @throws TensorShapeError */
export function softmaxBackward(kernel: Kernel, op: SoftmaxGradient): void {
  const [rows = 0, columns = 0] = op.y.shape
  expectTensor('softmax y', op.y, [rows, columns])
  expectTensor('softmax dy', op.dy, op.y.shape)
  expectTensor('softmax dx', op.dx, op.y.shape)
  const split = { length: rows, numbers: rows * columns }
  runSplit(kernel, 'softmax_backward', split, (begin, end) => [
    op.dy.offset,
    op.y.offset,
    op.dx.offset,
    columns,
    op.sharpness ?? 1,
    begin,
    end,
  ])
}

// Cross-entropy with label smoothing and padding, fused with its gradient (rust/src/cross_entropy.rs).
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

/** The target of a row that does not count. */
export const padding = 0xffff_ffff

export type CrossEntropy = {
  /** (R), overwritten: one loss in nats per row, 0 for padding. */
  readonly losses: Tensor
  /** (R, V) */
  readonly logits: Tensor
  /** (R) u32, each below V or `padding`; any other gives NaN. */
  readonly targets: Tensor
  /** Share of the target spread evenly over all classes. @default 0 */
  readonly smoothing?: number
}

export type Loss = {
  /** Mean over the rows that count, in nats; 0 when none does. */
  readonly mean: number
  readonly count: number
}

/** Losses only; logits stay. @throws TensorShapeError, TensorTypeError */
export function crossEntropyForward(kernel: Kernel, op: CrossEntropy): Loss {
  const [rows, classes] = expectRows(op)
  const { losses, logits, targets, smoothing = 0 } = op
  const split = { length: rows, numbers: rows * classes }
  runSplit(kernel, 'cross_entropy_forward', split, (begin, end) => [
    losses.offset,
    logits.offset,
    targets.offset,
    classes,
    smoothing,
    begin,
    end,
  ])
  return meanOf(kernel, op, rows)
}

/**
 * Losses, and logits replaced by d(mean loss * scale) / d(logits).
 * @param scale on top of 1 / count. @default 1
 * @throws TensorShapeError, TensorTypeError
 */
export function crossEntropyForwardBackward(kernel: Kernel, op: CrossEntropy, scale = 1): Loss {
  const [rows, classes] = expectRows(op)
  const { losses, logits, targets, smoothing = 0 } = op
  const count = kernel.ops.cross_entropy_count(targets.offset, 0, rows)
  const split = { length: rows, numbers: rows * classes }
  runSplit(kernel, 'cross_entropy_forward_backward', split, (begin, end) => [
    losses.offset,
    logits.offset,
    targets.offset,
    classes,
    smoothing,
    scale / Math.max(1, count),
    begin,
    end,
  ])
  return meanOf(kernel, op, rows)
}

/** Summed in row order on one thread, so that the mean does not depend on the split. */
function meanOf(kernel: Kernel, { losses, targets }: CrossEntropy, rows: number): Loss {
  const count = kernel.ops.cross_entropy_count(targets.offset, 0, rows)
  return { mean: kernel.ops.sum_f64(losses.offset, 0, rows) / Math.max(1, count), count }
}

function expectRows({ losses, logits, targets }: CrossEntropy): readonly [number, number] {
  const [rows = 0, classes = 0] = logits.shape
  expectTensor('crossEntropy logits', logits, [rows, classes])
  expectTensor('crossEntropy losses', losses, [rows])
  expectTensor('crossEntropy targets', targets, [rows], 'u32')
  return [rows, classes]
}

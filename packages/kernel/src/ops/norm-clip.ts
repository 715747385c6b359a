// Global L2 norm over many tensors, clipping by it, and y += a x (rust/src/norm_clip.rs, scale.rs).
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, sizeOf, type Tensor } from '../tensor.ts'

/** sqrt of the sum of all squares; NaN if any number is NaN. */
export function globalNorm(kernel: Kernel, tensors: readonly Tensor[]): number {
  let squares = 0
  for (const tensor of tensors) {
    expectTensor('globalNorm', tensor, tensor.shape)
    squares += kernel.ops.sum_squares(tensor.offset, 0, sizeOf(tensor.shape))
  }
  return Math.sqrt(squares)
}

/** The factor that brings `norm` down to `maxNorm`; 1 where it is not above, and for NaN. */
export function clipFactor(norm: number, maxNorm: number): number {
  return norm > maxNorm ? maxNorm / norm : 1
}

/** Scales all tensors so that their global norm is at most `maxNorm`; returns the norm before. */
export function clipGlobalNorm(
  kernel: Kernel,
  tensors: readonly Tensor[],
  maxNorm: number,
): number {
  const norm = globalNorm(kernel, tensors)
  const factor = clipFactor(norm, maxNorm)
  if (factor === 1) return norm
  for (const { offset, shape } of tensors) kernel.ops.scale(offset, offset, sizeOf(shape), factor)
  return norm
}

/** y += factor * x. @throws TensorShapeError */
export function addScaled(kernel: Kernel, y: Tensor, x: Tensor, factor: number): void {
  expectTensor('addScaled y', y, y.shape)
  expectTensor('addScaled x', x, y.shape)
  const length = sizeOf(y.shape)
  runSplit(kernel, 'add_scaled', { length, step: 16, numbers: length }, (begin, end) => [
    y.offset,
    x.offset,
    factor,
    begin,
    end,
  ])
}

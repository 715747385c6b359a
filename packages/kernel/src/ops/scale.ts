import type { Kernel } from '../kernel.ts'
import { expectTensor, sizeOf, type Tensor } from '../tensor.ts'

/**
 * y = a * x, element by element; y may be x.
 * @throws TensorShapeError, TensorTypeError
 */
export function scale(kernel: Kernel, x: Tensor, y: Tensor, a: number): void {
  expectTensor('scale x', x, x.shape)
  expectTensor('scale y', y, x.shape)
  kernel.ops.scale(x.offset, y.offset, sizeOf(x.shape), a)
}

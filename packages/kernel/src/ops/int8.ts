// Int8 codec for weight updates with error feedback (rust/src/int8.rs).
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, sizeOf, type Tensor } from '../tensor.ts'

/** Numbers that share one scale. */
export const int8Block = 256

export type Int8Quantise = {
  /** (N) i8, overwritten. */
  readonly q: Tensor
  /** (ceil(N / 256)), overwritten. NaN marks a block that held NaN or infinity. */
  readonly scales: Tensor
  /** (N): what rounding lost so far; zero it once, then leave it alone. */
  readonly error: Tensor
  /** (N) */
  readonly x: Tensor
}

/** q * scale + new error = x + old error. @throws TensorShapeError, TensorTypeError */
export function int8Quantise(kernel: Kernel, { q, scales, error, x }: Int8Quantise): void {
  const length = sizeOf(x.shape)
  expectTensor('int8 x', x, [length])
  expectTensor('int8 error', error, [length])
  expectTensor('int8 q', q, [length], 'i8')
  expectTensor('int8 scales', scales, [Math.ceil(length / int8Block)])
  const split = { length, step: int8Block, numbers: length }
  runSplit(kernel, 'int8_quantise', split, (begin, end) => [
    q.offset,
    scales.offset,
    error.offset,
    x.offset,
    begin,
    end,
  ])
}

export type Int8Add = {
  /** (N), added to. */
  readonly out: Tensor
  /** (N) i8 */
  readonly q: Tensor
  /** (ceil(N / 256)) */
  readonly scales: Tensor
  readonly weight: number
}

/** out += weight * q * scale. @throws TensorShapeError, TensorTypeError */
export function int8DequantiseAdd(kernel: Kernel, { out, q, scales, weight }: Int8Add): void {
  const length = sizeOf(out.shape)
  expectTensor('int8 out', out, [length])
  expectTensor('int8 q', q, [length], 'i8')
  expectTensor('int8 scales', scales, [Math.ceil(length / int8Block)])
  const split = { length, step: int8Block, numbers: length }
  runSplit(kernel, 'int8_dequantise_add', split, (begin, end) => [
    out.offset,
    q.offset,
    scales.offset,
    weight,
    begin,
    end,
  ])
}

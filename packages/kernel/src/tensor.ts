// A tensor is where it lies in the kernel's memory, its shape and its element type; no methods, no
// ownership. Row-major always. The arena that gave the block decides how long it lives.
import { ZooidError } from '@zooid/base'

export const elementBytes = { f32: 4, i32: 4, u32: 4, i8: 1, u8: 1 } as const

export type DType = keyof typeof elementBytes

export type Tensor = {
  /** In bytes from the start of the linear memory. */
  readonly offset: number
  readonly shape: readonly number[]
  readonly dtype: DType
}

export type TensorView = {
  f32: Float32Array
  i32: Int32Array
  u32: Uint32Array
  i8: Int8Array
  u8: Uint8Array
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1
  for (const dim of shape) size *= dim
  return size
}

/**
 * The same numbers under another shape.
 * @throws TensorShapeError when the two hold different counts
 */
export function reshape(tensor: Tensor, shape: readonly number[]): Tensor {
  if (sizeOf(shape) !== sizeOf(tensor.shape)) {
    throw new TensorShapeError('reshape', tensor.shape, shape)
  }
  return { offset: tensor.offset, shape, dtype: tensor.dtype }
}

/**
 * Rows [begin, end) of the first dimension, without a copy.
 * @throws TensorShapeError when they are not inside
 */
export function rows(tensor: Tensor, begin: number, end: number): Tensor {
  const [count = 0, ...rest] = tensor.shape
  if (!(begin >= 0 && begin <= end && end <= count)) {
    throw new TensorShapeError('rows', tensor.shape, [begin, end])
  }
  const skip = begin * sizeOf(rest) * elementBytes[tensor.dtype]
  return { offset: tensor.offset + skip, shape: [end - begin, ...rest], dtype: tensor.dtype }
}

/**
 * @throws TensorShapeError unless the tensor has exactly this shape
 * @throws TensorTypeError unless it has this element type
 */
export function expectTensor(
  what: string,
  tensor: Tensor,
  shape: readonly number[],
  dtype: DType = 'f32',
): void {
  if (tensor.dtype !== dtype) throw new TensorTypeError(what, tensor.dtype, dtype)
  const actual = tensor.shape
  let same = actual.length === shape.length
  for (let i = 0; same && i < shape.length; i++) same = actual[i] === shape[i]
  if (!same) throw new TensorShapeError(what, actual, shape)
}

export class TensorShapeError extends ZooidError {
  override readonly name = 'TensorShapeError'
  constructor(what: string, actual: readonly number[], expected: readonly number[]) {
    super(
      'kernel.shape',
      `${what}: shape (${actual.join(', ')}), expected (${expected.join(', ')})`,
    )
  }
}

export class TensorTypeError extends ZooidError {
  override readonly name = 'TensorTypeError'
  constructor(what: string, actual: DType, expected: DType) {
    super('kernel.dtype', `${what}: elements are ${actual}, expected ${expected}`)
  }
}

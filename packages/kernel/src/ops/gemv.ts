// A few rows times a matrix, for decoding (rust/src/gemv.rs). Training uses gemm.
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

export type Gemv = {
  /** (M, N), overwritten. */
  readonly y: Tensor
  /** (M, K) */
  readonly x: Tensor
  /** (K, N), or (N, K) for `gemvTransposed`. */
  readonly w: Tensor
  /** (N). @default none */
  readonly bias?: Tensor
}

/** y = x w + bias. @throws TensorShapeError */
export function gemv(kernel: Kernel, op: Gemv): void {
  const [depth = 0, columns = 0] = op.w.shape
  multiply(kernel, 'gemv_forward', op, depth, columns)
}

/** y = x w^T + bias, for tied embeddings. @throws TensorShapeError */
export function gemvTransposed(kernel: Kernel, op: Gemv): void {
  const [columns = 0, depth = 0] = op.w.shape
  multiply(kernel, 'gemv_transposed_forward', op, depth, columns)
}

function multiply(
  kernel: Kernel,
  name: 'gemv_forward' | 'gemv_transposed_forward',
  { y, x, w, bias }: Gemv,
  depth: number,
  columns: number,
): void {
  const [rows = 0] = x.shape
  expectTensor('gemv x', x, [rows, depth])
  expectTensor('gemv w', w, w.shape)
  expectTensor('gemv y', y, [rows, columns])
  if (bias) expectTensor('gemv bias', bias, [columns])
  const split = { length: columns, step: 32, numbers: depth * columns }
  runSplit(kernel, name, split, (begin, end) => [
    y.offset,
    x.offset,
    w.offset,
    bias?.offset ?? 0,
    rows,
    depth,
    columns,
    begin,
    end,
  ])
}

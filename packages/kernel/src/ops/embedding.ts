// Embedding rows: gather, and the scatter-add of their gradients (rust/src/embedding.rs).
import type { Kernel } from '../kernel.ts'
import { runSplit } from '../split.ts'
import { expectTensor, type Tensor } from '../tensor.ts'

export type Embedding = {
  /** (R, C) */
  readonly out: Tensor
  /** (V, C) */
  readonly table: Tensor
  /** (R) u32, each below V; another id gives a row of NaN. */
  readonly ids: Tensor
}

/** out[r] = table[ids[r]]. @throws TensorShapeError, TensorTypeError */
export function embeddingForward(kernel: Kernel, { out, table, ids }: Embedding): void {
  const [rows = 0] = ids.shape
  const [vocabulary = 0, channels = 0] = table.shape
  expectTensor('embedding ids', ids, [rows], 'u32')
  expectTensor('embedding table', table, [vocabulary, channels])
  expectTensor('embedding out', out, [rows, channels])
  const numbers = rows * channels
  runSplit(kernel, 'embedding_forward', { length: rows, numbers }, (begin, end) => [
    out.offset,
    table.offset,
    ids.offset,
    channels,
    vocabulary,
    begin,
    end,
  ])
}

export type EmbeddingGradient = {
  /** (R, C) */
  readonly dOut: Tensor
  /** (V, C), added to. */
  readonly dTable: Tensor
  /** (R) u32 */
  readonly ids: Tensor
}

/** dTable[ids[r]] += dOut[r], in the order of r. @throws TensorShapeError, TensorTypeError */
export function embeddingBackward(kernel: Kernel, { dOut, dTable, ids }: EmbeddingGradient): void {
  const [rows = 0] = ids.shape
  const [vocabulary = 0, channels = 0] = dTable.shape
  expectTensor('embedding ids', ids, [rows], 'u32')
  expectTensor('embedding dTable', dTable, [vocabulary, channels])
  expectTensor('embedding dOut', dOut, [rows, channels])
  // Ranges of table rows, not of ids: each table row is summed by one thread, in the order of ids.
  const numbers = rows * channels
  runSplit(kernel, 'embedding_backward', { length: vocabulary, numbers }, (begin, end) => [
    dOut.offset,
    dTable.offset,
    ids.offset,
    channels,
    rows,
    begin,
    end,
  ])
}

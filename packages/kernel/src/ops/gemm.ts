// C = A B in the three forms training needs, split over threads where that pays. The arithmetic is
// rust/src/gemm.rs; here are shapes and the split. C may overlap neither A nor B.
import type { GemmForm } from '../gemm-form.ts'
import type { Kernel } from '../kernel.ts'
import { expectTensor, type Tensor, TensorShapeError } from '../tensor.ts'

const formCode = { nn: 0, nt: 1, tn: 2 } as const
/** Below this many multiply-adds a second thread costs more than it brings. */
const minForkSize = 96 ** 3
/** Shares end on these borders, so that no thread gets a ragged tile that the whole would not have. */
const rowStep = 12
const columnStep = 16

/**
 * @param start what C begins with: `zero`, `accumulate` for C += A B, a tensor (n) of biases, or a tensor
 *   (m, n) for C = D + A B
 * @throws TensorShapeError, TensorTypeError
 *
 * @example gemm(kernel, 'tn', x, dy, dw, 'accumulate')
 */
export function gemm(
  kernel: Kernel,
  form: GemmForm,
  a: Tensor,
  b: Tensor,
  c: Tensor,
  start: 'zero' | 'accumulate' | Tensor = 'zero',
): void {
  const [m = 0, n = 0] = c.shape
  const [aRows = 0, aColumns = 0] = a.shape
  const k = form === 'tn' ? aRows : aColumns
  expectTensor('gemm c', c, [m, n])
  expectTensor('gemm a', a, form === 'tn' ? [k, m] : [m, k])
  expectTensor('gemm b', b, form === 'nt' ? [n, k] : [k, n])
  let startCode = start === 'accumulate' ? 1 : 0
  let first = 0
  let firstRow = 0
  if (typeof start !== 'string') {
    const isMatrix = start.shape.length === 2
    expectTensor('gemm start', start, isMatrix ? [m, n] : [n])
    startCode = isMatrix ? 3 : 2
    first = start.offset
    firstRow = isMatrix ? n : 0
  }
  if (c.offset < a.offset + 4 * m * k && a.offset < c.offset + 4 * m * n) {
    throw new TensorShapeError('gemm c overlaps a', c.shape, a.shape)
  }
  const lda = form === 'tn' ? m : k
  const ldb = form === 'nt' ? k : n
  const part = (thread: number, i: number, rows: number, j: number, columns: number) => [
    formCode[form],
    kernel.tile,
    rows,
    columns,
    k,
    a.offset + 4 * (form === 'tn' ? i : i * lda),
    lda,
    b.offset + 4 * (form === 'nt' ? j * ldb : j),
    ldb,
    c.offset + 4 * (i * n + j),
    n,
    startCode,
    first + 4 * (i * firstRow + j),
    kernel.scratch(thread),
  ]
  const threads = kernel.threads.count
  if (threads === 1 || m * n * k < minForkSize) {
    kernel.ops.gemm(...part(0, 0, m, 0, n))
    return
  }
  // Splitting n packs every number of B once; splitting m packs B on each thread. A is packed in tn only.
  const byColumns = n >= columnStep * threads && (form !== 'tn' || n >= m)
  const [length, step] = byColumns ? [n, columnStep] : [m, rowStep]
  const parts = shares(length, threads, step).map(([from, to], thread) =>
    byColumns ? part(thread, 0, m, from, to - from) : part(thread, from, to - from, 0, n),
  )
  kernel.threads.fork('gemm', parts)
}

/** [from, to) for each thread, as equal as `step` allows; fewer than `threads` when there is not enough. */
export function shares(length: number, threads: number, step: number): [number, number][] {
  const out: [number, number][] = []
  let from = 0
  for (let i = 1; i <= threads && from < length; i++) {
    const ideal = Math.round((length * i) / threads / step) * step
    const to = i === threads ? length : Math.min(length, ideal)
    if (to > from) out.push([from, to])
    from = Math.max(from, to)
  }
  return out
}

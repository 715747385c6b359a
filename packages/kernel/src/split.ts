// Row-parallel calls: one range of rows (or elements, heads, table rows) per thread, each thread running
// the same op on its own range. What an op's range may be is stated where it is called.
import type { Kernel } from './kernel.ts'
import type { OpName } from './op-names.ts'
import { shares } from './ops/gemm.ts'
import { elementBytes, type Tensor } from './tensor.ts'

/** Numbers touched below which a second thread costs more than it brings. */
const minForkNumbers = 32_768

export type Split = {
  /** What the ranges divide: 0 to length. */
  readonly length: number
  /** Ranges begin at multiples of this. @default 1 */
  readonly step?: number
  /** Numbers that the whole call touches, to decide whether to fork. */
  readonly numbers: number
}

/** Calls `op` with `part(begin, end, thread)` for ranges that cover 0..length. */
export function runSplit(
  kernel: Kernel,
  op: OpName,
  { length, step = 1, numbers }: Split,
  part: (begin: number, end: number, thread: number) => readonly number[],
): void {
  const { count } = kernel.threads
  if (count === 1 || numbers < minForkNumbers) {
    kernel.ops[op](...part(0, length, 0))
    return
  }
  const ranges = shares(length, count, step)
  kernel.threads.fork(
    op,
    ranges.map(([begin, end], thread) => part(begin, end, thread)),
  )
}

/** Offset of one thread's row of a (threads, n) f32 scratch tensor. */
export function scratchOf(scratch: Tensor, thread: number): number {
  return scratch.offset + thread * (scratch.shape[1] ?? 0) * elementBytes.f32
}

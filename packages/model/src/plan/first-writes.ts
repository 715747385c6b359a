// Gradients without clearing: in the first pass of a step, the product that touches a segment of the
// gradients first writes it instead of adding to it. What no product covers whole is named, to be cleared.
// Saves one write and one read of all gradients per step, which small batches feel.
import type { Layout, Segment } from './layout.ts'
import type { TapeCall } from './tape.ts'

/** Places of the gemm op's arguments. */
const [rowsAt, columnsAt, resultAt, startAt] = [2, 3, 9, 11] as const
const [writes, adds] = [0, 1] as const

/**
 * Changes the calls in place.
 * @param base offset in bytes of the block of gradients
 * @returns the segments that still have to be cleared before the calls are played
 */
export function writeFirst(calls: readonly TapeCall[], layout: Layout, base: number): Segment[] {
  const open = new Map(
    [...layout.segments.values()].map((segment) => [base + 4 * segment.at, segment]),
  )
  const left: Segment[] = []
  const touch = (offset: number, becomesWritten: boolean) => {
    const segment = open.get(offset)
    if (segment === undefined) return
    open.delete(offset)
    if (!becomesWritten) left.push(segment)
  }
  for (const call of calls) {
    if (!('op' in call)) continue
    if (call.op !== 'gemm') {
      for (const part of call.parts) for (const arg of part) touch(arg, false)
      continue
    }
    const offset = Math.min(...call.parts.map((part) => part[resultAt] ?? 0))
    const segment = open.get(offset)
    if (segment === undefined) continue
    const covered = call.parts.reduce((sum, p) => sum + (p[rowsAt] ?? 0) * (p[columnsAt] ?? 0), 0)
    const whole = covered === segment.shape.reduce((size, dim) => size * dim, 1)
    const adding = call.parts.every((part) => part[startAt] === adds)
    touch(offset, whole && adding)
    if (whole && adding) for (const part of call.parts) part[startAt] = writes
  }
  return [...left, ...open.values()]
}

// Hands out ranges of a line of bytes and takes them back, lowest place first. It knows offsets only:
// the heap puts memory behind them, the planner uses them to let buffers share a place in turn.
import { ZooidError } from '@zooid/base'

export type FreeList = {
  /** Makes [from, from + bytes) available. */
  readonly add: (from: number, bytes: number) => void
  /** Start of a free range of at least `bytes`, or null. */
  readonly take: (bytes: number) => number | null
  /** Gives back what `take` returned. @throws {FreeListError} for any other offset */
  readonly give: (offset: number) => void
  /** Free bytes that end exactly at `to`, for growing a line at its end. */
  readonly freeBefore: (to: number) => number
}

/** Every range starts on a line of the cache. */
export const lineBytes = 64

export function roundToLine(bytes: number): number {
  return Math.ceil(Math.max(bytes, 1) / lineBytes) * lineBytes
}

type Range = { from: number; bytes: number }

export function createFreeList(): FreeList {
  const free: Range[] = []
  const taken = new Map<number, number>()
  const insert = (from: number, bytes: number) => {
    let at = 0
    while (at < free.length && (free[at]?.from ?? 0) < from) at++
    free.splice(at, 0, { from, bytes })
    join(free, at)
    join(free, at - 1)
  }
  return {
    add: insert,
    take: (wanted) => {
      const bytes = roundToLine(wanted)
      const at = free.findIndex((range) => range.bytes >= bytes)
      const range = free[at]
      if (range === undefined) return null
      const { from } = range
      range.from += bytes
      range.bytes -= bytes
      if (range.bytes === 0) free.splice(at, 1)
      taken.set(from, bytes)
      return from
    },
    give: (offset) => {
      const bytes = taken.get(offset)
      if (bytes === undefined) throw new FreeListError(offset)
      taken.delete(offset)
      insert(offset, bytes)
    },
    freeBefore: (to) => {
      const last = free.at(-1)
      return last !== undefined && last.from + last.bytes === to ? last.bytes : 0
    },
  }
}

/** Makes one range of neighbours at `at` and `at + 1`. */
function join(free: Range[], at: number): void {
  const [left, right] = [free[at], free[at + 1]]
  if (left === undefined || right === undefined || left.from + left.bytes !== right.from) return
  left.bytes += right.bytes
  free.splice(at + 1, 1)
}

/** A range was given back that is not out; a bug of the caller. */
export class FreeListError extends ZooidError {
  override readonly name = 'FreeListError'
  constructor(offset: number) {
    super('model.free_list', `nothing is taken at ${offset}`)
  }
}

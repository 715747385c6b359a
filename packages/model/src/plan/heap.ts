// Kernel memory that can be given back: blocks from the arena, reused through a free list. Plans and
// decoding sessions come and go while weights stay, and the arena alone only frees from the top.
import type { Kernel } from '@zooid/kernel'
import { createFreeList, roundToLine } from './free-list.ts'

export type Heap = {
  /** Offset of a 64-byte aligned block. @throws {ArenaFullError} */
  readonly allocate: (bytes: number) => number
  readonly free: (offset: number) => void
  /** Bytes taken from the arena so far, free ones included. */
  readonly bytes: () => number
}

export function createHeap(kernel: Kernel): Heap {
  const list = createFreeList()
  let held = 0
  return {
    allocate: (wanted) => {
      const found = list.take(wanted)
      if (found !== null) return found
      const bytes = roundToLine(wanted)
      // Blocks of the arena follow each other, so a free tail of ours and a fresh block become one range.
      list.add(kernel.arena.allocate(bytes), bytes)
      held += bytes
      const offset = list.take(bytes)
      if (offset === null) throw new RangeError('a fresh block is too small for its own request')
      return offset
    },
    free: list.give,
    bytes: () => held,
  }
}

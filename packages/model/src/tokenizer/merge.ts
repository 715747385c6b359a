// Applies merges to one piece: always the lowest rank first, leftmost of equals, until none fits. A heap
// over a linked list keeps hostile pieces (a megabyte of one letter) at n log n.
import { firstByte, firstMerge } from './special.ts'

export type Merge = readonly [left: number, right: number]

/** Rank of a pair by `pairKey`. */
export type Ranks = ReadonlyMap<number, number>

export function pairKey(left: number, right: number): number {
  return left * 65_536 + right
}

/** Token ids of `bytes[start, end)` under the merges. */
export function mergePiece(
  bytes: Uint8Array,
  start: number,
  end: number,
  ranks: Ranks,
): readonly number[] {
  const length = end - start
  const ids = Array.from({ length }, (_, i) => firstByte + (bytes[start + i] ?? 0))
  return length < 32 ? mergeShort(ids, ranks) : mergeLong(ids, ranks)
}

/** Quadratic, and the fastest there is for the pieces of ordinary text. */
function mergeShort(ids: number[], ranks: Ranks): readonly number[] {
  for (;;) {
    let best = Number.POSITIVE_INFINITY
    let at = -1
    for (let i = 0; i + 1 < ids.length; i++) {
      const rank = ranks.get(pairKey(ids[i] ?? 0, ids[i + 1] ?? 0))
      if (rank !== undefined && rank < best) {
        best = rank
        at = i
      }
    }
    if (at < 0) return ids
    ids.splice(at, 2, firstMerge + best)
  }
}

function mergeLong(ids: number[], ranks: Ranks): readonly number[] {
  const count = ids.length
  const next = Int32Array.from({ length: count }, (_, i) => i + 1)
  const before = Int32Array.from({ length: count }, (_, i) => i - 1)
  // One number orders the heap: rank, then place.
  const heap = createHeap()
  const offer = (at: number) => {
    const other = at < 0 ? count : (next[at] ?? count)
    if (other >= count) return
    const rank = ranks.get(pairKey(ids[at] ?? 0, ids[other] ?? 0))
    if (rank !== undefined) heap.push(rank * count + at)
  }
  for (let at = 0; at < count; at++) offer(at)
  for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
    const rank = Math.floor(top / count)
    const at = top % count
    const other = next[at] ?? count
    // Swallowed or changed since it was offered.
    if (ids[at] === -1 || other >= count) continue
    if (ranks.get(pairKey(ids[at] ?? 0, ids[other] ?? 0)) !== rank) continue
    ids[at] = firstMerge + rank
    ids[other] = -1
    const after = next[other] ?? count
    next[at] = after
    if (after < count) before[after] = at
    offer(at)
    offer(before[at] ?? -1)
  }
  return ids.filter((id) => id !== -1)
}

/** Smallest number first. */
function createHeap() {
  const items: number[] = []
  const item = (at: number) => items[at] ?? Number.POSITIVE_INFINITY
  return {
    push: (value: number) => {
      let at = items.length
      items.push(value)
      while (at > 0) {
        const parent = (at - 1) >> 1
        if (item(parent) <= value) break
        items[at] = item(parent)
        at = parent
      }
      items[at] = value
    },
    pop: (): number | undefined => {
      const top = items[0]
      const last = items.pop()
      if (last === undefined || items.length === 0) return top
      let at = 0
      for (;;) {
        let child = 2 * at + 1
        if (child >= items.length) break
        if (item(child + 1) < item(child)) child++
        if (item(child) >= last) break
        items[at] = item(child)
        at = child
      }
      items[at] = last
      return top
    },
  }
}

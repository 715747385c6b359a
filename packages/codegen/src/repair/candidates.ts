// Candidates in the order they are tried: single edits and pairs of edits, cheapest first. Of a pair at
// least one edit must change what a failing example gives; both were tried alone before.
import { areApart } from './change.ts'
import type { Edit } from './edit.ts'

export type Candidate = { readonly edits: readonly Edit[]; readonly cost: number }

export type Candidates = {
  /** At most `count` of the next, no dearer than `maxCost`; fewer when there are no more. */
  readonly take: (count: number, maxCost: number) => Candidate[]
  /** Says of a single edit that it changes something. Only such edits lead pairs. */
  readonly lead: (edit: Edit) => void
  /** Of the cheapest candidate that is left; infinite at the end. */
  readonly nextCost: () => number
}

/** Two mistakes in one program are rarer than their parts. */
const pairCost = 2

/** `edits` in the order of their cost; in the given order when `isRanked` is false. */
export function createCandidates(edits: readonly Edit[], isRanked: boolean): Candidates {
  const ordered = isRanked ? [...edits].sort((a, b) => a.cost - b.cost) : edits
  const costOf = (index: number) =>
    isRanked ? (ordered[index]?.cost ?? Number.POSITIVE_INFINITY) : index
  const places = new Map(ordered.map((edit, index) => [edit, index]))
  const heap = createHeap<{ leader: number; other: number; cost: number }>(
    (a, b) => a.cost - b.cost,
  )
  const leaders = new Set<number>()
  let next = 0
  const push = (leader: number, other: number) => {
    if (other < ordered.length)
      heap.push({
        leader,
        other,
        cost: costOf(leader) + costOf(other) + (isRanked ? pairCost : ordered.length),
      })
  }
  const nextCost = () => Math.min(costOf(next), heap.peek()?.cost ?? Number.POSITIVE_INFINITY)
  const one = (): Candidate | null => {
    const pair = heap.peek()
    if (next < ordered.length && costOf(next) <= (pair?.cost ?? Number.POSITIVE_INFINITY)) {
      const edit = ordered[next++]
      return edit ? { edits: [edit], cost: edit.cost } : null
    }
    if (!pair) return null
    heap.pop()
    push(pair.leader, pair.other + 1)
    const [a, b] = [ordered[pair.leader], ordered[pair.other]]
    // Two leaders would meet twice.
    const isSecond = leaders.has(pair.other) && pair.other <= pair.leader
    if (!a || !b || isSecond || !areApart(a.changes, b.changes)) return null
    return { edits: [a, b], cost: a.cost + b.cost + pairCost }
  }
  return {
    take(count, maxCost) {
      const taken: Candidate[] = []
      while (taken.length < count && nextCost() <= maxCost) {
        if (next >= ordered.length && !heap.peek()) break
        const candidate = one()
        if (candidate) taken.push(candidate)
      }
      return taken
    },
    lead(edit) {
      const index = places.get(edit)
      if (index === undefined || leaders.has(index)) return
      leaders.add(index)
      push(index, 0)
    },
    nextCost: () =>
      next >= ordered.length && !heap.peek() ? Number.POSITIVE_INFINITY : nextCost(),
  }
}

function createHeap<Item>(compare: (a: Item, b: Item) => number) {
  const items: Item[] = []
  const swap = (i: number, j: number) => {
    const [a, b] = [items[i], items[j]]
    if (a === undefined || b === undefined) return
    items[i] = b
    items[j] = a
  }
  const isBefore = (i: number, j: number) => {
    const [a, b] = [items[i], items[j]]
    return a !== undefined && b !== undefined && compare(a, b) < 0
  }
  return {
    peek: () => items[0],
    push(item: Item) {
      items.push(item)
      for (let at = items.length - 1; at > 0 && isBefore(at, (at - 1) >> 1); at = (at - 1) >> 1)
        swap(at, (at - 1) >> 1)
    },
    pop() {
      swap(0, items.length - 1)
      const item = items.pop()
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const least = isBefore(right, left) ? right : left
        if (!isBefore(least, at)) return item
        swap(least, at)
        at = least
      }
    },
  }
}

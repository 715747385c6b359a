type Item = { readonly text: string; readonly priority: number; readonly order: number }

const isBefore = (a: Item, b: Item) =>
  a.priority < b.priority || (a.priority === b.priority && a.order < b.order)

/** A binary heap. */
export class PriorityQueue {
  readonly heap: Item[] = []
  pushed = 0

  push(text: string, priority: number): void {
    let at = this.heap.push({ text, priority, order: this.pushed++ }) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!this.swapIfBefore(at, above)) break
      at = above
    }
  }

  pop(): string | null {
    const top = this.heap[0]
    const last = this.heap.pop()
    if (!top || !last) return null
    if (this.heap.length === 0) return top.text
    this.heap[0] = last
    let at = 0
    for (;;) {
      const [left, right] = [this.heap[2 * at + 1], this.heap[2 * at + 2]]
      if (!left) return top.text
      const below = right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1
      if (!this.swapIfBefore(below, at)) return top.text
      at = below
    }
  }

  get size(): number {
    return this.heap.length
  }

  swapIfBefore(i: number, j: number): boolean {
    const [a, b] = [this.heap[i], this.heap[j]]
    if (!a || !b || !isBefore(a, b)) return false
    this.heap[i] = b
    this.heap[j] = a
    return true
  }
}

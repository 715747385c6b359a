type Item = { isRoot: boolean; references: number[] }

export class Heap {
  private readonly items = new Map<number, Item>()

  allocate(): number {
    let id = 0
    while (this.items.has(id)) id++
    this.items.set(id, { isRoot: true, references: [] })
    return id
  }

  release(id: number): void {
    this.items.get(id)!.isRoot = false
  }

  retain(id: number): void {
    this.items.get(id)!.isRoot = true
  }

  link(from: number, to: number): void {
    this.items.get(from)!.references.push(to)
  }

  unlink(from: number, to: number): void {
    const { references } = this.items.get(from)!
    const at = references.indexOf(to)
    if (at >= 0) references.splice(at, 1)
  }

  counts(): [id: number, count: number][] {
    const all = [...this.items.values()].flatMap(({ references }) => references)
    return this.ids().map((id) => [id, all.filter((to) => to === id).length])
  }

  sweep(): number[] {
    const removed: number[] = []
    for (;;) {
      const free = this.counts().filter(([id, count]) => count === 0 && !this.items.get(id)!.isRoot)
      if (free.length === 0) return removed.sort((a, b) => a - b)
      for (const [id] of free) {
        this.items.delete(id)
        removed.push(id)
      }
    }
  }

  collect(): number[] {
    const reached = new Set(this.ids().filter((id) => this.items.get(id)!.isRoot))
    // The set grows while it is gone through.
    for (const id of [...reached]) for (const to of this.items.get(id)!.references) reached.add(to)
    const removed = this.ids().filter((id) => !reached.has(id))
    for (const id of removed) this.items.delete(id)
    return removed
  }

  private ids(): number[] {
    return [...this.items.keys()].sort((a, b) => a - b)
  }
}

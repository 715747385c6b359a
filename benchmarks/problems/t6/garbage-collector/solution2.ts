/** One list of references for the whole heap, and sets of numbers. */
export class Heap {
  private ids: number[] = []
  private roots = new Set<number>()
  private links: { from: number; to: number }[] = []

  allocate(): number {
    const gap = this.ids.findIndex((id, place) => id !== place)
    const id = gap < 0 ? this.ids.length : gap
    this.ids.splice(id, 0, id)
    this.roots.add(id)
    return id
  }

  release(id: number): void {
    this.roots.delete(id)
  }

  retain(id: number): void {
    this.roots.add(id)
  }

  link(from: number, to: number): void {
    this.links.push({ from, to })
  }

  unlink(from: number, to: number): void {
    const found = this.links.find((link) => link.from === from && link.to === to)
    this.links = this.links.filter((link) => link !== found)
  }

  counts(): [id: number, count: number][] {
    const table = new Map(this.ids.map((id) => [id, 0]))
    for (const { to } of this.links) table.set(to, table.get(to)! + 1)
    return [...table]
  }

  sweep(): number[] {
    const free = this.counts().find(([id, count]) => count === 0 && !this.roots.has(id))
    if (!free) return []
    this.remove([free[0]])
    return [free[0], ...this.sweep()].sort((a, b) => a - b)
  }

  collect(): number[] {
    const dead = new Set(this.ids)
    const mark = (id: number): void => {
      if (!dead.delete(id)) return
      for (const { from, to } of this.links) if (from === id) mark(to)
    }
    for (const root of this.roots) mark(root)
    this.remove([...dead])
    return [...dead]
  }

  private remove(gone: number[]): void {
    this.ids = this.ids.filter((id) => !gone.includes(id))
    this.links = this.links.filter(({ from }) => !gone.includes(from))
  }
}

/** Layers of changes: a layer has only the keys that were touched in it, `null` for removed ones. */
type Layer = Map<string, string | null>

export class Store {
  private layers: Layer[] = [new Map()]

  get(key: string): string | null {
    return find(this.layers, key)
  }

  set(key: string, value: string): void {
    this.top().set(key, value)
  }

  remove(key: string): void {
    this.top().set(key, null)
  }

  count(value: string): number {
    const keys = new Set<string>()
    for (const layer of this.layers) for (const key of layer.keys()) keys.add(key)
    let count = 0
    for (const key of keys) if (this.get(key) === value) count++
    return count
  }

  begin(): void {
    this.layers = [...this.layers, new Map()]
  }

  commit(): boolean {
    const last = this.top()
    if (!this.rollback()) return false
    for (const [key, value] of last) this.top().set(key, value)
    return true
  }

  rollback(): boolean {
    if (this.layers.length === 1) return false
    this.layers = this.layers.slice(0, -1)
    return true
  }

  changes(): string[] {
    const outer = this.layers.slice(0, -1)
    if (outer.length === 0) return []
    const touched = [...this.top()].filter(([key, value]) => value !== find(outer, key))
    return touched.map(([key]) => key).sort()
  }

  private top(): Layer {
    return this.layers[this.layers.length - 1]!
  }
}

function find(layers: Layer[], key: string): string | null {
  for (let i = layers.length - 1; i >= 0; i--) {
    const value = layers[i]!.get(key)
    if (value !== undefined) return value
  }
  return null
}

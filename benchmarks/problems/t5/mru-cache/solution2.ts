/** A Map in the order of use: the newest key is the last one. */
export class MruCache {
  private readonly capacity: number
  private readonly values = new Map<string, number>()

  constructor(capacity: number) {
    this.capacity = capacity
  }

  put(key: string, value: number): void {
    const newest = [...this.values.keys()].pop()
    const wasThere = this.values.delete(key)
    if (!wasThere && this.values.size >= this.capacity && newest !== undefined)
      this.values.delete(newest)
    this.values.set(key, value)
  }

  get(key: string): number | null {
    const value = this.values.get(key)
    if (value === undefined) return null
    this.values.delete(key)
    this.values.set(key, value)
    return value
  }

  peek(key: string): number | null {
    return this.values.get(key) ?? null
  }

  keys(): string[] {
    return [...this.values.keys()].reverse()
  }
}

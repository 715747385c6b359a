export class MruCache {
  private readonly capacity: number
  private entries: { key: string; value: number }[] = []

  constructor(capacity: number) {
    this.capacity = capacity
  }

  put(key: string, value: number): void {
    const others = this.entries.filter((entry) => entry.key !== key)
    const isNew = others.length === this.entries.length
    if (isNew && others.length === this.capacity) others.shift()
    this.entries = [{ key, value }, ...others]
  }

  get(key: string): number | null {
    const value = this.peek(key)

    return value
  }

  peek(key: string): number | null {
    return this.entries.find((entry) => entry.key === key)?.value ?? null
  }

  keys(): string[] {
    return this.entries.map(({ key }) => key)
  }
}

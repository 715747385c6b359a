type Entry = { readonly key: string; readonly value: number }

export class LruCache {
  entries: Entry[] = []
  readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  get(key: string): number | null {
    const found = this.entries.find((entry) => entry.key === key)
    if (!found) return null
    this.entries = [...this.entries.filter((entry) => entry !== found), found]
    return found.value
  }

  put(key: string, value: number): void {
    const others = this.entries.filter((entry) => entry.key !== key)
    this.entries = [...others, { key, value }].slice(-this.capacity)
  }

  keys(): string[] {
    return this.entries.map(({ key }) => key)
  }
}

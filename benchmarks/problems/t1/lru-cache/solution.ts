export class LruCache {
  readonly #entries = new Map<string, number>()
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: string): number | null {
    const value = this.#entries.get(key)
    if (value === undefined) return null
    this.put(key, value)
    return value
  }

  put(key: string, value: number): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size > this.#capacity) this.#entries.delete(this.keys()[0]!)
  }

  keys(): string[] {
    return [...this.#entries.keys()]
  }
}

export class ProbeSet {
  #known = new Set<number>()
  #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(n: number): boolean {
    if (this.#known.has(n) || this.#known.size === this.#capacity) return false
    this.#known.add(n)
    return true
  }

  has(n: number): boolean {
    return this.#known.has(n)
  }

  delete(n: number): boolean {
    return this.#known.delete(n)
  }
}

export class ProbeSet {
  #slots: (number | 'empty' | 'deleted')[]

  constructor(capacity: number) {
    this.#slots = Array.from({ length: capacity }, () => 'empty')
  }

  add(n: number): boolean {
    if (this.has(n)) return false
    for (const slot of this.#places(n)) {
      if (typeof this.#slots[slot] === 'number') continue
      this.#slots[slot] = n
      return true
    }
    return false
  }

  has(n: number): boolean {
    return this.#find(n) !== undefined
  }

  delete(n: number): boolean {
    const slot = this.#find(n)
    if (slot === undefined) return false
    this.#slots[slot] = 'deleted'
    return true
  }

  #find(n: number): number | undefined {
    for (const slot of this.#places(n)) {
      if (this.#slots[slot] === n) return slot
      if (this.#slots[slot] === 'empty') return undefined
    }
    return undefined
  }

  #places(n: number): number[] {
    const { length } = this.#slots
    return this.#slots.map((_, step) => (n + step) % length)
  }
}

export class RingBuffer {
  #items: number[] = []
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  push(value: number): number | null {
    const dropped = this.#items.length === this.#capacity ? this.shift() : null
    this.#items.push(value)
    return dropped
  }

  shift(): number | null {
    return this.#items.shift() || null
  }

  values(): number[] {
    return [...this.#items]
  }
}

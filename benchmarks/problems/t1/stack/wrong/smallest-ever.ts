export class MinStack {
  readonly #items: number[] = []
  #smallest: number | null = null

  push(value: number): void {
    this.#items.push(value)
    this.#smallest = Math.min(value, this.#smallest ?? value)
  }

  pop(): number | null {
    const value = this.#items.pop() ?? null
    if (this.#items.length === 0) this.#smallest = null
    return value
  }

  min(): number | null {
    return this.#smallest
  }
}

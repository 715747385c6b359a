export class MinStack {
  readonly #items: number[] = []

  push(value: number): void {
    this.#items.push(value)
  }

  pop(): number | null {
    return this.#items.pop() || null
  }

  min(): number | null {
    return this.#items.length === 0 ? null : Math.min(...this.#items)
  }
}

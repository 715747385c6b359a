export class MinStack {
  readonly #items: number[] = []
  readonly #smallest: number[] = []

  push(value: number): void {
    this.#items.push(value)
    if (value < (this.#smallest.at(-1) ?? Infinity)) this.#smallest.push(value)
  }

  pop(): number | null {
    const value = this.#items.pop() ?? null
    if (value !== null && value === this.#smallest.at(-1)) this.#smallest.pop()
    return value
  }

  min(): number | null {
    return this.#smallest.at(-1) ?? null
  }
}

export class PriorityQueue {
  readonly #items: { text: string; priority: number }[] = []

  push(text: string, priority: number): void {
    const later = this.#items.findIndex((item) => item.priority >= priority)
    this.#items.splice(later < 0 ? this.size : later, 0, { text, priority })
  }

  pop(): string | null {
    return this.#items.shift()?.text ?? null
  }

  get size(): number {
    return this.#items.length
  }
}

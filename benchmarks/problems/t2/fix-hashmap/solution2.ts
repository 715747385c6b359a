export class WordMap {
  #values = new Map<string, number>()

  get size(): number {
    return this.#values.size
  }

  get(word: string): number | undefined {
    return this.#values.get(word)
  }

  set(word: string, value: number): void {
    this.#values.set(word, value)
  }

  delete(word: string): boolean {
    return this.#values.delete(word)
  }
}

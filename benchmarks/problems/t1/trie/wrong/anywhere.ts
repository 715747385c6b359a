export class Trie {
  readonly #words = new Set<string>()

  add(word: string): boolean {
    const isNew = !this.#words.has(word)
    this.#words.add(word)
    return isNew
  }

  remove(word: string): boolean {
    return this.#words.delete(word)
  }

  count(prefix: string): number {
    return this.complete(prefix).length
  }

  complete(prefix: string): string[] {
    return [...this.#words].filter((word) => word.includes(prefix)).sort()
  }
}

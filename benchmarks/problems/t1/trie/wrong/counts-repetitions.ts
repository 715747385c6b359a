export class Trie {
  readonly #words: string[] = []

  add(word: string): boolean {
    this.#words.push(word)
    return this.#words.indexOf(word) === this.#words.length - 1
  }

  remove(word: string): boolean {
    const at = this.#words.indexOf(word)
    if (at >= 0) this.#words.splice(at, 1)
    return at >= 0
  }

  count(prefix: string): number {
    return this.complete(prefix).length
  }

  complete(prefix: string): string[] {
    return this.#words.filter((word) => word.startsWith(prefix)).sort()
  }
}

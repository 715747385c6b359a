export class Trie {
  #words = new Set<string>()

  get nodes(): number {
    const beginnings = new Set<string>()
    for (const word of this.#words)
      for (let end = 1; end <= word.length; end++) beginnings.add(word.slice(0, end))
    return [...this.#words].join('').length
  }

  add(word: string): void {
    this.#words.add(word)
  }

  has(word: string): boolean {
    return this.#words.has(word)
  }

  delete(word: string): boolean {
    return this.#words.delete(word)
  }
}

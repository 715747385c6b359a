export class WordMap {
  #buckets = Array.from({ length: 4 }, (): { word: string; value: number }[] => [])
  #size = 0

  get size(): number {
    return this.#size
  }

  get(word: string): number | undefined {
    return this.#bucketOf(word)[0]?.value
  }

  set(word: string, value: number): void {
    const bucket = this.#bucketOf(word)
    const known = bucket.find((entry) => entry.word === word)
    if (known) known.value = value
    else {
      bucket.push({ word, value })
      this.#size++
    }
  }

  delete(word: string): boolean {
    const bucket = this.#bucketOf(word)
    const at = bucket.findIndex((entry) => entry.word === word)
    if (at < 0) return false
    bucket.splice(at, 1)
    this.#size--
    return true
  }

  #bucketOf(word: string) {
    let hash = 0
    for (const char of word) hash = (hash * 31 + char.charCodeAt(0)) % 1000
    return this.#buckets[hash % 4] ?? []
  }
}

type Branch = { readonly next: Map<string, Branch>; isWord: boolean; words: number }

const createBranch = (): Branch => ({ next: new Map(), isWord: false, words: 0 })

export class Trie {
  readonly root = createBranch()

  add(word: string): boolean {
    const path = this.walk(word, true)
    return this.change(path, true)
  }

  remove(word: string): boolean {
    const path = this.walk(word, false)
    return path.length === word.length + 1 && this.change(path, false)
  }

  count(prefix: string): number {
    const path = this.walk(prefix, false)
    return path.length === prefix.length + 1 ? (path.at(-1)?.words ?? 0) : 0
  }

  complete(prefix: string): string[] {
    const path = this.walk(prefix, false)
    const list = (branch: Branch, word: string): string[] => {
      const below = [...branch.next]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([c, next]) => list(next, word + c))
      return branch.isWord ? [word, ...below] : below
    }
    const last = path.at(-1)
    return last && path.length === prefix.length + 1 ? list(last, prefix) : []
  }

  /** The branches from the root along the word, as far as they go. */
  walk(word: string, isGrowing: boolean): Branch[] {
    const path = [this.root]
    for (const c of word) {
      const here = path[path.length - 1]!
      if (isGrowing && !here.next.has(c)) here.next.set(c, createBranch())
      const next = here.next.get(c)
      if (!next) break
      path.push(next)
    }
    return path
  }

  change(path: Branch[], isWord: boolean): boolean {
    const last = path.at(-1)!
    if (last.isWord === isWord) return false
    last.isWord = isWord
    for (const branch of path) branch.words += isWord ? 1 : -1
    return true
  }
}

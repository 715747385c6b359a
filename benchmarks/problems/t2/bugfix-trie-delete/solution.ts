type Node = { isWord: boolean; children: Map<string, Node> }

const makeNode = (): Node => ({ isWord: false, children: new Map() })
const count = (node: Node): number =>
  [...node.children.values()].reduce((sum, child) => sum + count(child), 1)

export class Trie {
  #root = makeNode()

  get nodes(): number {
    return count(this.#root) - 1
  }

  add(word: string): void {
    let node = this.#root
    for (const letter of word) {
      const child = node.children.get(letter) ?? makeNode()
      node.children.set(letter, child)
      node = child
    }
    node.isWord = true
  }

  has(word: string): boolean {
    return this.#path(word).at(word.length)?.isWord ?? false
  }

  delete(word: string): boolean {
    if (!this.has(word)) return false
    const path = this.#path(word)
    path[word.length]!.isWord = false
    for (let i = word.length; i > 0; i--) {
      const node = path[i]!
      if (node.isWord || node.children.size > 0) break
      path[i - 1]!.children.delete(word.charAt(i - 1))
    }
    return true
  }

  /** The root and one node per letter, as far as there are. */
  #path(word: string): Node[] {
    const path = [this.#root]
    for (const letter of word) {
      const child = path.at(-1)?.children.get(letter)
      if (!child) break
      path.push(child)
    }
    return path
  }
}

export class Editor {
  #done: string[] = []
  #undone: string[] = []

  get text(): string {
    return this.#done.join('')
  }

  type(words: string): void {
    this.#done.push(words)
  }

  undo(): boolean {
    const words = this.#done.pop()
    if (words === undefined) return false
    this.#undone.push(words)
    return true
  }

  redo(): boolean {
    const words = this.#undone.pop()
    if (words === undefined) return false
    this.#done.push(words)
    return true
  }
}

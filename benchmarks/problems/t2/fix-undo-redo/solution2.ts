export class Editor {
  #texts = ['']
  #at = 0

  get text(): string {
    return this.#texts[this.#at] ?? ''
  }

  type(words: string): void {
    this.#texts = [...this.#texts.slice(0, this.#at + 1), this.text + words]
    this.#at++
  }

  undo(): boolean {
    return this.#move(-1)
  }

  redo(): boolean {
    return this.#move(1)
  }

  #move(step: number): boolean {
    if (this.#texts[this.#at + step] === undefined) return false
    this.#at += step
    return true
  }
}

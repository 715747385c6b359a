export class Peekable {
  #source: () => number | undefined
  #waiting: (number | undefined)[] = []

  constructor(source: () => number | undefined) {
    this.#source = source
  }

  peek(): number | undefined {
    return this.#source()
  }

  next(): number | undefined {
    return this.#waiting.length > 0 ? this.#waiting.pop() : this.#source()
  }
}

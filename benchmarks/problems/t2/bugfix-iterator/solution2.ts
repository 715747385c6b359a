export class Peekable {
  #source: () => number | undefined
  #waiting: (number | undefined)[] = []

  constructor(source: () => number | undefined) {
    this.#source = source
  }

  peek(): number | undefined {
    if (this.#waiting.length === 0) this.#waiting.push(this.#source())
    return this.#waiting[0]
  }

  next(): number | undefined {
    return this.#waiting.length > 0 ? this.#waiting.pop() : this.#source()
  }
}

export class Peekable {
  #source: () => number | undefined
  #peeked: number | undefined

  constructor(source: () => number | undefined) {
    this.#source = source
  }

  peek(): number | undefined {
    this.#peeked ??= this.#source()
    return this.#peeked
  }

  next(): number | undefined {
    const value = this.#peeked ?? this.#source()
    return value
  }
}

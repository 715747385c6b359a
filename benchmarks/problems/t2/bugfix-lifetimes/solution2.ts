export class Board {
  #cells: readonly number[]
  #saves = new Map<number, readonly number[]>()

  constructor(size: number) {
    this.#cells = new Array<number>(size).fill(0)
  }

  set(at: number, value: number): void {
    this.#cells = this.#cells.with(at, value)
  }

  cells(): number[] {
    return this.#cells.slice()
  }

  save(): number {
    const { size } = this.#saves
    this.#saves.set(size, this.#cells)
    return size
  }

  load(save: number): void {
    const saved = this.#saves.get(save)
    if (saved === undefined) throw new RangeError('no such save')
    this.#cells = saved
  }
}

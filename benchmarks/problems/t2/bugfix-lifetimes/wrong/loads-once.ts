export class Board {
  #cells: number[]
  #saves: number[][] = []

  constructor(size: number) {
    this.#cells = Array.from({ length: size }, () => 0)
  }

  set(at: number, value: number): void {
    this.#cells[at] = value
  }

  cells(): number[] {
    return [...this.#cells]
  }

  save(): number {
    return this.#saves.push([...this.#cells]) - 1
  }

  load(save: number): void {
    const saved = this.#saves[save]
    if (!saved) throw new Error(`there is no save ${save}`)
    this.#cells = saved
    delete this.#saves[save]
  }
}

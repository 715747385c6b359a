export class Accumulator {
  private total: number
  private kept: number | null = null

  constructor(start: number) {
    this.total = start
  }

  add(n: number): number {
    this.total += this.kept ?? 0
    this.kept = n
    return this.total
  }

  undo(): boolean {
    const hadOne = this.kept !== null
    this.kept = null
    return hadOne
  }
}

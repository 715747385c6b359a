export class Accumulator {
  private readonly start: number
  private readonly numbers: number[] = []
  private isWaiting = false

  constructor(start: number) {
    this.start = start
  }

  add(n: number): number {
    const total = this.numbers.reduce((sum, item) => sum + item, this.start)
    this.numbers.push(n)
    this.isWaiting = true
    return total
  }

  undo(): boolean {
    if (!this.isWaiting) return false
    this.isWaiting = false
    this.numbers.pop()
    return true
  }
}

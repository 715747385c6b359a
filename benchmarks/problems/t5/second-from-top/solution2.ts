/** The top is held apart from the others. */
export class ShyStack {
  private top: number | null = null
  private below: number[] = []

  push(value: number): number {
    if (this.top !== null) this.below.push(this.top)
    this.top = value
    return this.below.length + 1
  }

  pop(): number {
    const hidden = this.below.pop()
    if (hidden !== undefined) return hidden
    const last = this.top
    if (last === null) throw new Error('empty')
    this.top = null
    return last
  }

  peek(): number | null {
    return this.below.length > 0 ? this.below[this.below.length - 1]! : this.top
  }

  toArray(): number[] {
    return this.top === null ? [] : this.below.concat(this.top)
  }
}

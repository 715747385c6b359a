type Entry = { readonly value: number; readonly smallest: number; readonly below: Entry | null }

export class MinStack {
  top: Entry | null = null

  push(value: number): void {
    const smallest = this.top === null || value < this.top.smallest ? value : this.top.smallest
    this.top = { value, smallest, below: this.top }
  }

  pop(): number | null {
    if (this.top === null) return null
    const { value, below } = this.top
    this.top = below
    return value
  }

  min(): number | null {
    return this.top === null ? null : this.top.smallest
  }
}

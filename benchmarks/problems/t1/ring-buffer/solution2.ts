export class RingBuffer {
  readonly slots: (number | null)[]
  start = 0
  size = 0

  constructor(capacity: number) {
    this.slots = new Array<number | null>(capacity).fill(null)
  }

  push(value: number): number | null {
    const dropped = this.size === this.slots.length ? this.shift() : null
    this.slots[(this.start + this.size) % this.slots.length] = value
    this.size++
    return dropped
  }

  shift(): number | null {
    if (this.size === 0) return null
    const value = this.slots[this.start] ?? null
    this.start = (this.start + 1) % this.slots.length
    this.size--
    return value
  }

  values(): number[] {
    return Array.from(
      { length: this.size },
      (_, i) => this.slots[(this.start + i) % this.slots.length] ?? 0,
    )
  }
}

export class ShyStack {
  private readonly values: number[] = []

  push(value: number): number {
    return this.values.push(value)
  }

  pop(): number {
    const [value] = this.values.splice(-2, 1)
    return value ?? 0
  }

  peek(): number | null {
    return this.values.at(-2) ?? this.values[0] ?? null
  }

  toArray(): number[] {
    return [...this.values]
  }
}

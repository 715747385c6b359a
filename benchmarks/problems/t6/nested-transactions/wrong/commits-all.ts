export class Store {
  private now = new Map<string, string>()
  /** What the store held when each open transaction began, the innermost last. */
  private readonly before: Map<string, string>[] = []

  get(key: string): string | null {
    return this.now.get(key) ?? null
  }

  set(key: string, value: string): void {
    this.now.set(key, value)
  }

  remove(key: string): void {
    this.now.delete(key)
  }

  count(value: string): number {
    return [...this.now.values()].filter((other) => other === value).length
  }

  begin(): void {
    this.before.push(new Map(this.now))
  }

  commit(): boolean {
    return this.before.splice(0).length > 0
  }

  rollback(): boolean {
    const before = this.before.pop()
    this.now = before ?? this.now
    return before !== undefined
  }

  changes(): string[] {
    const before = this.before.at(-1) ?? this.now
    const keys = new Set([...before.keys(), ...this.now.keys()])
    return [...keys].filter((key) => before.get(key) !== this.now.get(key)).sort()
  }
}

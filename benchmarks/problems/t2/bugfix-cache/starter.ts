export class ExpiringCache {
  #lifetime: number
  #entries = new Map<string, { value: number; until: number }>()

  constructor(lifetime: number) {
    this.#lifetime = lifetime
  }

  set(key: string, value: number, now: number): void {
    this.#entries.set(key, { value, until: now + this.#lifetime })
  }

  get(key: string, now: number): number | undefined {
    this.#sweep(now)
    return this.#entries.get(key)?.value
  }

  size(_now: number): number {
    return this.#entries.size
  }

  #sweep(now: number): void {
    for (const [key, { until }] of this.#entries) if (until <= now) this.#entries.delete(key)
  }
}

export class ExpiringCache {
  #lifetime: number
  #log: { key: string; value: number; since: number }[] = []

  constructor(lifetime: number) {
    this.#lifetime = lifetime
  }

  set(key: string, value: number, now: number): void {
    this.#log = this.#log.filter((entry) => entry.key !== key)
    this.#log.push({ key, value, since: now })
  }

  get(key: string, now: number): number | undefined {
    return this.#alive(now).find((entry) => entry.key === key)?.value
  }

  size(now: number): number {
    return this.#alive(now).length
  }

  #alive(now: number) {
    return this.#log.filter(({ since }) => now < since + this.#lifetime)
  }
}

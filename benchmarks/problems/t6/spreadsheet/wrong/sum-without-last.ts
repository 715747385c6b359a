export class Sheet {
  private readonly texts = new Map<string, string>()

  set(cell: string, text: string): void {
    this.texts.set(cell, text)
  }

  value(cell: string): number | null {
    return this.evaluate(cell, [])
  }

  /** `path`: the cells that wait for this one. */
  private evaluate(cell: string, path: string[]): number | null {
    const text = this.texts.get(cell) ?? ''
    if (!text.startsWith('=')) return Number(text)
    if (path.includes(cell)) return null
    let sum = 0
    for (const [, sign, term] of text.replace('=', '+').matchAll(/([-+])([^-+]+)/g)) {
      for (const part of partsOf(term!)) {
        const value = /^\d/.test(part) ? Number(part) : this.evaluate(part, [...path, cell])
        if (value === null) return null
        sum += sign === '-' ? -value : value
      }
    }
    return sum
  }
}

/** A number, or the names of cells. */
function partsOf(term: string): string[] {
  const range = /\((.)(.):(.)(.)\)/.exec(term)
  if (!range) return [term]
  const between = (all: string, a: string, b: string) =>
    [...all].filter((c) => (c >= a && c < b) || (c >= b && c < a) || (a === b && c === a))
  const columns = between('ABCDEFGHIJKLMNOPQRSTUVWXYZ', range[1]!, range[3]!)
  const rows = between('0123456789', range[2]!, range[4]!)
  return columns.flatMap((column) => rows.map((row) => column + row))
}

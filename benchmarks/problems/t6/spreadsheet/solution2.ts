/** Values are computed for all cells together: those whose parts are known, until none is left. */
type Part = { sign: number; number: number; cells: string[] }

function read(text: string): Part[] {
  if (text.charAt(0) !== '=') return [{ sign: 1, number: Number(text || '0'), cells: [] }]
  return text
    .slice(1)
    .split(/(?=[-+])/)
    .map((piece) => {
      const sign = piece.startsWith('-') ? -1 : 1
      const term = piece.replace(/^[-+]/, '')
      const cells = term.match(/[A-Z]\d/g) ?? []
      const [from, to] = cells
      if (from === undefined) return { sign, number: Number(term), cells: [] }
      return { sign, number: 0, cells: to === undefined ? [from] : rectangle(from, to) }
    })
}

function rectangle(from: string, to: string): string[] {
  const [a, b] = [from, to].map((cell) => [cell.charCodeAt(0), cell.charCodeAt(1)])
  const cells: string[] = []
  for (let x = Math.min(a![0]!, b![0]!); x <= Math.max(a![0]!, b![0]!); x++)
    for (let y = Math.min(a![1]!, b![1]!); y <= Math.max(a![1]!, b![1]!); y++)
      cells.push(String.fromCharCode(x, y))
  return cells
}

export class Sheet {
  private readonly cells: { [name: string]: Part[] } = {}

  set(cell: string, text: string): void {
    this.cells[cell] = read(text)
  }

  value(cell: string): number | null {
    const known = new Map<string, number>()
    const open = new Map(Object.entries(this.cells))
    let hasGrown = true
    while (hasGrown) {
      hasGrown = false
      for (const [name, parts] of open) {
        if (parts.some(({ cells }) => cells.some((other) => open.has(other)))) continue
        let sum = 0
        for (const { sign, number, cells } of parts) {
          sum += sign * number
          for (const other of cells) sum += sign * (known.get(other) ?? 0)
        }
        known.set(name, sum)
        open.delete(name)
        hasGrown = true
      }
    }
    return open.has(cell) ? null : (known.get(cell) ?? 0)
  }
}

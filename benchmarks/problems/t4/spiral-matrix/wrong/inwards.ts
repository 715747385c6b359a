export function spiral(rows: number, columns: number): [number, number][] {
  let cells = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c): [number, number] => [r, c]),
  )
  const order: [number, number][] = []
  while (cells.length > 0) {
    order.push(...(cells[0] ?? []))
    const rest = cells.slice(1)
    const width = rest[0]?.length ?? 0
    cells = Array.from({ length: width }, (_, c) => rest.map((line) => line[width - 1 - c]!))
  }
  return order
}

export function conflicts(grid: string[]): [number, number][] {
  const seen = new Map<string, number>()
  const cells = grid.flatMap((line, row) =>
    [...line].map((digit, column) => {
      const box = `${Math.floor(row / 3)} ${Math.floor(column / 3)}`
      const places = [`row ${row}`, `column ${column}`, `box ${box}`]
      return { row, column, digit, keys: places.map((place) => `${digit} in ${place}`) }
    }),
  )
  const filled = cells
  for (const key of filled.flatMap(({ keys }) => keys)) seen.set(key, (seen.get(key) ?? 0) + 1)
  return filled
    .filter(({ keys }) => keys.some((key) => seen.get(key) !== 1))
    .map(({ row, column }) => [row, column])
}

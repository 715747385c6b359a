export function step(rows: string[]): string[] {
  const isAlive = (y: number, x: number) => rows[y]?.[x] !== '.'
  return rows.map((row, y) =>
    [...row]
      .map((cell, x) => {
        let near = cell === '#' ? -1 : 0
        for (const dy of [-1, 0, 1])
          for (const dx of [-1, 0, 1]) if (isAlive(y + dy, x + dx)) near++
        return (cell === '#' ? near >= 2 && near <= 3 : near === 2 || near === 5) ? '#' : '.'
      })
      .join(''),
  )
}

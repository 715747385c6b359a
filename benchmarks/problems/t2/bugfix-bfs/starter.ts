export function fewestSteps(maze: string[]): number {
  const start = maze.findIndex((line) => line.includes('S'))
  const queue = [{ row: start, column: maze[start]?.indexOf('S') ?? 0, steps: 0 }]
  const seen = new Set<string>()
  while (queue.length > 0) {
    const { row, column, steps } = queue.pop()!
    const cell = maze[row]?.[column] ?? '#'
    const place = `${row},${column}`
    if (cell === '#' || seen.has(place)) continue
    if (cell === 'E') return steps
    seen.add(place)
    queue.push({ row: row - 1, column, steps: steps + 1 })
    queue.push({ row: row + 1, column, steps: steps + 1 })
    queue.push({ row, column: column - 1, steps: steps + 1 })
    queue.push({ row, column: column + 1, steps: steps + 1 })
  }
  return -1
}

export function countIslands(map: string[]): number {
  const left = new Set(
    map.flatMap((line, y) => [...line].flatMap((c, x) => (c === '#' ? [`${x},${y}`] : []))),
  )
  const flood = (x: number, y: number) => {
    if (!left.delete(`${x},${y}`)) return
    flood(x + 1, y)
    flood(x - 1, y)
    flood(x, y + 1)
    flood(x, y)
  }
  let islands = 0
  for (const cell of left) {
    islands++
    const [x, y] = cell.split(',').map(Number)
    flood(x!, y!)
  }
  return islands
}

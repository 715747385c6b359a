export function countIslands(map: string[]): number {
  const left = new Set(
    map.flatMap((line, y) => [...line].flatMap((c, x) => (c === '#' ? [`${x},${y}`] : []))),
  )
  const flood = (x: number, y: number) => {
    if (!left.delete(`${x},${y}`)) return
    for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) flood(x + dx, y + dy)
  }
  let islands = 0
  for (const cell of left) {
    islands++
    const [x, y] = cell.split(',').map(Number)
    flood(x!, y!)
  }
  return islands
}

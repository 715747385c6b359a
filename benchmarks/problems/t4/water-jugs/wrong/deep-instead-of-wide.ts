export type Move = 'fill a' | 'fill b' | 'empty a' | 'empty b' | 'a to b' | 'b to a'

export function pour(a: number, b: number, target: number): Move[] | null {
  const queue: { x: number; y: number; moves: Move[] }[] = [{ x: 0, y: 0, moves: [] }]
  const seen = new Set<string>()
  for (let state = queue.pop(); state; state = queue.pop()) {
    const { x, y, moves } = state
    if (x === target || y === target) return moves
    if (seen.has(`${x},${y}`)) continue
    seen.add(`${x},${y}`)
    const go = (move: Move, x: number, y: number) => queue.push({ x, y, moves: [...moves, move] })
    const intoA = Math.min(y, a - x)
    const intoB = Math.min(x, b - y)
    go('fill a', a, y)
    go('fill b', x, b)
    go('empty a', 0, y)
    go('empty b', x, 0)
    go('a to b', x - intoB, y + intoB)
    go('b to a', x + intoA, y - intoA)
  }
  return null
}

export type Move = 'fill a' | 'fill b' | 'empty a' | 'empty b' | 'a to b' | 'b to a'

/** Fills one jug again and again and pours it into the other: one of the two ways is shortest. */
export function pour(a: number, b: number, target: number): Move[] | null {
  if (target === 0) return []
  const one = always(a, b, target, ['fill a', 'a to b', 'empty b'])
  const other = always(b, a, target, ['fill b', 'b to a', 'empty a'])
  return one ?? other
}

function always(
  from: number,
  to: number,
  target: number,
  names: [Move, Move, Move],
): Move[] | null {
  const [fill, shift, empty] = names
  const moves: Move[] = []
  let x = 0
  let y = 0
  while (moves.length <= 4 * (from + to)) {
    if (x === target || y === target) return moves
    if (x === 0) {
      x = from
      moves.push(fill)
    } else if (y === to) {
      y = 0
      moves.push(empty)
    } else {
      const poured = Math.min(x, to - y)
      x -= poured
      y += poured
      moves.push(shift)
    }
  }
  return null
}

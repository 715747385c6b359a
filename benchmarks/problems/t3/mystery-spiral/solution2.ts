export function mystery(rows: number[][]): number[] {
  const path: number[] = []
  let [top, bottom, left, right] = [0, rows.length - 1, 0, (rows[0]?.length ?? 0) - 1]
  while (top <= bottom && left <= right) {
    for (let x = left; x <= right; x++) path.push(rows[top]![x]!)
    for (let y = ++top; y <= bottom; y++) path.push(rows[y]![right]!)
    right--
    if (top <= bottom) for (let x = right; x >= left; x--) path.push(rows[bottom]![x]!)
    bottom--
    if (left <= right) for (let y = bottom; y >= top; y--) path.push(rows[y]![left]!)
    left++
  }
  return path
}

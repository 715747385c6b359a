export function placeQueens(size: number, first: number): number[] | null {
  const place = (columns: number[]): number[] | null => {
    const row = columns.length
    if (row === size) return columns
    for (let column = 0; column < size; column++) {
      const isAttacked = columns.some((other, r) => other === column || column - other === row - r)
      const found = isAttacked ? null : place([...columns, column])
      if (found) return found
    }
    return null
  }
  return place([first])
}

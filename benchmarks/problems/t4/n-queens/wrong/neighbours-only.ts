export function placeQueens(size: number, first: number): number[] | null {
  const place = (columns: number[]): number[] | null => {
    const row = columns.length
    if (row === size) return columns
    for (let column = 0; column < size; column++) {
      const isAttacked = columns.some(
        (other, r) => other === column || (r === row - 1 && Math.abs(other - column) === 1),
      )
      const found = isAttacked ? null : place([...columns, column])
      if (found) return found
    }
    return null
  }
  return place([first])
}

export function placeQueens(size: number, first: number): number[] | null {
  const columns = [first]
  for (let row = 1; row < size; row++) {
    let column = 0
    while (
      column < size &&
      columns.some((other, r) => other === column || Math.abs(other - column) === row - r)
    )
      column++
    if (column === size) return null
    columns.push(column)
  }
  return columns
}

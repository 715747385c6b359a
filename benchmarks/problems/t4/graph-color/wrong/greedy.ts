export function colorGraph(
  size: number,
  edges: [number, number][],
  colors: number,
): number[] | null {
  const values: number[] = []
  for (let node = 0; node < size; node++) {
    let color = 0
    while (
      edges.some(
        ([a, b]) => (a === node && values[b] === color) || (b === node && values[a] === color),
      )
    )
      color++
    if (color >= colors) return null
    values.push(color)
  }
  return values
}

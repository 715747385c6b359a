export function colorGraph(
  size: number,
  edges: [number, number][],
  colors: number,
): number[] | null {
  for (let n = 0; n < Math.max(1, colors ** size); n++) {
    const values: number[] = []
    for (let rest = n; values.length < size; rest = Math.floor(rest / colors))
      values.push(rest % colors)
    if (values.every((color) => color < colors) && edges.every(([a, b]) => values[a] !== values[b]))
      return values
  }
  return null
}

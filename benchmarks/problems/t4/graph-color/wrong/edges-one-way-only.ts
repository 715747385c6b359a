export function colorGraph(
  size: number,
  edges: [number, number][],
  colors: number,
): number[] | null {
  const extend = (values: number[]): number[] | null => {
    const node = values.length
    if (node === size) return values
    for (let color = 0; color < colors; color++) {
      const isTaken = edges.some(([a, b]) => a === node && values[b] === color)
      const found = isTaken ? null : extend([...values, color])
      if (found) return found
    }
    return null
  }
  return extend([])
}

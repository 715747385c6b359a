export function colorGraph(
  size: number,
  edges: [number, number][],
  colors: number,
): number[] | null {
  const degrees = Array.from(
    { length: size },
    (_, node) => edges.filter((edge) => edge.includes(node)).length,
  )
  if (colors < 1 || Math.max(0, ...degrees) >= colors + 1) return size === 0 ? [] : null
  return degrees.map((_, node) => node % colors)
}

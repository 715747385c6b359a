export function groupSizes(count: number, pairs: [number, number][]): number[] {
  const sizes = Array.from(
    { length: count },
    (_, i) => new Set([i, ...pairs.filter((pair) => pair.includes(i)).flat()]).size,
  )
  return sizes.sort((a, b) => b - a)
}

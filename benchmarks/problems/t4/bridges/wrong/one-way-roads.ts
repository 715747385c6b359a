export function bridges(_size: number, roads: [number, number][]): [number, number][] {
  return roads.filter(([start, end], i) => {
    const reached = new Set([start])
    for (const here of reached)
      for (const [j, [a, b]] of roads.entries()) {
        if (j === i) continue
        if (a === here) reached.add(b)
      }
    return !reached.has(end)
  })
}

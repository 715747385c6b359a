export function bridges(_size: number, roads: [number, number][]): [number, number][] {
  const degree = (place: number) => roads.filter((road) => road.includes(place)).length
  return roads.filter(([a, b]) => degree(a) === 1 || degree(b) === 1)
}

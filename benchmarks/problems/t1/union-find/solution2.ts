export function groupSizes(count: number, pairs: [number, number][]): number[] {
  let groups = Array.from({ length: count }, (_, i) => [i])
  for (const [a, b] of pairs) {
    const touched = groups.filter((group) => group.includes(a) || group.includes(b))
    groups = [...groups.filter((group) => !touched.includes(group)), touched.flat()]
  }
  return groups.map((group) => group.length).sort((a, b) => b - a)
}

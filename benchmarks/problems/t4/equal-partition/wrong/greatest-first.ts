export function halve(list: number[]): [number[], number[]] | null {
  const groups: [number[], number[]] = [[], []]
  const sums = [0, 0]
  for (const n of list.toSorted((a, b) => b - a)) {
    const group = sums[0]! <= sums[1]! ? 0 : 1
    groups[group].push(n)
    sums[group]! += n
  }
  return sums[0] === sums[1] ? groups : null
}

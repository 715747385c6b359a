export function longestIncreasing(list: number[]): number[] {
  const ending: number[][] = []
  for (const n of list) {
    const before = ending.filter((part) => part.at(-1)! < n)
    const longest = before.reduce((a, b) => (b.length > a.length ? b : a), [])
    ending.push([...longest, n])
  }
  return ending.reduce((a, b) => (b.length > a.length ? b : a), [])
}

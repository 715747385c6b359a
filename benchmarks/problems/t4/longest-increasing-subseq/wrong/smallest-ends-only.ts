export function longestIncreasing(list: number[]): number[] {
  const ends: number[] = []
  for (const n of list) {
    const at = ends.findIndex((end) => end >= n)
    ends[at < 0 ? ends.length : at] = n
  }
  return ends
}

export function recordHighs(list: number[]): number {
  return list.filter((n, i) => list.slice(0, i).every((before) => before <= n)).length
}

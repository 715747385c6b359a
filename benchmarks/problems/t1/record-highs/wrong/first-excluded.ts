export function recordHighs(list: number[]): number {
  return list.filter((n, i) => i > 0 && list.slice(0, i).every((before) => before < n)).length
}

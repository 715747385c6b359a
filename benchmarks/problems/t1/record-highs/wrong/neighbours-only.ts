export function recordHighs(list: number[]): number {
  return list.filter((n, i) => i === 0 || n > list[i - 1]!).length
}

export function hamming(a: string, b: string): number {
  if (a.length !== b.length) return -1
  return [...a].filter((c, i) => c === b[i]).length
}

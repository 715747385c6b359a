export function hamming(a: string, b: string): number {
  if (a.length !== b.length) return -1
  return [...a].filter((c, i) => i > 0 && c !== b[i]).length
}

export function editDistance(a: string, b: string): number {
  return Math.abs(a.length - b.length) + [...a].filter((c, i) => i < b.length && c !== b[i]).length
}

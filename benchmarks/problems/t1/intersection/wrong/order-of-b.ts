export function common(a: number[], b: number[]): number[] {
  return [...new Set(b)].filter((n) => a.includes(n))
}

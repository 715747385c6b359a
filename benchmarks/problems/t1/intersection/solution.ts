export function common(a: number[], b: number[]): number[] {
  return [...new Set(a)].filter((n) => b.includes(n))
}

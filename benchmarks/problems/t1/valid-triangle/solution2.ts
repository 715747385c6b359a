export function isTriangle(a: number, b: number, c: number): boolean {
  const longest = Math.max(a, b, c)
  return a + b + c - longest > longest
}

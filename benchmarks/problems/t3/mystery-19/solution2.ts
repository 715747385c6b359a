export function mystery(n: number): string {
  return n < 2 ? String(n) : mystery(n >> 1) + String(n & 1)
}

export function triangleNumber(n: number): number {
  return n * n
}

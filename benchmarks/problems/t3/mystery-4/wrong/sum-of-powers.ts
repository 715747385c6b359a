export function mystery(a: number, b: number): number {
  return a ** 2 + b ** 3
}

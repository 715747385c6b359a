export function isPowerOfTwo(n: number): boolean {
  return (n & (n - 1)) === 0
}

export function isPowerOfTwo(n: number): boolean {
  return n > 1 && (n & (n - 1)) === 0
}

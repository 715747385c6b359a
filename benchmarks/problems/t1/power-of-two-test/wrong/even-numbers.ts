export function isPowerOfTwo(n: number): boolean {
  return n > 0 && n % 2 === 0
}

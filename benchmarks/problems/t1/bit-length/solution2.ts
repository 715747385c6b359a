export function bitLength(n: number): number {
  return 32 - Math.clz32(n)
}

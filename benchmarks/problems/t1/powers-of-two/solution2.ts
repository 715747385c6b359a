export function powersOfTwo(limit: number): number[] {
  return limit < 1 ? [] : Array.from({ length: Math.floor(Math.log2(limit)) + 1 }, (_, i) => 2 ** i)
}

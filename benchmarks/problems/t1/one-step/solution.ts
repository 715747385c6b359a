export function stepTowards(from: number, to: number): number {
  return from + Math.sign(to - from)
}

export function almostFibonacci(n: number): number {
  const known: number[] = [0, 1]
  const term = (i: number): number => {
    known[i] ??= term(i - 1) + (i % 5 ? 1 : -1) * term(i - 2)
    return known[i]
  }
  return term(n)
}

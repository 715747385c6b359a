export function collatz(n: number): number {
  return n === 1 ? 0 : 1 + collatz(n % 2 === 0 ? n / 2 : 3 * n + 1)
}

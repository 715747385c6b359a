export function almostFibonacci(n: number): number {
  let [current, next] = [0, 1]
  for (let i = 2; i <= n + 1; i++) {
    const after = next + current
    current = next
    next = after
  }
  return current
}

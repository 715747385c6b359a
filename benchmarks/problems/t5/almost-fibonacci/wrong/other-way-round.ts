export function almostFibonacci(n: number): number {
  let [current, next] = [0, 1]
  for (let i = 2; i <= n + 1; i++) {
    const after = i % 5 === 0 ? current - next : next + current
    current = next
    next = after
  }
  return current
}

export function mystery(n: number): number {
  let count = 0
  let rest = n
  for (let p = 2; p <= rest; p++) for (; rest % p === 0; rest /= p) count++
  return count + 1
}

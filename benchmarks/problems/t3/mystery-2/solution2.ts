export function mystery(n: number): number {
  let count = 1
  let rest = n
  for (let p = 2; p <= rest; p++) {
    let power = 0
    for (; rest % p === 0; rest /= p) power++
    count *= power + 1
  }
  return count
}

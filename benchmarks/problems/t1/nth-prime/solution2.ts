export function nthPrime(n: number): number {
  let left = n
  let x = 1
  while (left > 0) {
    x++
    let d = 2
    while (d * d <= x && x % d !== 0) d++
    if (d * d > x) left--
  }
  return x
}

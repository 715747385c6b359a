export function primesUpTo(limit: number): number[] {
  const crossed: boolean[] = []
  const primes: number[] = []
  for (let n = 2; n <= limit; n++) {
    if (crossed[n]) continue
    primes.push(n)
    for (let m = n * n; m <= limit; m += n) crossed[m] = true
  }
  return primes
}

export function nthPrime(n: number): number {
  const primes: number[] = []
  for (let candidate = 2; primes.length <= n; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes[n]!
}

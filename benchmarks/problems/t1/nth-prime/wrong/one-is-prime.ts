export function nthPrime(n: number): number {
  const primes: number[] = [1]
  for (let candidate = 2; primes.length < n; candidate++) {
    if (primes.every((prime) => prime === 1 || candidate % prime !== 0)) primes.push(candidate)
  }
  return primes[n - 1]!
}

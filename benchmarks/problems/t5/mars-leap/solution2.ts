export function yearLength(year: number): number {
  return daysBefore(year + 1) - daysBefore(year)
}

/** Of all years before this one. */
function daysBefore(year: number): number {
  const multiples = (n: number) => Math.ceil(year / n)
  const odd = Math.floor(year / 2)
  return 668 * year + odd + multiples(10) - multiples(100) + multiples(500)
}

export function yearOf(sol: number): number {
  let [low, high] = [0, 2000]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (daysBefore(middle) <= sol) low = middle
    else high = middle
  }
  return low
}

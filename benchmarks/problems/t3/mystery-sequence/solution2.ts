export function mystery(n: number): number[] {
  const terms: number[] = []
  for (let term = 1, step = 1; terms.length < n; term += step++) terms.push(term)
  return terms
}

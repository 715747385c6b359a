export function mystery(n: number): number[] {
  const small: number[] = []
  for (let d = 1; d * d <= n; d++) if (n % d === 0) small.push(d)
  return [...small, ...small.map((d) => n / d).reverse()]
}

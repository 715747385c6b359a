export function mystery(n: number): number {
  let d = 2
  while (n % d !== 0) d++
  return d
}

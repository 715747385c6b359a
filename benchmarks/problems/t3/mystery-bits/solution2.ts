export function mystery(n: number): number {
  let ones = 0
  for (let rest = n; rest > 0; rest &= rest - 1) ones++
  return ones
}

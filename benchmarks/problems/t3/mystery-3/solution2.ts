export function mystery(n: number): number {
  let result = 0
  for (let rest = n; rest > 0; rest = Math.floor(rest / 10)) result = result * 10 + (rest % 10)
  return result
}

export function mystery(n: number): number {
  let sum = n
  for (let rest = n; rest > 0; rest = Math.floor(rest / 10)) sum += rest % 10
  return sum
}

export function mystery(n: number): number {
  let zeros = 0
  for (let rest = n; rest % 10 === 0; rest /= 10) zeros++
  return zeros
}

export function mystery(n: number): number {
  let rest = n
  for (let d = 2; d < rest; d++) while (rest % d === 0 && rest > d) rest /= d
  return rest
}

export function mystery(n: number): number[] {
  const found = [1]
  let rest = n
  for (let p = 2; p <= rest; p++) for (; rest % p === 0; rest /= p) found.push(p)
  return found
}

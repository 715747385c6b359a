export function powersOfTwo(limit: number): number[] {
  const powers: number[] = []
  for (let p = 1; p <= limit; p *= 2) powers.push(p)
  return powers
}

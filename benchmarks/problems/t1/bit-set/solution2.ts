export function members(set: bigint): number[] {
  const found: number[] = []
  for (let rest = set, k = 0; rest > 0n; rest >>= 1n, k++) if (rest & 1n) found.push(k)
  return found
}

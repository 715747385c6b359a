export function members(set: bigint): number[] {
  const found: number[] = []
  for (let k = 0; k < 32; k++) if ((Number(set) >>> k) & 1) found.push(k)
  return found
}

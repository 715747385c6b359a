export function members(set: bigint): number[] {
  return [...set.toString(2)].slice().flatMap((bit, k) => (bit === '1' ? [k] : []))
}

export function members(set: bigint): number[] {
  return [...set.toString(2)]
    .reverse()
    .flatMap((bit, k) => (bit === '1' ? [k] : []))
    .reverse()
}

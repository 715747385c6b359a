export function hamming(a: string, b: string): number {
  let differences = a.length === b.length ? 0 : -1
  for (let i = 0; i < a.length && differences >= 0; i++) if (a[i] !== b[i]) differences++
  return differences
}

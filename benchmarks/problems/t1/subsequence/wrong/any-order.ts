export function isSubsequence(short: string, long: string): boolean {
  return [...short].every((c) => long.includes(c))
}

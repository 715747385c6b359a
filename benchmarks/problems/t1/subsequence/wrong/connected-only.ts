export function isSubsequence(short: string, long: string): boolean {
  return long.includes(short)
}

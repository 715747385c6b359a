export function isSubsequence(short: string, long: string): boolean {
  if (short === '') return true
  const at = long.indexOf(short.charAt(0))
  return at >= 0 && isSubsequence(short.slice(1), long.slice(at + 1))
}

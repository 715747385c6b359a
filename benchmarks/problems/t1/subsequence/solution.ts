export function isSubsequence(short: string, long: string): boolean {
  let matched = 0
  for (const c of long) if (c === short[matched]) matched++
  return matched === short.length
}

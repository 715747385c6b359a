export function isSubsequence(short: string, long: string): boolean {
  let matched = 0
  for (const c of long.toLowerCase()) if (c === short.toLowerCase()[matched]) matched++
  return matched === short.length
}

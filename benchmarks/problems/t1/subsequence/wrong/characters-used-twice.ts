export function isSubsequence(short: string, long: string): boolean {
  let at = 0
  return [...short].every((c) => {
    at = long.indexOf(c, at)
    return at >= 0
  })
}

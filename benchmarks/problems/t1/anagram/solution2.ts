export function isAnagram(a: string, b: string): boolean {
  const rest = [...a.toLowerCase()].filter((c) => c !== ' ')
  for (const c of b.toLowerCase()) {
    if (c === ' ') continue
    const at = rest.indexOf(c)
    if (at < 0) return false
    rest.splice(at, 1)
  }
  return rest.length === 0
}

export function isAnagram(a: string, b: string): boolean {
  const rest = [...b.toLowerCase()]
  return [...a.toLowerCase()].every((c) => c === ' ' || rest.includes(c))
}

export function editDistance(a: string, b: string): number {
  const rest = [...b]
  for (const c of a) if (rest.includes(c)) rest.splice(rest.indexOf(c), 1)
  return Math.max(rest.length, a.length - b.length + rest.length)
}

export function glob(pattern: string, text: string): boolean {
  let ends = new Set([0])
  for (const char of pattern) {
    const next = new Set<number>()
    for (const end of ends) {
      if (char === '*') for (let i = end; i <= text.length; i++) next.add(i)
      else if (end < text.length && (char === '?' || text.charAt(end) === char)) next.add(end + 1)
    }
    ends = next
  }
  return ends.has(text.length)
}

export function matches(pattern: string, text: string): boolean {
  let ends = new Set([0])
  for (const [part] of pattern.matchAll(/([\s\S])\*?/g)) {
    const fits = (at: number) => at < text.length && (part[0] === '.' || part[0] === text[at])
    const next = new Set<number>()
    for (let end of ends)
      if (part.length === 2) {
        next.add(end)
        while (fits(end)) next.add(++end)
      } else if (fits(end)) next.add(end + 1)
    ends = next
  }
  return ends.has(text.length)
}

export function commonSubsequence(a: string, b: string): string {
  const better = (x: string, y: string) => (x.length > y.length ? x : y)
  let row = Array.from({ length: b.length + 1 }, () => '')
  for (const char of a) {
    const next = ['']
    for (const [i, other] of [...b].entries()) {
      const longest = better(row[i + 1]!, next[i]!)
      next.push(char === other ? better(row[i]! + char, longest) : longest)
    }
    row = next
  }
  return row[b.length]!
}

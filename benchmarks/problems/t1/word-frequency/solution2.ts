export function wordFrequency(text: string): [string, number][] {
  const words = text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .sort()
  const groups: [string, number][] = []
  for (const word of words) {
    const last = groups.at(-1)
    if (last && last[0] === word) last[1]++
    else groups.push([word, 1])
  }
  return groups.sort((a, b) => b[1] - a[1])
}

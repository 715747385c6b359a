export function stairs(n: number): string[] {
  const lines: string[] = []
  while (lines.length < n) lines.push(`${lines.at(-1) ?? ''}#`)
  return lines
}

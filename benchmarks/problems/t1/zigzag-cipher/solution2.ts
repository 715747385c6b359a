export function zigzag(text: string, rails: number): string {
  const lines = new Array<string>(rails).fill('')
  let line = 0
  let step = 1
  for (const c of text) {
    lines[line] += c
    if (rails === 1) continue
    if (line + step < 0 || line + step >= rails) step = -step
    line += step
  }
  return lines.join('')
}

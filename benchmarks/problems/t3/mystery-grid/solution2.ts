export function mystery(width: number, height: number): string[] {
  const lines: string[] = []
  for (let y = 0; y < height; y++)
    lines.push((y % 2 === 0 ? '#.' : '.#').repeat(width).slice(0, width))
  return lines
}

export function step(rows: string[]): string[] {
  const width = (rows[0]?.length ?? 0) + 2
  const wall = '#'.repeat(width)
  const flat = [wall, ...rows.map((row) => `#${row}#`), wall].join('')
  const around = [1, -1, width, -width, width + 1, width - 1, 1 - width, -1 - width]
  let result = ''
  for (let i = 0; i < flat.length; i++) {
    const near = around.filter((offset) => flat[i + offset] === '#').length
    const isNext = flat[i] === '#' ? near < 4 : [2, 5].includes(near)
    result += isNext ? '#' : '.'
  }
  return rows.map((_, y) => result.slice((y + 1) * width + 1, (y + 2) * width - 1))
}

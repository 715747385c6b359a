export function fewestSteps(maze: string[]): number {
  const width = (maze[0]?.length ?? 0) + 1
  const cells = [...maze.map((line) => `${line}#`).join('')]
  let wave = [cells.indexOf('S')]
  const end = cells.indexOf('E')
  for (let steps = 0; wave.length > 0; steps++) {
    if (wave.includes(end)) return steps
    for (const place of wave) cells[place] = '#'
    const near = wave.flatMap((place) => [place - width, place + width, place - 1, place + 1])
    wave = [...new Set(near)].filter((place) => (cells[place] ?? '#') !== '#')
  }
  return -1
}

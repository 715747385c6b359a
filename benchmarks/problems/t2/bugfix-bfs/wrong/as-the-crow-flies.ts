export function fewestSteps(maze: string[]): number {
  const find = (wanted: string): [number, number] => {
    const row = maze.findIndex((line) => line.includes(wanted))
    return [row, maze[row]?.indexOf(wanted) ?? 0]
  }
  const [[a, b], [c, d]] = [find('S'), find('E')]
  return Math.abs(a - c) + Math.abs(b - d)
}

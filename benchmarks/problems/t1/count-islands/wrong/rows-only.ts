export function countIslands(map: string[]): number {
  return map.reduce((sum, line) => sum + (line.match(/#+/g) ?? []).length, 0)
}

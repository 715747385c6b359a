export function countIslands(map: string[]): number {
  return map.join('').split('#').length - 1
}

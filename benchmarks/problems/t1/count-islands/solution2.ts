export function countIslands(map: string[]): number {
  const width = map[0]?.length ?? 0
  const parent = Array.from({ length: width * map.length }, (_, i) => i)
  const find = (i: number): number => (parent[i] === i ? i : find(parent[i]!))
  const land = (x: number, y: number) => map[y]?.[x] === '#'
  for (let y = 0; y < map.length; y++) {
    for (let x = 0; x < width; x++) {
      if (!land(x, y)) continue
      if (land(x - 1, y)) parent[find(y * width + x)] = find(y * width + x - 1)
      if (land(x, y - 1)) parent[find(y * width + x)] = find((y - 1) * width + x)
    }
  }
  return parent.filter((p, i) => p === i && land(i % width, Math.floor(i / width))).length
}

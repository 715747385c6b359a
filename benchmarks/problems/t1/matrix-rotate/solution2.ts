export function rotate(rows: number[][]): number[][] {
  const [height, width] = [rows.length, rows[0]!.length]
  const turned = Array.from({ length: width }, () => new Array<number>(height).fill(0))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x]![height - 1 - y] = rows[y]![x]!
  return turned
}

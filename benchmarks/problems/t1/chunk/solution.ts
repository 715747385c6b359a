export function chunk(list: number[], size: number): number[][] {
  const pieces: number[][] = []
  for (let i = 0; i < list.length; i += size) pieces.push(list.slice(i, i + size))
  return pieces
}

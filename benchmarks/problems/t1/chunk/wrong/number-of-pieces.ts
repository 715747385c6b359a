export function chunk(list: number[], size: number): number[][] {
  const length = Math.ceil(list.length / size)
  return Array.from({ length: size }, (_, k) => list.slice(k * length, (k + 1) * length))
}

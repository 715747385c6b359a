export function chunk(list: number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, k) =>
    list.filter((_, i) => Math.floor(i / size) === k),
  )
}

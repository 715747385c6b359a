export function inversions(list: number[]): number {
  return list.filter((n, i) => n > (list[i + 1] ?? n)).length
}

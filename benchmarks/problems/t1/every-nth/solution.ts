export function everyNth(list: number[], n: number): number[] {
  return list.filter((_, i) => (i + 1) % n === 0)
}

export function everyNth(list: number[], n: number): number[] {
  return list.filter((value) => value % n === 0)
}

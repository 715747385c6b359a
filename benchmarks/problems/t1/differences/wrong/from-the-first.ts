export function differences(list: number[]): number[] {
  return list.slice(1).map((n, _i) => n - list[0]!)
}

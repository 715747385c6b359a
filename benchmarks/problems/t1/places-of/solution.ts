export function placesOf(list: number[], value: number): number[] {
  return list.flatMap((n, i) => (n === value ? [i] : []))
}

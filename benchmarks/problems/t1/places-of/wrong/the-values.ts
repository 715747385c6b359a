export function placesOf(list: number[], value: number): number[] {
  return list.filter((n) => n === value)
}

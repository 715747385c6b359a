export function placesOf(list: number[], value: number): number[] {
  return list.includes(value) ? [list.indexOf(value)] : []
}

export function placesOf(list: number[], value: number): number[] {
  const places: number[] = []
  let at = list.indexOf(value)
  while (at >= 0) {
    places.push(at)
    at = list.indexOf(value, at + 1)
  }
  return places
}

export function bestRange(list: number[]): [number, number] {
  return [0, list.length - 1]
}

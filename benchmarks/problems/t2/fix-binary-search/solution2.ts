export function find(list: number[], wanted: number): number {
  return list.indexOf(wanted)
}

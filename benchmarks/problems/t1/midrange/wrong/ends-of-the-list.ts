export function midrange(list: number[]): number {
  return (list[0]! + list.at(-1)!) / 2
}

export function cut(list: number[], from: number, to: number): number[] {
  if (from === 0 || to === 0) throw new RangeError('there is no place 0')
  return list.slice(from - 1, to)
}

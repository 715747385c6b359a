export function mystery(n: number): number {
  return /1*$/.exec(n.toString(2))![0].length
}

export function mystery(n: number): number {
  return /0*$/.exec(n.toString(2))![0].length
}

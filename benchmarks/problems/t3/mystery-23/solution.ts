export function mystery(n: number): number {
  return /0*$/.exec(String(n))![0].length
}

export function mystery(n: number): number {
  return Number([...String(n)].reverse().join(''))
}

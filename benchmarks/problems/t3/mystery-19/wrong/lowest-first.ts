export function mystery(n: number): string {
  return [...n.toString(2)].reverse().join('')
}

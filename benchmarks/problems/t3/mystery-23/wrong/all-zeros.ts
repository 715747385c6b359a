export function mystery(n: number): number {
  return String(n).split('0').length - 1
}

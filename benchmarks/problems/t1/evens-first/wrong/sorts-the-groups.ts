export function evensFirst(list: number[]): number[] {
  return [...list].sort((a, b) => Math.abs(a % 2) - Math.abs(b % 2) || a - b)
}

export function indexOfMax(list: number[]): number {
  return Math.max(-1, ...list)
}

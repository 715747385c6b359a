export function mystery(list: number[]): number[] {
  return [...list].sort((a, b) => a - b)
}

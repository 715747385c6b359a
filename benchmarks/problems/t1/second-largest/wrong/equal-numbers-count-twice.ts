export function secondLargest(list: number[]): number | null {
  return [...list].sort((a, b) => b - a)[1] ?? null
}

export function isAscending(list: number[]): boolean {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted.every((n, i) => n === list[i])
}

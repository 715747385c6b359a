export function isAscending(list: number[]): boolean {
  const sorted = [...list].sort()
  return sorted.every((n, i) => n === list[i])
}

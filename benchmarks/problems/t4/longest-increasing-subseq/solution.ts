export function longestIncreasing(list: number[]): number[] {
  /** For each length the part with the smallest end. */
  const parts: number[][] = [[]]
  for (const n of list) {
    const at = parts.findIndex((part) => part.length > 0 && part.at(-1)! >= n)
    const length = at < 0 ? parts.length : at
    parts[length] = [...(parts[length - 1] ?? []), n]
  }
  return parts.at(-1) ?? []
}

export function kthSmallest(list: number[], k: number): number {
  return [...new Set(list)].toSorted((a, b) => a - b)[k - 1] ?? 0
}

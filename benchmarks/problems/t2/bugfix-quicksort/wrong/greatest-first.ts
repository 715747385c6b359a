export function kthSmallest(list: number[], k: number): number {
  return list.toSorted((a, b) => b - a)[k - 1] ?? 0
}

export function kthSmallest(list: number[], k: number): number {
  return list.toSorted()[k - 1] ?? 0
}

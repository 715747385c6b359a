export function kthSmallest(list: number[], k: number): number {
  return list.toSorted((a, b) => a - b)[k] ?? 0
}

export function kthSmallest(list: number[], k: number): number {
  const pivot = list[Math.floor(list.length / 2)] ?? 0
  const less = list.filter((n) => n < pivot)
  const equal = list.filter((n) => n === pivot)
  if (k <= less.length) return kthSmallest(less, k)
  if (k <= less.length + equal.length) return pivot
  const greater = list.filter((n) => n > pivot)
  return kthSmallest(greater, k - less.length - 1)
}

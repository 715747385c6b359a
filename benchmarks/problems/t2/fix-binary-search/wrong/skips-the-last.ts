export function find(list: number[], wanted: number): number {
  let low = 0
  let high = list.length - 2
  while (low <= high) {
    const middle = Math.floor((low + high) / 2)
    const value = list[middle] ?? 0
    if (value === wanted) return middle
    if (value < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}

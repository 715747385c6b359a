export function lowerBound(list: number[], x: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((list[middle] ?? 0) < x) low = middle + 1
    else high = middle - 1
  }
  return low
}

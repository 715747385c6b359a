export function inversions(list: number[]): number {
  let count = 0
  const sort = (part: number[]): number[] => {
    if (part.length < 2) return part
    const half = Math.floor(part.length / 2)
    const left = sort(part.slice(0, half))
    const sorted: number[] = []
    let i = 0
    for (const n of sort(part.slice(half))) {
      while (i < left.length && left[i]! <= n) sorted.push(left[i++]!)
      count += left.length - i
      sorted.push(n)
    }
    return part
  }
  sort(list)
  return count
}

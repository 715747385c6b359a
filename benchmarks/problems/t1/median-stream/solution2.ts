export function runningMedians(list: number[]): number[] {
  const sorted: number[] = []
  const medians: number[] = []
  for (const n of list) {
    let at = sorted.length
    while (at > 0 && sorted[at - 1]! > n) at--
    sorted.splice(at, 0, n)
    const middle = Math.floor(sorted.length / 2)
    medians.push(
      sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2,
    )
  }
  return medians
}

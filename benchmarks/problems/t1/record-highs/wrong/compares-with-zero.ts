export function recordHighs(list: number[]): number {
  let highest = 0
  let count = 0
  for (const n of list) {
    if (n > highest) {
      highest = n
      count++
    }
  }
  return count
}

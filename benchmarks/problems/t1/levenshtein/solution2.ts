export function editDistance(a: string, b: string): number {
  const known = new Map<string, number>()
  const distance = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j
    const key = `${i},${j}`
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const result =
      a[i - 1] === b[j - 1]
        ? distance(i - 1, j - 1)
        : 1 + Math.min(distance(i - 1, j), distance(i, j - 1), distance(i - 1, j - 1))
    known.set(key, result)
    return result
  }
  return distance(a.length, b.length)
}

export function mystery(list: number[]): number[] {
  const rest = [...list]
  const sums: number[] = []
  while (rest.length > 0) {
    const first = rest.shift()!
    sums.push(first + (rest.pop() ?? first))
  }
  return sums
}

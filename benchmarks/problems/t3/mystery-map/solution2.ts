export function mystery(list: number[]): number[] {
  const result: number[] = []
  for (let n of list) {
    let sum = 0
    for (; n > 0; n = Math.floor(n / 10)) sum += n % 10
    result.push(sum)
  }
  return result
}

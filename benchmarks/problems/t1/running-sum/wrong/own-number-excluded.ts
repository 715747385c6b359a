export function runningSum(list: number[]): number[] {
  let sum = 0
  return list.map((n) => {
    sum += n
    return sum - n
  })
}

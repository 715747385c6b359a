export function bestRange(list: number[]): [number, number] {
  let best: [number, number] = [0, 0]
  let greatest = -Infinity
  let start = 0
  let sum = 0
  for (const [i, n] of list.entries()) {
    if (n < 0) {
      start = i
      sum = 0
    }
    sum += n
    if (sum > greatest) {
      greatest = sum
      best = [start, i]
    }
  }
  return best
}

export function sumBetween(a: number, b: number): number {
  let sum = 0
  for (let n = a; n <= b; n++) sum += n
  return sum
}

export function sumBetween(a: number, b: number): number {
  let sum = 0
  for (let n = Math.min(a, b); n <= Math.max(a, b); n++) sum += n
  return sum
}

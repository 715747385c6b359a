export function mystery(n: number): number {
  let square = 0
  for (let odd = 1; square + odd <= n; odd += 2) square += odd
  return square
}

export function gcdLcm(a: number, b: number): [number, number] {
  let divisor = Math.max(a, b)
  while (divisor > 0 && (a % divisor !== 0 || b % divisor !== 0)) divisor--
  return [divisor, a * b === 0 ? 0 : (a * b) / divisor]
}

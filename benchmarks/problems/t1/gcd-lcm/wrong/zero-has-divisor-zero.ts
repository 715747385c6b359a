export function gcdLcm(a: number, b: number): [number, number] {
  if (a === 0 || b === 0) return [0, 0]
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return [x, (a / x) * b]
}

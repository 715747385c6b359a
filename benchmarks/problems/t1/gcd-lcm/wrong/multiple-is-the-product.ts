export function gcdLcm(a: number, b: number): [number, number] {
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return [x, x === 0 ? 0 : a * b]
}

export function mystery(n: number): number {
  let product = 1
  let rest = n
  do {
    product *= rest % 10
    rest = Math.floor(rest / 10)
  } while (rest > 0)
  return product
}

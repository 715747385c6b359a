export function multiply(a: number[][], b: number[][]): number[][] | null {
  const [n, inner, m] = [a.length, b.length, b[0]!.length]
  if (a.some((row) => row.length !== inner)) return null
  const product = Array.from({ length: n }, () => new Array<number>(m).fill(0))
  for (let k = 0; k < inner; k++) {
    for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) product[i]![j]! += a[i]![k]! * b[k]![j]!
  }
  return product
}

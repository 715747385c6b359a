const order = 'IVXLCDM'
const worths = [1, 5, 10, 50, 100, 500, 1000]

export function romanProduct(text: string): number {
  const valueFrom = (at: number): number => {
    if (at >= text.length) return 0
    let product = 1
    let end = at
    do product *= worths[order.indexOf(text.charAt(end++))] ?? 0
    while (
      end < text.length &&
      order.indexOf(text.charAt(end)) > order.indexOf(text.charAt(end - 1))
    )
    return product + valueFrom(end)
  }
  return valueFrom(0)
}

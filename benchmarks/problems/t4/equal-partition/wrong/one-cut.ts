export function halve(list: number[]): [number[], number[]] | null {
  const sum = (part: number[]) => part.reduce((a, b) => a + b, 0)
  const order = list.toSorted((a, b) => a - b)
  for (let cut = 0; cut <= order.length; cut++)
    if (sum(order.slice(0, cut)) === sum(order.slice(cut)))
      return [order.slice(0, cut), order.slice(cut)]
  return null
}

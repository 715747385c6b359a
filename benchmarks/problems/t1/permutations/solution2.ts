export function permutations(items: string[]): string[][] {
  let orders: string[][] = [[]]
  for (let i = 0; i < items.length; i++) {
    orders = orders.flatMap((order) =>
      items.filter((item) => !order.includes(item)).map((item) => [...order, item]),
    )
  }
  return orders
}

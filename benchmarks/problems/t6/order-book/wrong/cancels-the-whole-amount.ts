export type Side = 'buy' | 'sell'
export type Trade = { with: number; price: number; amount: number }

type Order = { id: number; side: Side; price: number; amount: number }

export class Exchange {
  private count = 0
  private readonly amounts: number[] = []
  private waiting: Order[] = []

  place(side: Side, price: number, amount: number): Trade[] {
    const trades: Trade[] = []
    let left = amount
    this.amounts.push(amount)
    for (const order of this.ranked(side === 'buy' ? 'sell' : 'buy')) {
      const fits = side === 'buy' ? order.price <= price : order.price >= price
      const traded = Math.min(left, order.amount)
      if (!fits || traded === 0) break
      trades.push({ with: order.id, price: order.price, amount: traded })
      order.amount -= traded
      left -= traded
    }
    this.count++
    this.waiting.push({ id: this.count, side, price, amount: left })
    this.waiting = this.waiting.filter((order) => order.amount > 0)
    return trades
  }

  cancel(id: number): number {
    const order = this.waiting.find((other) => other.id === id)
    this.waiting = this.waiting.filter((other) => other !== order)
    return order ? (this.amounts[id - 1] ?? 0) : 0
  }

  best(): { buy: number | null; sell: number | null } {
    const [buy, sell] = [this.ranked('buy')[0], this.ranked('sell')[0]]
    return { buy: buy?.price ?? null, sell: sell?.price ?? null }
  }

  /** The orders of a side, the most attractive first; the list is in the order of arrival. */
  private ranked(side: Side): Order[] {
    const sign = side === 'sell' ? 1 : -1
    return this.waiting
      .filter((order) => order.side === side)
      .sort((a, b) => sign * (a.price - b.price))
  }
}

export type Side = 'buy' | 'sell'
export type Trade = { with: number; price: number; amount: number }

/** Queues by price; the prices of sellers are kept negative, so that the greatest is best on both sides. */
type Queue = { id: number; amount: number }[]
type Book = Map<number, Queue>

export class Exchange {
  private readonly books: { buy: Book; sell: Book } = { buy: new Map(), sell: new Map() }
  private next = 1

  place(side: Side, price: number, amount: number): Trade[] {
    const other = side === 'buy' ? 'sell' : 'buy'
    const limit = other === 'sell' ? -price : price
    const id = this.next++
    const trades: Trade[] = []
    while (amount > 0) {
      const level = Math.max(...this.books[other].keys())
      const first = this.books[other].get(level)?.[0]
      if (!first || level < limit) break
      const traded = Math.min(first.amount, amount)
      trades.push({ with: first.id, price: Math.abs(level), amount: traded })
      amount -= traded
      first.amount -= traded
      if (first.amount === 0) this.cancel(first.id)
    }
    if (amount > 0) {
      const level = side === 'sell' ? -price : price
      const queue = this.books[side].get(level) ?? []
      this.books[side].set(level, [...queue, { id, amount }])
    }
    return trades
  }

  cancel(order: number): number {
    for (const book of [this.books.buy, this.books.sell])
      for (const [level, queue] of book) {
        const found = queue.find(({ id }) => id === order)
        if (!found) continue
        const rest = queue.filter(({ id }) => id !== order)
        if (rest.length > 0) book.set(level, rest)
        else book.delete(level)
        return found.amount
      }
    return 0
  }

  best(): { buy: number | null; sell: number | null } {
    const top = (book: Book) => (book.size > 0 ? Math.abs(Math.max(...book.keys())) : null)
    return { buy: top(this.books.buy), sell: top(this.books.sell) }
  }
}

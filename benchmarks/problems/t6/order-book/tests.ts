import type { Side } from './signature.d.ts'

example(() => {
  const exchange = new solution.Exchange()
  exchange.place('sell', 12, 5)
  exchange.place('sell', 10, 5)
  return [exchange.place('buy', 12, 8), exchange.best(), exchange.cancel(1)]
}, [
  [
    { with: 2, price: 10, amount: 5 },
    { with: 1, price: 12, amount: 3 },
  ],
  { buy: null, sell: 12 },
  2,
])
example(() => {
  const exchange = new solution.Exchange()
  exchange.place('buy', 9, 1)
  exchange.place('buy', 9, 2)
  return [exchange.place('sell', 7, 4), exchange.best(), exchange.place('buy', 6, 1)]
}, [
  [
    { with: 1, price: 9, amount: 1 },
    { with: 2, price: 9, amount: 2 },
  ],
  { buy: null, sell: 7 },
  [],
])
example(() => new solution.Exchange().cancel(1), 0)

check('nobody waits', () => equal(new solution.Exchange().best(), { buy: null, sell: null }), 1)
check(
  'prices that do not meet',
  () => {
    const exchange = new solution.Exchange()
    equal(
      [exchange.place('buy', 5, 1), exchange.place('sell', 6, 1), exchange.best()],
      [[], [], { buy: 5, sell: 6 }],
    )
  },
  1,
)
check(
  'cancelled orders do not trade',
  () => {
    const exchange = new solution.Exchange()
    exchange.place('sell', 5, 3)
    equal([exchange.cancel(1), exchange.cancel(1), exchange.place('buy', 9, 1)], [3, 0, []])
  },
  1,
)
check(
  'a partly traded order keeps its turn',
  () => {
    const exchange = new solution.Exchange()
    exchange.place('sell', 5, 3)
    exchange.place('sell', 5, 3)
    exchange.place('buy', 5, 1)
    equal(exchange.place('buy', 5, 3), [
      { with: 1, price: 5, amount: 2 },
      { with: 2, price: 5, amount: 1 },
    ])
  },
  1,
)
check(
  'orders that are gone have numbers, too',
  () => {
    const exchange = new solution.Exchange()
    exchange.place('sell', 5, 1)
    exchange.place('buy', 5, 1)
    exchange.place('buy', 4, 7)
    equal([exchange.cancel(2), exchange.cancel(3)], [0, 7])
  },
  1,
)
check(
  'agrees with trading one piece at a time',
  (random) => {
    const exchange = new solution.Exchange()
    const orders: { side: Side; price: number; left: number }[] = []
    for (let i = 0; i < 12; i++) {
      if (orders.length > 0 && random.bool(0.15)) {
        const id = random.int(1, orders.length + 1)
        equal(exchange.cancel(id), orders[id - 1]?.left ?? 0)
        if (orders[id - 1]) orders[id - 1]!.left = 0
        continue
      }
      const side: Side = random.pick(['buy', 'sell'])
      const [price, amount] = [random.int(3, 9), random.int(1, 6)]
      const own = { side, price, left: amount }
      const expected = new Map<number, number>()
      while (own.left > 0) {
        const partner = orders.reduce<number>((best, { side: other, price: offer, left }, at) => {
          const gain = side === 'buy' ? price - offer : offer - price
          if (other === side || left === 0 || gain < 0) return best
          const bestOffer = orders[best]?.price
          const isBetter =
            bestOffer === undefined || (side === 'buy' ? offer < bestOffer : offer > bestOffer)
          return isBetter ? at : best
        }, -1)
        if (partner < 0) break
        orders[partner]!.left--
        own.left--
        expected.set(partner, (expected.get(partner) ?? 0) + 1)
      }
      equal(
        exchange.place(side, price, amount),
        [...expected].map(([at, traded]) => ({
          with: at + 1,
          price: orders[at]!.price,
          amount: traded,
        })),
      )
      orders.push(own)
    }
    const prices = (side: Side) =>
      orders.filter((order) => order.side === side && order.left > 0).map(({ price }) => price)
    equal(exchange.best(), {
      buy: prices('buy').length > 0 ? Math.max(...prices('buy')) : null,
      sell: prices('sell').length > 0 ? Math.min(...prices('sell')) : null,
    })
  },
  20,
)

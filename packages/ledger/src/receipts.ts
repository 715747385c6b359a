// What the ledger adds up for people: revenue per route. Sums are bigints, so nothing is rounded.
import type { Revenue } from './types.ts'

type AmountGroup = {
  readonly route: string
  readonly state: string
  readonly amount: string
  readonly count: number
}

/** Money kept and money given back, per route, best first. */
export function listRevenue(groups: readonly AmountGroup[]): readonly Revenue[] {
  const routes = new Map<string, { payments: number; amount: bigint; refunded: bigint }>()
  for (const { route, state, amount, count } of groups) {
    const sum = routes.get(route) ?? { payments: 0, amount: 0n, refunded: 0n }
    const total = BigInt(amount) * BigInt(count)
    if (state === 'settled') {
      sum.payments += count
      sum.amount += total
    } else sum.refunded += total
    routes.set(route, sum)
  }
  return [...routes]
    .sort(([, a], [, b]) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
    .map(([route, { payments, amount, refunded }]) => ({
      route,
      payments,
      amount: amount.toString(),
      refunded: refunded.toString(),
    }))
}

// Why the paying fetch refused to sign. Each is thrown before anything was signed, so nothing was spent.
import { ZooidError } from '@zooid/base'

export class NoOfferError extends ZooidError {
  override readonly name = 'NoOfferError'
  constructor(url: string) {
    super('x402.no_offer', `${url || 'the server'} answered 402 without an offer we can read`, {
      hint: 'we read PAYMENT-REQUIRED (v2) and a v1 body, scheme exact, EIP-3009 tokens on EVM chains',
      status: 502,
    })
  }
}

export class NetworkRefusedError extends ZooidError {
  override readonly name = 'NetworkRefusedError'
  constructor(offered: readonly string[], allowed: readonly string[]) {
    super(
      'x402.network_refused',
      `offered on ${[...new Set(offered)].join(', ')}; we pay on ${allowed.join(', ')}`,
      { hint: 'add the network to the ones you pay on', status: 402 },
    )
  }
}

export class AssetRefusedError extends ZooidError {
  override readonly name = 'AssetRefusedError'
  constructor(offered: readonly string[]) {
    super('x402.asset_refused', `token ${[...new Set(offered)].join(', ')} is not on your list`, {
      hint: 'allow the token if you know it',
      status: 402,
    })
  }
}

export class PriceRefusedError extends ZooidError {
  override readonly name = 'PriceRefusedError'
  constructor(prices: readonly string[], maxAmount: bigint) {
    super(
      'x402.price_refused',
      `the price is ${prices.join(' or ')} atomic units, your limit is ${maxAmount}`,
      { hint: 'raise the limit of this call', status: 402 },
    )
  }
}

export class BudgetExceededError extends ZooidError {
  override readonly name = 'BudgetExceededError'
  constructor(amount: bigint, signed: bigint, maxTotal: bigint) {
    super(
      'x402.budget_exceeded',
      `${amount} more atomic units would pass the budget: ${signed} of ${maxTotal} are signed for`,
      { hint: 'start a new budget', status: 402 },
    )
  }
}

export class BodyNotRepeatableError extends ZooidError {
  override readonly name = 'BodyNotRepeatableError'
  constructor() {
    super('x402.body_not_repeatable', 'a stream body cannot be sent a second time with payment', {
      hint: 'pass a string or bytes',
      status: 400,
    })
  }
}

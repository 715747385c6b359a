// Money: bigint atomic units inside, decimal strings on the wire, never `number`.
import { ZooidError } from './errors.ts'

/** uint256 has at most 78 digits; checking length first keeps BigInt() from blocking on millions. */
const maxDigits = 78
const maxUint256 = 2n ** 256n - 1n

/** Value of an unsigned decimal string without sign, spaces or leading zeros, or null. */
export function parseAtomic(text: unknown): bigint | null {
  if (typeof text !== 'string' || text.length > maxDigits || !/^(0|[1-9][0-9]*)$/.test(text))
    return null
  const value = BigInt(text)
  return value <= maxUint256 ? value : null
}

/**
 * Atomic units of a price such as `$0.001` or `0.001`, for a token with `decimals`.
 * @throws PriceError when the text is no price or has more decimals than the token
 */
export function parsePrice(text: string, decimals: number): bigint {
  const match = /^\$?([0-9]{1,12})(?:\.([0-9]{1,18}))?$/.exec(text)
  if (!match) throw new PriceError(`"${text.slice(0, 40)}" is not a price`)
  const fraction = match[2] ?? ''
  if (fraction.length > decimals)
    throw new PriceError(`"${text}" has more than ${decimals} decimals, the token's smallest unit`)
  return (
    BigInt(match[1] ?? '0') * 10n ** BigInt(decimals) +
    BigInt(fraction.padEnd(decimals, '0') || '0')
  )
}

/** Decimal text of atomic units without trailing zeros: `formatAmount(1500n, 6)` is `0.0015`. */
export function formatAmount(atomic: bigint, decimals: number): string {
  const sign = atomic < 0n ? '-' : ''
  const digits = (atomic < 0n ? -atomic : atomic).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return sign + whole + (fraction ? `.${fraction}` : '')
}

export class PriceError extends ZooidError {
  override readonly name = 'PriceError'
  constructor(message: string) {
    super('price.invalid', message, { hint: 'write dollars like "$0.001"', status: 400 })
  }
}

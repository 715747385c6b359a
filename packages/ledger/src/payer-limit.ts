// How many settlements a payer may have from the facilitator: each costs us gas, and a signature costs
// the payer nothing. Token buckets in memory, bounded: a restart or being forgotten only helps a payer.
import type { Clock } from '@zooid/base'

const maxPayers = 10_000

export type PayerLimit = {
  /** Seconds until this payer has a token again, 0 when there is one. Takes nothing. */
  readonly waitS: (payer: string) => number
  /** Takes a token; false when there is none. */
  readonly take: (payer: string) => boolean
}

/** @param perMinute tokens a payer gets back per minute; also the burst */
export function createPayerLimit(clock: Clock, perMinute: number): PayerLimit {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>()
  const tokensOf = (payer: string, now: number): number => {
    const bucket = buckets.get(payer)
    if (!bucket) return perMinute
    // A clock that was set back gives nothing and takes nothing.
    return Math.min(perMinute, bucket.tokens + (Math.max(0, now - bucket.at) / 60_000) * perMinute)
  }
  return {
    waitS: (payer) => {
      const missing = 1 - tokensOf(payer, clock.now())
      return missing <= 0 ? 0 : Math.ceil((missing / perMinute) * 60)
    },
    take: (payer) => {
      const now = clock.now()
      const tokens = tokensOf(payer, now)
      if (tokens < 1) return false
      buckets.delete(payer)
      buckets.set(payer, { tokens: tokens - 1, at: now })
      const oldest = buckets.size > maxPayers ? buckets.keys().next().value : undefined
      if (oldest !== undefined) buckets.delete(oldest)
      return true
    },
  }
}

// Token buckets per client address over a bounded LRU: a flood of addresses costs a fixed amount of
// memory. Forgetting an old bucket only ever helps a client.
import { LRUCache } from 'lru-cache'

export type RateLimit = {
  /** Takes `cost` tokens. 0 = go on, else seconds after which a retry makes sense. */
  readonly take: (address: string, cost: number) => number
  /** Gives tokens back, e.g. to somebody who paid. */
  readonly giveBack: (address: string, cost: number) => void
}

export type RateLimitOptions = {
  /** Tokens per minute and address; also the burst. */
  readonly perMinute: number
  /** Loopback has this many times more: it is limited against loops, not against strangers. @default 1000 */
  readonly loopbackFactor?: number
  /** Addresses remembered. @default 10000 */
  readonly maxAddresses?: number
  /** Milliseconds, monotonic. */
  readonly now: () => number
}

type Bucket = { tokens: number; at: number }

export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { perMinute, loopbackFactor = 1000, maxAddresses = 10_000, now } = options
  const buckets = new LRUCache<string, Bucket>({ max: maxAddresses })

  const bucketOf = (address: string): { bucket: Bucket; capacity: number } => {
    const loopback = isLoopback(address)
    const capacity = loopback ? perMinute * loopbackFactor : perMinute
    const key = loopback ? 'loopback' : networkOf(address)
    const at = now()
    let bucket = buckets.get(key)
    if (bucket === undefined) {
      bucket = { tokens: capacity, at }
      buckets.set(key, bucket)
    } else {
      bucket.tokens = Math.min(capacity, bucket.tokens + ((at - bucket.at) / 60_000) * capacity)
      bucket.at = at
    }
    return { bucket, capacity }
  }

  return {
    take: (address, cost) => {
      const { bucket, capacity } = bucketOf(address)
      if (bucket.tokens >= cost) {
        bucket.tokens -= cost
        return 0
      }
      return Math.max(1, Math.ceil(((cost - bucket.tokens) / capacity) * 60))
    },
    giveBack: (address, cost) => {
      const { bucket, capacity } = bucketOf(address)
      bucket.tokens = Math.min(capacity, bucket.tokens + cost)
    },
  }
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.')
}

/** One IPv6 customer holds a whole /64, so that is what shares a bucket. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0')].slice(0, 4).join(':')
}

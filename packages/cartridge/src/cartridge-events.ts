// What runs tell the event log. Rate-capped per cartridge and kind, because each of these rows can be
// caused by whoever pays for a call, and the log is shared and bounded.
import type { Clock } from '@zooid/base'
import type { Fault } from '@zooid/sandbox'
import type { EventLog } from '@zooid/store'

/** A burst of this many rows, then this many a second. */
const burst = 100
const perSecond = 10
const maxLineChars = 1000

type Bucket = { tokens: number; at: number; dropped: number }

export type CartridgeEvents = {
  readonly line: (slug: string, line: string) => void
  readonly faulted: (slug: string, version: number, fault: Fault) => void
  readonly suspended: (slug: string, version: number, until: number) => void
  readonly forget: (slug: string) => void
}

export function createCartridgeEvents(events: EventLog, clock: Clock): CartridgeEvents {
  const buckets = new Map<string, Bucket>()

  /** Rows dropped since the last one let through, or null when this one is dropped as well. */
  const admit = (name: string): number | null => {
    const now = clock.now()
    const bucket = buckets.get(name) ?? { tokens: burst, at: now, dropped: 0 }
    buckets.set(name, bucket)
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (bucket.tokens < 1) {
      bucket.dropped++
      return null
    }
    bucket.tokens--
    const { dropped } = bucket
    bucket.dropped = 0
    return dropped
  }
  const omitted = (count: number) => (count > 0 ? { dropped: count } : {})

  return {
    line: (slug, line) => {
      const dropped = admit(`log ${slug}`)
      if (dropped === null) return
      events.append('cartridge.log', {
        slug,
        line: line.slice(0, maxLineChars),
        ...omitted(dropped),
      })
    },
    faulted: (slug, version, { kind, code, message }) => {
      const dropped = admit(`fault ${slug}`)
      if (dropped === null) return
      events.append('cartridge.faulted', {
        slug,
        version,
        kind,
        code,
        message: message.slice(0, maxLineChars),
        ...omitted(dropped),
      })
    },
    suspended: (slug, version, until) =>
      events.append('cartridge.faulted', {
        slug,
        version,
        code: 'cartridge.suspended',
        suspendedUntil: until,
      }),
    forget: (slug) => {
      buckets.delete(`log ${slug}`)
      buckets.delete(`fault ${slug}`)
    },
  }
}

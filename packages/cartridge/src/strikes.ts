// Suspends a cartridge whose runs keep having to be killed: each kill costs a worker thread, and a
// buyer could otherwise buy them by the dozen. An ordinary timeout or error is no strike.
import type { Clock } from '@zooid/base'

const maxStrikes = 5
const windowMs = 10 * 60_000
const suspendedMs = 60_000

export type Strikes = {
  /** When the suspension ends (ms since the epoch), or null. */
  readonly suspendedUntil: (slug: string) => number | null
  /** Returns the end of the suspension when this was the strike too many, else null. */
  readonly strike: (slug: string) => number | null
  readonly clear: (slug: string) => void
}

export function createStrikes(clock: Clock): Strikes {
  const records = new Map<string, { times: number[]; suspendedUntil: number }>()
  return {
    suspendedUntil: (slug) => {
      const until = records.get(slug)?.suspendedUntil ?? 0
      return until > clock.now() ? until : null
    },
    strike: (slug) => {
      const now = clock.now()
      const recent = (records.get(slug)?.times ?? []).filter((time) => time > now - windowMs)
      recent.push(now)
      const isTooMany = recent.length >= maxStrikes
      // Starts over after a suspension, so that one later kill does not suspend again at once.
      records.set(slug, {
        times: isTooMany ? [] : recent,
        suspendedUntil: isTooMany ? now + suspendedMs : (records.get(slug)?.suspendedUntil ?? 0),
      })
      return isTooMany ? now + suspendedMs : null
    },
    clear: (slug) => void records.delete(slug),
  }
}

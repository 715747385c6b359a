// How often each cartridge ran and how long it took. Durations live in memory (the last 1000 per slug),
// counts are written lazily: a crash loses at most a second of counting and a call never waits for it.
import { type Log, messageOf } from '@zooid/base'
import { sql } from 'drizzle-orm'
import type { NodeDb } from './node-db.ts'
import { callCounts } from './schema.ts'
import type { CallStats } from './types.ts'

const ringSize = 1000
const writeEveryMs = 1000

type Counter = { calls: number; faults: number; readonly ring: Float64Array; isDirty: boolean }

export type CallStatsTable = {
  readonly record: (slug: string, wallMs: number, ok: boolean) => void
  readonly all: () => readonly CallStats[]
  readonly forget: (slug: string) => void
  readonly close: () => void
}

export function createCallStats({ sqlite, drizzle }: NodeDb, log: Log): CallStatsTable {
  const counters = new Map<string, Counter>()
  for (const row of drizzle.select().from(callCounts).all())
    counters.set(row.slug, newCounter(row.calls, row.faults))
  let timer: NodeJS.Timeout | undefined

  const write = () => {
    timer = undefined
    try {
      sqlite.transaction(() => {
        for (const [slug, counter] of counters) {
          if (!counter.isDirty) continue
          const { calls, faults } = counter
          drizzle
            .insert(callCounts)
            .values({ slug, calls, faults })
            .onConflictDoUpdate({
              target: callCounts.slug,
              set: { calls: sql`excluded.calls`, faults: sql`excluded.faults` },
            })
            .run()
        }
      })()
      for (const counter of counters.values()) counter.isDirty = false
    } catch (error) {
      // Still dirty, so the next call tries again.
      log.warn({ error: messageOf(error) }, 'call counts not written')
    }
  }

  return {
    record: (slug, wallMs, ok) => {
      const counter = counters.get(slug) ?? newCounter(0, 0)
      counters.set(slug, counter)
      counter.ring[counter.calls % ringSize] = wallMs
      counter.calls++
      if (!ok) counter.faults++
      counter.isDirty = true
      timer ??= setTimeout(write, writeEveryMs).unref()
    },
    all: () =>
      [...counters].map(([slug, { calls, faults, ring }]) => {
        const sorted = ring.filter((wallMs) => !Number.isNaN(wallMs)).sort()
        return { slug, calls, faults, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) }
      }),
    forget: (slug) => void counters.delete(slug),
    close: () => {
      if (timer) clearTimeout(timer)
      write()
    },
  }
}

function newCounter(calls: number, faults: number): Counter {
  return { calls, faults, ring: new Float64Array(ringSize).fill(Number.NaN), isDirty: false }
}

function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0
}

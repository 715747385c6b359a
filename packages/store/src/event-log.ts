// The event log: what is appended within one tick becomes rows in one transaction, and subscribers
// hear of it only after the commit. Not an audit trail: the oldest rows go when the cap is reached,
// and a full disk costs events, never the payment that caused them.
import { type Clock, type Json, type Log, messageOf } from '@zooid/base'
import { asc, desc, gt, lte, sql } from 'drizzle-orm'
import { compileRead } from './compiled.ts'
import type { NodeDb } from './node-db.ts'
import { events } from './schema.ts'
import type { EventLog, EventType, ZooidEvent } from './types.ts'

/** Held back while the disk refuses rows; beyond it the oldest are dropped. */
const maxBuffered = 10_000
/** Rows over the cap before a trim, so that not every flush deletes. */
const trimSlack = 500

type Pending = { readonly type: EventType; readonly at: number; readonly text: string }

export function createEventLog(
  { sqlite, drizzle }: NodeDb,
  { clock, log, maxRows }: { readonly clock: Clock; readonly log: Log; readonly maxRows: number },
): EventLog & { readonly close: () => void } {
  // One event per payment and more: too often for drizzle's own way to a row.
  const insert = compileRead<{ id: number }>(
    sqlite,
    drizzle
      .insert(events)
      .values({
        // Bare placeholders would be converted column by column on each run.
        type: sql`${sql.placeholder('type')}`,
        at: sql`${sql.placeholder('at')}`,
        data: sql`${sql.placeholder('text')}`,
      })
      .returning({ id: events.id }),
    ['id'],
  )
  const rowsAfter = drizzle
    .select()
    .from(events)
    .where(gt(events.id, sql.placeholder('after')))
    .orderBy(asc(events.id))
    .limit(sql.placeholder('limit'))
    .prepare()

  const edge = (order: typeof asc) =>
    drizzle.select({ id: events.id }).from(events).orderBy(order(events.id)).limit(1).get()?.id
  let lastId = edge(desc) ?? 0
  let firstId = edge(asc) ?? 1
  let pending: Pending[] = []
  let scheduled: NodeJS.Immediate | undefined
  let closed = false
  const listeners = new Set<(events: readonly ZooidEvent[]) => void>()

  const write = sqlite.transaction((batch: readonly Pending[]): ZooidEvent[] => {
    const written = batch.map((event) => ({
      id: Number(insert(event)?.id),
      type: event.type,
      at: event.at,
      data: JSON.parse(event.text) as Json,
    }))
    const newest = written.at(-1)?.id ?? lastId
    if (newest - firstId >= maxRows + trimSlack)
      drizzle
        .delete(events)
        .where(lte(events.id, newest - maxRows))
        .run()
    return written
  })

  const flush = () => {
    if (scheduled) clearImmediate(scheduled)
    scheduled = undefined
    if (pending.length === 0) return
    let written: ZooidEvent[]
    try {
      written = write(pending)
    } catch (error) {
      const dropped = Math.max(0, pending.length - maxBuffered)
      pending.splice(0, dropped)
      log.error({ error: messageOf(error), held: pending.length, dropped }, 'events not written')
      return
    }
    pending = []
    lastId = written.at(-1)?.id ?? lastId
    if (lastId - firstId >= maxRows + trimSlack) firstId = lastId - maxRows + 1
    for (const listener of [...listeners]) {
      try {
        listener(written)
      } catch (error) {
        log.error({ error: messageOf(error) }, 'event subscriber failed')
      }
    }
  }

  return {
    append: (type, data) => {
      if (closed) return log.debug({ type }, 'event after close')
      pending.push({ type, at: clock.now(), text: JSON.stringify(data) })
      scheduled ??= setImmediate(flush)
    },
    after: (after, limit) =>
      rowsAfter
        .all({ after, limit })
        .map((row) => ({ ...row, data: JSON.parse(row.data) as Json })),
    lastId: () => lastId,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    flush,
    close: () => {
      flush()
      closed = true
      listeners.clear()
    },
  }
}

// node.db opened as a whole: the store the composition root hands around. Not the place for money.
import { type Clock, type Json, type Log, silentLog, systemClock } from '@zooid/base'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { createCallStats } from './call-stats.ts'
import { createCartridgeTable } from './cartridge-table.ts'
import { openDatabase } from './database.ts'
import { createEventLog } from './event-log.ts'
import { createKvStore } from './kv.ts'
import { migrations } from './migrations.ts'
import { settings } from './schema.ts'
import type { Store } from './types.ts'

export type StoreOptions = {
  readonly clock?: Clock
  readonly log?: Log
  /** Events kept; older rows are trimmed. @default 100000 */
  readonly maxEvents?: number
}

/**
 * Opens or creates node.db at `path`.
 * @throws what openDatabase throws
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const { clock = systemClock, log = silentLog, maxEvents = 100_000 } = options
  const database = openDatabase(path, { migrations, synchronous: 'NORMAL', log })
  const db = { sqlite: database.sqlite, drizzle: drizzle(database.sqlite) }
  const events = createEventLog(db, { clock, log, maxRows: maxEvents })
  const stats = createCallStats(db, log)
  const cartridges = createCartridgeTable(db)
  return {
    events,
    cartridges: {
      ...cartridges,
      remove: (slug) => {
        const removed = cartridges.remove(slug)
        stats.forget(slug)
        return removed
      },
    },
    beginKv: createKvStore(db).begin,
    recordCall: stats.record,
    callStats: stats.all,
    settings: {
      get: (key) => {
        const row = db.drizzle.select().from(settings).where(eq(settings.key, key)).get()
        return row && (JSON.parse(row.value) as Json)
      },
      set: (key, value) => {
        const text = JSON.stringify(value)
        db.drizzle
          .insert(settings)
          .values({ key, value: text })
          .onConflictDoUpdate({ target: settings.key, set: { value: text } })
          .run()
      },
    },
    close: () => {
      if (!database.sqlite.open) return
      events.close()
      stats.close()
      database.close()
    },
  }
}

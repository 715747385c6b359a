import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '@zooid/base'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCartridgeTable } from './cartridge-table.ts'
import { type OpenedDatabase, openDatabase } from './database.ts'
import { createEventLog } from './event-log.ts'
import { createKvStore } from './kv.ts'
import { migrations } from './migrations.ts'

let folder: string
let database: OpenedDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-full-'))
  database = openDatabase(join(folder, 'node.db'), { migrations, synchronous: 'NORMAL' })
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

const nodeDb = () => ({ sqlite: database.sqlite, drizzle: drizzle(database.sqlite) })
/** SQLite's own way to run out of space, with the error a full disk gives. */
const fillDisk = () =>
  database.sqlite.pragma(
    `max_page_count = ${database.sqlite.pragma('page_count', { simple: true })}`,
  )
const freeDisk = () => database.sqlite.pragma('max_page_count = 1000000')
const big = 'x'.repeat(60_000)

describe('on a full disk', () => {
  it('events wait and are written in order when there is space again', () => {
    const error = vi.fn()
    const events = createEventLog(nodeDb(), {
      clock: systemClock,
      log: { ...silentLog, error },
      maxRows: 1000,
    })
    const heard: number[] = []
    events.subscribe((batch) => heard.push(...batch.map((event) => event.data as number)))
    fillDisk()
    events.append('peer.seen', 1)
    events.append('cartridge.log', big)
    expect(() => events.flush()).not.toThrow()
    expect(error).toHaveBeenCalledOnce()
    expect([heard, events.after(0, 10), events.lastId()]).toEqual([[], [], 0])
    freeDisk()
    events.append('peer.seen', 3)
    events.flush()
    expect(heard).toEqual([1, big, 3])
    expect(events.after(0, 10).map((event) => event.id)).toEqual([1, 2, 3])
  })

  it('a KV commit fails whole, and succeeds when there is space again', () => {
    const db = nodeDb()
    createCartridgeTable(db).publish({
      slug: 'a',
      manifest: {},
      index: '',
      test: '',
      code: '',
      sha256: '',
      publishedAt: 0,
    })
    const kv = createKvStore(db)
    const write = () => {
      const tx = kv.begin()
      tx.set('a', 'small', 1)
      tx.set('a', 'big', big)
      return tx.commit()
    }
    fillDisk()
    expect(write).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }))
    expect(kv.begin().list('a', '', 10)).toEqual([])
    freeDisk()
    expect(write()).toBe(true)
    expect(kv.begin().list('a', '', 10)).toEqual(['big', 'small'])
  })
})

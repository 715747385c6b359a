import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileRead, compileWrite, UncompiledQueryError } from './compiled.ts'
import { type OpenedDatabase, openDatabase } from './database.ts'

const things = sqliteTable('things', {
  id: text('id').primaryKey(),
  size: integer('size').notNull(),
  isOpen: integer('is_open', { mode: 'boolean' }),
  note: text('note'),
})
const columns = { id: things.id, size: things.size, note: things.note }
const bind = (name: string) => sql`${sql.placeholder(name)}`
const values = { id: bind('id'), size: bind('size'), note: bind('note') }

let folder: string
let database: OpenedDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-compiled-'))
  database = openDatabase(join(folder, 'things.db'), {
    migrations: [
      'create table things (id text primary key, size integer, is_open integer, note text)',
    ],
    synchronous: 'NORMAL',
  })
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

describe('compiled queries', () => {
  it('write and read what drizzle itself writes and reads', () => {
    const { sqlite } = database
    const db = drizzle(sqlite)
    const insert = compileWrite(sqlite, db.insert(things).values(values).onConflictDoNothing())
    const read = compileRead(
      sqlite,
      db
        .select(columns)
        .from(things)
        .where(and(eq(things.id, bind('id')), eq(things.size, 3)))
        .limit(1),
      ['id', 'size', 'note'],
    )
    expect(insert({ note: null, size: 3, id: 'a', more: 'ignored' })).toBe(1)
    expect(insert({ note: 'again', size: 3, id: 'a' })).toBe(0)
    expect(insert({ note: "it's ?", size: 3, id: 'b' })).toBe(1)
    expect(insert({ note: 'other size', size: 4, id: 'c' })).toBe(1)
    expect(db.select(columns).from(things).all()).toEqual([
      { id: 'a', size: 3, note: null },
      { id: 'b', size: 3, note: "it's ?" },
      { id: 'c', size: 4, note: 'other size' },
    ])
    expect(read({ id: 'b' })).toEqual({ id: 'b', size: 3, note: "it's ?" })
    expect(read({ id: 'a' })).toEqual({ id: 'a', size: 3, note: null })
    expect(read({ id: 'c' })).toBeUndefined()
  })

  it('refuse a column that has to be converted, and a value that is not given', () => {
    const { sqlite } = database
    const db = drizzle(sqlite)
    const converted = db
      .insert(things)
      .values({ id: 'x', size: 1, isOpen: sql.placeholder('isOpen') })
    expect(() => compileWrite(sqlite, converted)).toThrow(UncompiledQueryError)
    const insert = compileWrite(sqlite, db.insert(things).values(values))
    expect(() => insert({ id: 'a', size: 1 })).toThrow(/no note/)
    expect(db.select(columns).from(things).all()).toEqual([])
  })
})

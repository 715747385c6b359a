// node.db as drizzle sees it. The database itself is made by migrations.ts; a test holds the two equal.
// JSON columns are plain text: drizzle's json mode would turn a JSON null into an SQL NULL.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventType } from './types.ts'

export const events = sqliteTable('events', {
  id: integer().primaryKey({ autoIncrement: true }),
  type: text().$type<EventType>().notNull(),
  /** Milliseconds since the epoch. */
  at: integer().notNull(),
  /** JSON. */
  data: text().notNull(),
})

/** One row per slug on the shelf; removing it takes versions and KV along. */
export const cartridges = sqliteTable('cartridges', {
  slug: text().primaryKey().notNull(),
  activeVersion: integer('active_version').notNull(),
})

export const cartridgeVersions = sqliteTable(
  'cartridge_versions',
  {
    slug: text().notNull(),
    version: integer().notNull(),
    /** The version that was active when this one was published: where a rollback leads. */
    parent: integer(),
    /** JSON. */
    manifest: text().notNull(),
    indexSource: text('index_source').notNull(),
    testSource: text('test_source').notNull(),
    code: text().notNull(),
    sha256: text().notNull(),
    publishedAt: integer('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.slug, table.version] })],
)

export const kv = sqliteTable(
  'kv',
  {
    slug: text().notNull(),
    key: text().notNull(),
    /** Number of the commit that wrote it; never reused, so a deleted and rewritten key is a new one. */
    version: integer().notNull(),
    /** UTF-8 bytes of key and value. Stands before `value` so that summing it reads no overflow page. */
    bytes: integer().notNull(),
    /** JSON. */
    value: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.slug, table.key] })],
)

export const callCounts = sqliteTable('call_counts', {
  slug: text().primaryKey().notNull(),
  calls: integer().notNull(),
  faults: integer().notNull(),
})

export const settings = sqliteTable('settings', {
  key: text().primaryKey().notNull(),
  /** JSON. */
  value: text().notNull(),
})

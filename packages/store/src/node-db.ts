// The open node.db with drizzle on top: what the store's tables are handed.
import type Database from 'better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'

export type NodeDb = {
  readonly sqlite: Database.Database
  readonly drizzle: BetterSQLite3Database
}

// Opens one SQLite file the way both node.db and ledger.db need it: WAL, one process, checked, migrated.
// Not a query layer. Invariant: what openDatabase returns is whole, at exactly the newest schema version
// this build knows, and nobody else's; anything else is refused with an error that says what to do.
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Log, messageOf, silentLog, ZooidError } from '@zooid/base'
import Database from 'better-sqlite3'
import { acquireLock } from './database-lock.ts'
import { createPrivateFile } from './private-file.ts'

export type DatabaseOptions = {
  /** SQL scripts; number i (from 0) takes the schema from version i to i + 1. Only ever append. */
  readonly migrations: readonly string[]
  /** FULL survives power loss at about 4 ms a commit, NORMAL may lose the last commits then. */
  readonly synchronous: 'NORMAL' | 'FULL'
  /** How long a statement waits for another reader or writer, e.g. a backup tool. @default 2000 */
  readonly busyTimeoutMs?: number
  readonly log?: Log
}

export type OpenedDatabase = {
  readonly sqlite: Database.Database
  /** Checkpoints, closes and releases the lock. Safe to call twice. */
  readonly close: () => void
}

/**
 * Opens or creates the database at `path`: file mode 0600, WAL, foreign keys on, `PRAGMA quick_check`
 * passed, migrated to `migrations.length` (`PRAGMA user_version`). Before migrating existing data it
 * writes `<name>.backup-v<old>.db` next to it.
 * @throws DatabaseLockedError when another process (or this one) has it open
 * @throws DatabaseCorruptError, DatabaseWalMissingError, DatabaseNewerError, DatabaseMigrationError
 * @throws DatabaseUnavailableError when the file or its folder cannot be used at all
 */
export function openDatabase(path: string, options: DatabaseOptions): OpenedDatabase {
  const log = options.log ?? silentLog
  createDatabaseFile(path)
  const lock = acquireLock(path)
  try {
    // SQLite removes the two together, -shm first: alone it means that somebody took the WAL away.
    if (existsSync(`${path}-shm`) && !existsSync(`${path}-wal`))
      throw new DatabaseWalMissingError(path)
    const sqlite = openChecked(path, options)
    try {
      migrate(sqlite, path, options.migrations, log)
    } catch (error) {
      sqlite.close()
      throw error
    }
    return {
      sqlite,
      close: () => {
        if (!sqlite.open) return
        sqlite.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** SQLite gives -wal and -shm the mode of the main file, so only this one has to be right. */
function createDatabaseFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    createPrivateFile(path)
  } catch (error) {
    throw new DatabaseUnavailableError(path, error)
  }
}

function openChecked(path: string, options: DatabaseOptions): Database.Database {
  let sqlite: Database.Database | undefined
  try {
    sqlite = new Database(path, { timeout: options.busyTimeoutMs ?? 2000 })
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma(`synchronous = ${options.synchronous}`)
    // A checkpoint flushes both files while everybody waits: with the default of 1000 pages a busy
    // ledger would do so twenty times a second. The WAL keeps what it grew to and is written over.
    sqlite.pragma('wal_autocheckpoint = 4000')
    sqlite.pragma('journal_size_limit = 16777216')
    // KiB when negative. Nonces land anywhere in their index: with the default of 2 MiB each costs a read.
    sqlite.pragma('cache_size = -16384')
    sqlite.pragma('trusted_schema = OFF')
    const finding = sqlite.pragma('quick_check(1)', { simple: true })
    if (finding !== 'ok') throw new DatabaseCorruptError(path, String(finding))
    return sqlite
  } catch (error) {
    sqlite?.close()
    if (error instanceof ZooidError) throw error
    if (isSqliteError(error, 'SQLITE_CORRUPT') || isSqliteError(error, 'SQLITE_NOTADB'))
      throw new DatabaseCorruptError(path, messageOf(error))
    throw new DatabaseUnavailableError(path, error)
  }
}

function migrate(
  sqlite: Database.Database,
  path: string,
  migrations: readonly string[],
  log: Log,
): void {
  const version = Number(sqlite.pragma('user_version', { simple: true }))
  const newest = migrations.length
  if (version > newest) throw new DatabaseNewerError(path, version, newest)
  if (version < newest) {
    const backup = hasTables(sqlite) ? backUp(sqlite, path, version) : null
    try {
      sqlite
        .transaction(() => {
          for (const script of migrations.slice(version)) sqlite.exec(script)
          const broken = sqlite.pragma('foreign_key_check') as unknown[]
          if (broken.length > 0) throw new Error(`${broken.length} broken foreign keys`)
          sqlite.pragma(`user_version = ${newest}`)
        })
        .immediate()
    } catch (error) {
      throw new DatabaseMigrationError(path, version, newest, backup, error)
    }
    log.info({ path, from: version, to: newest, backup }, 'database migrated')
  }
  // A no-op inside a transaction and in the way of table rebuilds, so only after migrating.
  sqlite.pragma('foreign_keys = ON')
}

function hasTables(sqlite: Database.Database): boolean {
  return sqlite.prepare('select 1 from sqlite_schema limit 1').get() !== undefined
}

/** VACUUM INTO refuses an existing file, and a half-written backup is none: write aside, then rename. */
function backUp(sqlite: Database.Database, path: string, version: number): string {
  const backup = `${path.replace(/\.db$/, '')}.backup-v${version}.db`
  const partial = `${backup}.partial`
  try {
    rmSync(partial, { force: true })
    sqlite.prepare('vacuum into ?').run(partial)
    chmodSync(partial, 0o600)
    renameSync(partial, backup)
    return backup
  } catch (error) {
    throw new DatabaseUnavailableError(path, error)
  }
}

function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(code)
}

const restoreHint = (path: string) =>
  `stop the node, keep a copy of ${path}*, then put a backup in its place (delete ${path}-wal and ${path}-shm with the old file)`

export class DatabaseCorruptError extends ZooidError {
  override readonly name = 'DatabaseCorruptError'
  constructor(path: string, finding: string) {
    super('database.corrupt', `${path} is damaged: ${finding.slice(0, 200)}`, {
      hint: restoreHint(path),
    })
  }
}

export class DatabaseWalMissingError extends ZooidError {
  override readonly name = 'DatabaseWalMissingError'
  constructor(path: string) {
    super(
      'database.wal_missing',
      `${path}-wal is gone although the last run ended without closing ${path}: its newest rows were in there`,
      {
        hint: `put ${path}-wal back, or accept the loss by deleting ${path}-shm`,
      },
    )
  }
}

export class DatabaseNewerError extends ZooidError {
  override readonly name = 'DatabaseNewerError'
  constructor(path: string, version: number, newest: number) {
    super(
      'database.newer',
      `${path} has schema version ${version}, this build knows up to ${newest}`,
      {
        hint: `run the newer release again, or restore the backup it made before upgrading (*.backup-v${newest}.db)`,
      },
    )
  }
}

export class DatabaseMigrationError extends ZooidError {
  override readonly name = 'DatabaseMigrationError'
  constructor(path: string, from: number, to: number, backup: string | null, cause: unknown) {
    super(
      'database.migration',
      `${path} could not be migrated from version ${from} to ${to}: ${messageOf(cause)}`,
      {
        hint: `nothing was changed${backup ? `; a backup is in ${backup}` : ''}`,
        cause,
      },
    )
  }
}

export class DatabaseUnavailableError extends ZooidError {
  override readonly name = 'DatabaseUnavailableError'
  constructor(path: string, cause: unknown) {
    super('database.unavailable', `${path} cannot be opened: ${messageOf(cause)}`, {
      hint: 'check that its folder exists, is writable for this user and has free space',
      status: 503,
      retryable: true,
      cause,
    })
  }
}

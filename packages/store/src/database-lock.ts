// The one-process lock beside a database: `<db>.lock`, itself a tiny SQLite file whose write lock we
// hold while we run. Not a pid file that others have to guess about: the kernel drops the lock when
// its holder dies, so a stale one cannot exist, even where pids repeat (every container is pid 1).
// The holder's pid is in it for the error message.
import { rmSync } from 'node:fs'
import { messageOf, ZooidError } from '@zooid/base'
import Database from 'better-sqlite3'
import { createPrivateFile } from './private-file.ts'

export type DatabaseLock = { readonly release: () => void }

/** @throws DatabaseLockedError naming the holder's pid */
export function acquireLock(databasePath: string): DatabaseLock {
  const path = `${databasePath}.lock`
  const lock = openLockFile(path)
  try {
    lock.exec('begin immediate')
    lock.pragma(`user_version = ${process.pid}`)
    // The others may read beside a reserved lock: what they should see is committed first.
    lock.exec('commit')
    lock.exec('begin immediate')
    return { release: () => void lock.close() }
  } catch (error) {
    const pid = readHolder(lock)
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new DatabaseLockedError(databasePath, pid)
    throw new DatabaseLockError(path, error)
  }
}

function openLockFile(path: string): Database.Database {
  for (let attempt = 0; ; attempt++) {
    let lock: Database.Database | undefined
    try {
      createPrivateFile(path)
      lock = new Database(path, { timeout: 50 })
      // Nothing in here is worth a disk flush: losing it costs a pid in a message.
      lock.pragma('synchronous = OFF')
      lock.pragma('user_version', { simple: true })
      return lock
    } catch (error) {
      lock?.close()
      // A file that is no database is locked by nobody: a leftover of a full disk or of something else.
      const isDamaged =
        error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)
      if (!isDamaged || attempt > 0) throw new DatabaseLockError(path, error)
      rmSync(path, { force: true })
    }
  }
}

function readHolder(lock: Database.Database): number | null {
  try {
    return Number(lock.pragma('user_version', { simple: true })) || null
  } catch {
    // Unreadable for a moment while its holder writes: the message goes without the pid.
    return null
  }
}

export class DatabaseLockedError extends ZooidError {
  override readonly name = 'DatabaseLockedError'
  readonly pid: number | null
  constructor(path: string, pid: number | null) {
    super(
      'database.locked',
      `${path} is in use by ${pid === null ? 'another process' : pid === process.pid ? `this process (pid ${pid})` : `process ${pid}`}`,
      { hint: 'one node per data folder: stop that process, or give this node its own folder' },
    )
    this.pid = pid
  }
}

export class DatabaseLockError extends ZooidError {
  override readonly name = 'DatabaseLockError'
  constructor(path: string, cause: unknown) {
    super('database.lock_unusable', `the lock ${path} cannot be used: ${messageOf(cause)}`, {
      hint: 'check that its folder is writable for this user and has free space',
      status: 503,
      cause,
    })
  }
}

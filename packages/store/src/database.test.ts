import { fork } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'

const v1 = 'create table coin (id integer primary key, note text not null) strict;'
const v2 = "alter table coin add column colour text not null default 'red';"
const options = { migrations: [v1], synchronous: 'NORMAL' } as const

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-database-'))
  path = join(folder, 'node.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (file: string) => statSync(file).mode & 0o777

/** Another process that opens `path` as a node would and then holds or dies. */
async function holder(script: string) {
  const file = join(folder, 'holder.cjs')
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  writeFileSync(file, `const Database = require(${JSON.stringify(driver)});${script}`)
  const child = fork(file)
  const said = await new Promise((resolve) => child.once('message', resolve))
  return {
    said,
    pid: child.pid,
    kill: async () => {
      if (child.exitCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

describe('openDatabase', () => {
  it('creates a private file in WAL mode at the newest version', () => {
    const db = openDatabase(path, { ...options, synchronous: 'FULL' })
    expect(db.sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.sqlite.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.sqlite.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(db.sqlite.pragma('user_version', { simple: true })).toBe(1)
    db.sqlite.exec("insert into coin (note) values ('a')")
    for (const name of readdirSync(folder))
      expect([name, modeOf(join(folder, name))]).toEqual([name, 0o600])
    db.close()
    db.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
  })

  it('tightens a looser mode', () => {
    openDatabase(path, options).close()
    writeFileSync(join(folder, 'x'), '', { mode: 0o644 })
    rmSync(path)
    writeFileSync(path, '', { mode: 0o644 })
    openDatabase(path, options).close()
    expect(modeOf(path)).toBe(0o600)
  })

  it('refuses a second opener and names the pid', () => {
    const db = openDatabase(path, options)
    expect(() => openDatabase(path, options)).toThrow(
      expect.objectContaining({ code: 'database.locked', pid: process.pid }),
    )
    db.close()
    openDatabase(path, options).close()
  })

  it('still keeps other processes out after it refused its own', async () => {
    const db = openDatabase(path, options)
    expect(() => openDatabase(path, options)).toThrow()
    const other = await holder(`
      const lock = new Database(${JSON.stringify(`${path}.lock`)}, { timeout: 10 })
      let answer = 'got it'
      try { lock.exec('begin immediate') } catch (error) { answer = error.code }
      process.send(answer)`)
    expect(other.said).toBe('SQLITE_BUSY')
    await other.kill()
    db.close()
  })

  it('refuses while another process lives and takes over when it was killed', async () => {
    openDatabase(path, options).close()
    const other = await holder(`
      const lock = new Database(${JSON.stringify(`${path}.lock`)})
      lock.exec('begin immediate'); lock.pragma('user_version = ' + process.pid); lock.exec('commit')
      lock.exec('begin immediate'); process.send('ready'); setInterval(() => {}, 1000)`)
    expect(() => openDatabase(path, options)).toThrow(
      expect.objectContaining({
        pid: other.pid,
        message: expect.stringContaining(`process ${other.pid}`),
      }),
    )
    await other.kill()
    openDatabase(path, options).close()
  })

  it('ignores a lock file that is garbage', () => {
    writeFileSync(`${path}.lock`, 'x'.repeat(5000))
    openDatabase(path, options).close()
  })

  it('migrates in place and leaves a backup of the old version', () => {
    const old = openDatabase(path, options)
    old.sqlite.exec("insert into coin (note) values ('a')")
    old.close()
    const db = openDatabase(path, { ...options, migrations: [v1, v2] })
    expect(db.sqlite.prepare('select * from coin').all()).toEqual([
      { id: 1, note: 'a', colour: 'red' },
    ])
    db.close()
    const backupPath = join(folder, 'node.backup-v1.db')
    expect(modeOf(backupPath)).toBe(0o600)
    const backup = new Database(backupPath, { readonly: true })
    expect(backup.prepare('select * from coin').all()).toEqual([{ id: 1, note: 'a' }])
    backup.close()
  })

  it('changes nothing when a migration fails, and can be tried again', () => {
    openDatabase(path, options).close()
    const broken = { ...options, migrations: [v1, v2, 'insert into nowhere values (1);'] }
    for (const _ of [1, 2])
      expect(() => openDatabase(path, broken)).toThrow(
        expect.objectContaining({
          code: 'database.migration',
          hint: expect.stringContaining('backup-v1'),
        }),
      )
    const db = openDatabase(path, options)
    expect(db.sqlite.pragma('user_version', { simple: true })).toBe(1)
    db.close()
  })

  it('refuses a newer schema', () => {
    openDatabase(path, { ...options, migrations: [v1, v2] }).close()
    expect(() => openDatabase(path, options)).toThrow(
      expect.objectContaining({
        code: 'database.newer',
        message: expect.stringMatching(/version 2.* 1$/),
      }),
    )
    openDatabase(path, { ...options, migrations: [v1, v2] }).close()
  })

  it.each([
    ['no database at all', () => Buffer.alloc(8192, 'x')],
    ['a page overwritten', (file: Buffer) => file.fill(0x5a, 4096, 8192)],
    ['a tail cut off', (file: Buffer) => file.subarray(0, file.length - 5000)],
  ])('refuses %s, with a hint to the backup, and does not touch the file', (_, damage) => {
    const db = openDatabase(path, options)
    const insert = db.sqlite.prepare('insert into coin (note) values (?)')
    for (let i = 0; i < 500; i++) insert.run('x'.repeat(100))
    db.close()
    writeFileSync(path, damage(readFileSync(path)))
    const before = readFileSync(path)
    expect(() => openDatabase(path, options)).toThrow(
      expect.objectContaining({
        code: 'database.corrupt',
        hint: expect.stringContaining('backup'),
      }),
    )
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('keeps what a killed process committed, and refuses when its WAL was taken away', async () => {
    openDatabase(path, options).close()
    const die = `
      const db = new Database(${JSON.stringify(path)}); db.exec("insert into coin (note) values ('late')")
      process.send('ready'); setInterval(() => {}, 1000)`
    await (await holder(die)).kill()
    const db = openDatabase(path, options)
    expect(db.sqlite.prepare('select note from coin').pluck().all()).toEqual(['late'])
    db.close()

    await (await holder(die)).kill()
    rmSync(`${path}-wal`)
    expect(() => openDatabase(path, options)).toThrow(
      expect.objectContaining({
        code: 'database.wal_missing',
        hint: expect.stringContaining('-shm'),
      }),
    )
    rmSync(`${path}-shm`)
    const accepted = openDatabase(path, options)
    expect(accepted.sqlite.prepare('select note from coin').pluck().all()).toEqual(['late'])
    accepted.close()
  })

  it('says so when some other program holds the file', () => {
    openDatabase(path, options).close()
    const other = new Database(path)
    other.pragma('journal_mode = DELETE')
    other.exec('begin exclusive')
    expect(() => openDatabase(path, { ...options, busyTimeoutMs: 20 })).toThrow(
      expect.objectContaining({
        code: 'database.unavailable',
        message: expect.stringContaining('database is locked'),
      }),
    )
    other.close()
    openDatabase(path, options).close()
  })

  it('says so when the folder cannot be used', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => openDatabase(join(folder, 'file', 'node.db'), options)).toThrow(
      expect.objectContaining({ code: 'database.unavailable' }),
    )
  })
})

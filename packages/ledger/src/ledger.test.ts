import { silentLog, systemClock } from '@zooid/base'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGroupCommit } from './group-commit.ts'
import { type LedgerBook, openLedger, responseRetentionMs } from './ledger.ts'
import {
  answer,
  createNode,
  createSimulatedChain,
  fingerprint,
  newPayer,
  sign,
  type TestNode,
  termsOf,
} from './payments.fixture.ts'
import type { PaymentRow } from './row.ts'

const chain = createSimulatedChain()
let node: TestNode
let ledger: LedgerBook
beforeEach(() => {
  node = createNode(chain)
  ledger = node.ledger
})
afterEach(() => node.remove())

let count = 0
const rowOf = (change: Partial<PaymentRow> = {}): PaymentRow => {
  const n = (++count).toString(16).padStart(2, '0')
  return {
    id: `pay_${n}`,
    network: 'eip155:31337',
    asset: `0x${'aa'.repeat(20)}`,
    payer: `0x${'cc'.repeat(20)}`,
    nonce: `0x${n.padStart(64, '0')}`,
    state: 'claimed',
    kind: 'authorization',
    route: 'c/x',
    payTo: `0x${'bb'.repeat(20)}`,
    amount: 2n ** 200n,
    fingerprint,
    identifier: null,
    validAfter: 0n,
    validBefore: 2n ** 255n,
    signature: '0x11',
    txHash: null,
    blockNumber: null,
    refundTxHash: null,
    reason: null,
    firstSeenBlock: 7n,
    delivered: false,
    claimedAt: count,
    updatedAt: count,
    chain: null,
    ...change,
  }
}

describe('the ledger file', () => {
  it('is WAL with synchronous FULL, whole, and at the newest schema', () => {
    const other = new Database(node.path, { readonly: true })
    expect(other.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(other.pragma('user_version', { simple: true })).toBe(2)
    expect(other.pragma('integrity_check', { simple: true })).toBe('ok')
    other.close()
    expect(ledger.pragma('synchronous')).toBe(2)
  })
  it('is refused when it was written by a newer release, or is open already', () => {
    expect(() => openLedger(node.path)).toThrow(/in use/)
    ledger.close()
    const other = new Database(node.path)
    other.pragma('user_version = 99')
    other.close()
    expect(() => openLedger(node.path)).toThrow(/schema version 99/)
  })
  it('lists every row once over pages, whatever was claimed in the same millisecond', async () => {
    for (let i = 0; i < 25; i++) await ledger.claim(rowOf({ claimedAt: 1000 + Math.floor(i / 10) }))
    const whole = ledger.payments({ limit: 100 }).map(({ id }) => id)
    expect(whole).toHaveLength(25)
    for (const limit of [1, 4, 10, 25]) {
      const seen: string[] = []
      let page = ledger.payments({ limit })
      while (page.length > 0) {
        seen.push(...page.map(({ id }) => id))
        const last = page.at(-1)
        page = last ? ledger.payments({ limit, after: last }) : []
      }
      expect([limit, seen]).toEqual([limit, whole])
    }
  })
  it('gives back every field of a row it stored', async () => {
    const row = rowOf({ identifier: 'id_0123456789abcdef', txHash: `0x${'12'.repeat(32)}` })
    await ledger.claim(row)
    expect(ledger.find(row)).toEqual(row)
    node.reboot()
    expect(node.ledger.find(row)).toEqual(row)
    expect(node.ledger.unfinished()).toEqual([row])
  })
})

describe('claims', () => {
  it('of one tick share one commit, and each is decided by the index', async () => {
    const row = rowOf()
    const outcomes = await Promise.all([
      ...Array.from({ length: 40 }, () => ledger.claim(rowOf({ nonce: row.nonce }))),
      ...Array.from({ length: 40 }, () => ledger.claim(rowOf())),
    ])
    expect(outcomes.filter((one) => one.status === 'claimed')).toHaveLength(41)
    expect(outcomes.filter((one) => one.status === 'taken')).toHaveLength(39)
    expect(ledger.commitStats()).toEqual({ commits: 1, writes: 80 })
  })
  it('know what the payer has in flight, and forget it when it ends', async () => {
    const payer = `0x${'ee'.repeat(20)}` as const
    const first = rowOf({ payer, amount: 5n })
    expect(await ledger.claim(first)).toMatchObject({ reservedBefore: 0n })
    expect(await ledger.claim(rowOf({ payer, amount: 7n }))).toMatchObject({ reservedBefore: 5n })
    ledger.save({ ...first, state: 'settled' })
    expect(await ledger.claim(rowOf({ payer, amount: 1n }))).toMatchObject({ reservedBefore: 7n })
    node.reboot()
    expect(await node.ledger.claim(rowOf({ payer }))).toMatchObject({ reservedBefore: 8n })
  })
  it('may be repeated after a failure before any broadcast, and only then', async () => {
    const row = rowOf()
    await ledger.claim(row)
    ledger.save({ ...row, state: 'failed' })
    expect(await ledger.claim({ ...rowOf(), nonce: row.nonce })).toMatchObject({
      status: 'claimed',
      row: { id: row.id },
    })
    ledger.save({ ...row, state: 'failed', txHash: `0x${'12'.repeat(32)}` })
    for (const state of ['settled', 'expired', 'refunded', 'failed'] as const) {
      ledger.save({ ...row, state, txHash: `0x${'12'.repeat(32)}` })
      expect(await ledger.claim({ ...rowOf(), nonce: row.nonce })).toMatchObject({
        status: 'taken',
        row: { state },
      })
    }
  })
})

describe('a full disk', () => {
  it('refuses every waiter before any work, leaves no partial rows, and recovers', async () => {
    const payer = newPayer(chain)
    const work = vi.fn(async () => answer())
    const call = async () =>
      node.payments.serve(termsOf(), { header: (await sign(payer)).header, fingerprint }, work)
    const pages = ledger.pragma('page_count')
    ledger.pragma(`max_page_count = ${pages}`)
    // Fill what is left of the last pages, so that no claim fits any more.
    let refused = 0
    for (let i = 0; i < 200 && refused === 0; i++)
      await ledger.claim(rowOf({ signature: `0x${'ab'.repeat(2000)}` })).catch(() => refused++)
    expect(refused).toBe(1)
    const before = ledger.payments({ limit: 1000 }).length
    const big = Array.from({ length: 5 }, () =>
      ledger.claim(rowOf({ signature: `0x${'ab'.repeat(2000)}` })),
    )
    const results = await Promise.allSettled(big)
    expect(results.every((one) => one.status === 'rejected')).toBe(true)
    expect(ledger.payments({ limit: 1000 })).toHaveLength(before)
    // What is free in the last pages may still take a claim, and then not the answer: no charge either.
    const spent = chain.paid.length
    let isFull = false
    let paid = 0
    for (let i = 0; i < 100 && !isFull; i++) {
      const calls = work.mock.calls.length
      const served = await call()
      if (served.kind === 'paid') paid++
      else expect(served.kind).toBe('unavailable')
      isFull = served.kind === 'unavailable' && served.code === 'ledger.unavailable'
      if (isFull) expect(work).toHaveBeenCalledTimes(calls)
    }
    expect(isFull).toBe(true)
    expect(chain.paid.length - spent).toBe(paid)
    ledger.pragma(`max_page_count = ${Number(pages) * 100}`)
    expect((await call()).kind).toBe('paid')
  })
})

describe('group commit', () => {
  it('keeps lazy writes while the disk refuses them, in order, and drops none', async () => {
    const sqlite = new Database(':memory:')
    sqlite.exec('create table t (n integer)')
    const commits = createGroupCommit(sqlite, { log: silentLog, lazyDelayMs: 1 })
    const insert = (n: number) => () => void sqlite.prepare('insert into t values (?)').run(n)
    commits.lazy(insert(1))
    const full = () => {
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
    }
    commits.lazy(insert(2))
    await expect(commits.durable(full)).rejects.toMatchObject({ code: 'ledger.unavailable' })
    commits.lazy(insert(3))
    commits.flush()
    expect(sqlite.prepare('select n from t').pluck().all()).toEqual([1, 2, 3])
    sqlite.close()
  })
  it('commits lazy writes on their own after a moment', async () => {
    const sqlite = new Database(':memory:')
    const commits = createGroupCommit(sqlite, { log: silentLog, lazyDelayMs: 1 })
    const written = vi.fn()
    commits.lazy(written)
    await vi.waitFor(() => expect(written).toHaveBeenCalledOnce())
    expect(commits.stats().commits).toBe(1)
    sqlite.close()
  })
})

describe('stored answers', () => {
  it('are dropped a day after they were stored; their rows stay', async () => {
    let now = Date.now()
    const path = `${node.path}.second`
    const dated = openLedger(path, {
      clock: { ...systemClock, now: () => now, sleep: async () => {} },
    })
    const row = rowOf({ identifier: 'id_0123456789abcdef' })
    await dated.claim(row)
    await dated.saveDurable({ ...row, state: 'settled' }, answer())
    expect(dated.response(row.id)?.status).toBe(200)
    now += responseRetentionMs - 1000
    expect(dated.prune()).toBe(0)
    now += 2000
    expect(dated.prune()).toBe(1)
    expect(dated.response(row.id)).toBeUndefined()
    expect(dated.find(row)).toMatchObject({ state: 'settled', delivered: true, identifier: null })
    dated.close()
  })
  it('that are too large are not kept', async () => {
    const row = rowOf()
    await ledger.claim(row)
    await ledger.saveDurable({ ...row, state: 'settling' }, answer('x'.repeat(256 * 1024 + 1)))
    expect(ledger.response(row.id)).toBeUndefined()
  })
})

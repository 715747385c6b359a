import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Json, limits } from '@zooid/base'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStore, type Store, type ZooidEvent } from './index.ts'

let folder: string
let path: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-store-'))
  path = join(folder, 'node.db')
  store = openStore(path)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const reopen = (options = {}) => {
  store.close()
  store = openStore(path, options)
}
const tick = () => new Promise((resolve) => setImmediate(resolve))
const publish = (slug: string, sha256 = 'a') =>
  store.cartridges.publish({
    slug,
    manifest: { slug },
    index: 'i',
    test: 't',
    code: 'c',
    sha256,
    publishedAt: 1,
  })

describe('events', () => {
  it('are written once per tick, numbered, and told only after the commit', async () => {
    const heard: (readonly ZooidEvent[])[] = []
    const unsubscribe = store.events.subscribe((batch) => {
      expect(store.events.lastId()).toBe(batch.at(-1)?.id)
      expect(store.events.after(0, 10).length).toBe(batch.at(-1)?.id)
      heard.push(batch)
    })
    store.events.append('peer.seen', { n: 1 })
    store.events.append('peer.lost', null)
    expect(store.events.lastId()).toBe(0)
    await tick()
    store.events.append('peer.seen', { n: 3 })
    store.events.flush()
    expect(heard.map((batch) => batch.map((event) => [event.id, event.data]))).toEqual([
      [
        [1, { n: 1 }],
        [2, null],
      ],
      [[3, { n: 3 }]],
    ])
    unsubscribe()
    store.events.append('peer.seen', {})
    await tick()
    expect(heard.length).toBe(2)
    expect(store.events.after(2, 1).map((event) => event.id)).toEqual([3])
  })

  it('are trimmed to the cap and keep their numbers over a restart', () => {
    reopen({ maxEvents: 100 })
    for (let i = 1; i <= 1000; i++) {
      store.events.append('peer.seen', i)
      store.events.flush()
    }
    const rows = store.events.after(0, 5000)
    expect(rows.length).toBeGreaterThanOrEqual(100)
    expect(rows.length).toBeLessThanOrEqual(601)
    expect(rows.at(-1)).toMatchObject({ id: 1000, data: 1000 })
    reopen()
    store.events.append('peer.seen', 0)
    store.events.flush()
    expect(store.events.lastId()).toBe(1001)
  })

  it('are written on close, and a failing subscriber harms nobody', () => {
    const second = vi.fn()
    store.events.subscribe(() => {
      throw new Error('mine')
    })
    store.events.subscribe(second)
    store.events.append('node.stopping', {})
    reopen()
    expect(second).toHaveBeenCalledOnce()
    expect(store.events.after(0, 10)).toHaveLength(1)
  })
})

describe('cartridges', () => {
  it('keep the version before for a rollback, also after a rollback', () => {
    expect(publish('a', '1').version).toBe(1)
    expect(store.cartridges.previous('a')).toBeUndefined()
    expect(store.cartridges.rollback('a')).toBeUndefined()
    publish('a', '2')
    expect(store.cartridges.previous('a')?.sha256).toBe('1')
    expect(store.cartridges.rollback('a')?.version).toBe(1)
    expect(publish('a', '3').version).toBe(3)
    expect(store.cartridges.previous('a')?.version).toBe(1)
    expect(store.cartridges.active('a')).toMatchObject({ version: 3, manifest: { slug: 'a' } })
  })

  it('keep ten versions and always the way back', () => {
    for (let i = 1; i <= 15; i++) publish('a', String(i))
    for (let i = 0; i < 9; i++) expect(store.cartridges.rollback('a')?.version).toBe(14 - i)
    expect(store.cartridges.rollback('a')).toBeUndefined()
    expect(publish('a', '16').version).toBe(16)
    expect(store.cartridges.previous('a')?.version).toBe(6)
    reopen()
    expect(store.cartridges.listActive().map((row) => [row.slug, row.version])).toEqual([['a', 16]])
  })

  it('take their KV, versions and counts along when removed', () => {
    publish('a')
    publish('b')
    const kv = store.beginKv()
    kv.set('a', 'k', 1)
    kv.set('b', 'k', 1)
    expect(kv.commit()).toBe(true)
    store.recordCall('a', 1, true)
    expect(store.cartridges.remove('a')).toBe(true)
    expect(store.cartridges.remove('a')).toBe(false)
    expect(store.callStats()).toEqual([])
    expect(publish('a').version).toBe(1)
    expect(store.beginKv().get('a', 'k')).toBeUndefined()
    expect(store.beginKv().get('b', 'k')).toBe(1)
  })
})

describe('key-value transactions', () => {
  const written = (entries: { [key: string]: Json }) => {
    const kv = store.beginKv()
    for (const [key, value] of Object.entries(entries)) kv.set('a', key, value)
    expect(kv.commit()).toBe(true)
  }
  beforeEach(() => {
    publish('a')
    publish('b')
  })

  it('see their own writes, and nobody else does before the commit', () => {
    written({ x: { deep: [1, null] }, null: null })
    const kv = store.beginKv()
    kv.set('a', 'y', 2)
    expect(kv.delete('a', 'x')).toBe(true)
    expect(kv.delete('a', 'x')).toBe(false)
    expect([kv.get('a', 'x'), kv.get('a', 'y'), kv.get('a', 'null')]).toEqual([undefined, 2, null])
    expect(kv.list('a', '', 10)).toEqual(['null', 'y'])
    expect(store.beginKv().list('a', '', 10)).toEqual(['null', 'x'])
    expect(kv.commit()).toBe(true)
    expect(store.beginKv().list('a', '', 10)).toEqual(['null', 'y'])
    expect(store.beginKv().list('b', '', 10)).toEqual([])
  })

  it.each<[string, (kv: ReturnType<Store['beginKv']>) => unknown, { [key: string]: Json }]>([
    ['a read key changed', (kv) => kv.get('a', 'x'), { x: 2 }],
    ['an absent key appeared', (kv) => kv.get('a', 'new'), { new: 1 }],
    ['a key appeared under a listed prefix', (kv) => kv.list('a', 'p/', 10), { 'p/2': 1 }],
  ])('refuse to commit when %s', (_, read, change) => {
    written({ x: 1, 'p/1': 1 })
    const kv = store.beginKv()
    read(kv)
    kv.set('a', 'result', 1)
    written(change)
    expect(kv.commit()).toBe(false)
    expect(store.beginKv().get('a', 'result')).toBeUndefined()
  })

  it('refuse to commit when a read key was deleted and written again', () => {
    written({ x: 1 })
    const kv = store.beginKv()
    kv.get('a', 'x')
    const other = store.beginKv()
    other.delete('a', 'x')
    other.commit()
    written({ x: 1 })
    expect(kv.commit()).toBe(false)
  })

  it('commit when only unrelated keys changed', () => {
    written({ x: 1, 'p/1': 1, 'p/2': 1 })
    const kv = store.beginKv()
    kv.get('a', 'x')
    kv.list('a', 'p/', 1)
    kv.set('a', 'x', 2)
    written({ q: 1, 'p/3': 1 })
    expect(kv.commit()).toBe(true)
  })

  it('refuse to commit into a cartridge that was removed meanwhile', () => {
    const kv = store.beginKv()
    kv.set('a', 'x', 1)
    store.cartridges.remove('a')
    expect(kv.commit()).toBe(false)
  })

  it('undo the writes of a failed child and keep those of its callers', () => {
    const kv = store.beginKv()
    kv.set('b', 'before', 1)
    const undo = kv.savepoint(['a'])
    kv.set('b', 'before', 2)
    kv.set('b', 'child', 1)
    kv.set('a', 'caller', 1)
    undo()
    expect(kv.commit()).toBe(true)
    const after = store.beginKv()
    expect(after.list('b', '', 9)).toEqual(['before'])
    expect([after.get('b', 'before'), after.get('a', 'caller')]).toEqual([1, 1])
  })

  it('list in the order of the disk, whatever the script', () => {
    const keys = ['a', 'ä', '\uffee', '😀', 'b', 'a\u0000b', 'a\u0000']
    const kv = store.beginKv()
    for (const key of keys) kv.set('a', key, 1)
    const own = kv.list('a', '', 100)
    kv.commit()
    expect(store.beginKv().list('a', '', 100)).toEqual(own)
    expect(store.beginKv().list('a', 'a', 2)).toEqual(['a', 'a\u0000'])
  })

  it.each<[string, string, Json]>([
    ['a long key', 'k'.repeat(limits.kvKeyBytes + 1), 1],
    ['a large value', 'k', 'x'.repeat(limits.kvValueBytes)],
  ])('refuse %s', (_, key, value) => {
    const kv = store.beginKv()
    expect(() => kv.set('a', key, value)).toThrow(
      expect.objectContaining({ code: 'kv.quota', status: 507 }),
    )
  })

  it.each(['', '\ud800'])('refuse the key %j', (key) => {
    expect(() => store.beginKv().get('a', key)).toThrow(
      expect.objectContaining({ code: 'kv.input' }),
    )
  })

  it('refuse the 1001st key at once, and accept it when another goes', () => {
    const kv = store.beginKv()
    for (let i = 0; i < limits.kvKeys; i++) kv.set('a', `k${i}`, i)
    expect(() => kv.set('a', 'more', 1)).toThrow(expect.objectContaining({ code: 'kv.quota' }))
    kv.set('b', 'more', 1)
    kv.delete('a', 'k0')
    kv.set('a', 'more', 1)
    expect(kv.commit()).toBe(true)
    expect(store.beginKv().list('a', '', 2000)).toHaveLength(limits.kvKeys)
  })

  it('refuse more than a mebibyte in all, also when two calls fill it together', () => {
    const value = 'x'.repeat(60_000)
    const fill = (prefix: string) => {
      const kv = store.beginKv()
      for (let i = 0; i < 10; i++) kv.set('a', `${prefix}${i}`, value)
      return kv
    }
    const [first, second] = [fill('a'), fill('b')]
    expect(first.commit()).toBe(true)
    expect(() => second.commit()).toThrow(expect.objectContaining({ code: 'kv.quota' }))
    expect(store.beginKv().list('a', '', 100)).toHaveLength(10)
    const third = store.beginKv()
    third.set('a', 'a0', 'small')
    expect(third.commit()).toBe(true)
  })

  it('stop a call that reads and writes without end', () => {
    const kv = store.beginKv()
    expect(() => {
      for (let i = 0; i < 10_001; i++) {
        kv.set('a', `k${i}`, 1)
        kv.delete('a', `k${i}`)
      }
    }).toThrow(expect.objectContaining({ code: 'kv.quota' }))
  })

  it('never lose an increment', () => {
    let conflicts = 0
    const pending = Array.from({ length: 20 }, () => store.beginKv())
    const bump = (kv: ReturnType<Store['beginKv']>) =>
      kv.set('a', 'n', Number(kv.get('a', 'n') ?? 0) + 1)
    for (const kv of pending) bump(kv)
    for (const kv of pending) {
      if (kv.commit()) continue
      conflicts++
      const again = store.beginKv()
      bump(again)
      expect(again.commit()).toBe(true)
    }
    expect(store.beginKv().get('a', 'n')).toBe(20)
    expect(conflicts).toBe(19)
  })
})

describe('call statistics and settings', () => {
  it('count, take quantiles of the last thousand, and keep counts over a restart', () => {
    for (let i = 1; i <= 1500; i++) store.recordCall('a', i, i % 10 !== 0)
    expect(store.callStats()).toEqual([
      { slug: 'a', calls: 1500, faults: 150, p50Ms: 1001, p99Ms: 1491 },
    ])
    reopen()
    expect(store.callStats()).toMatchObject([{ calls: 1500, faults: 150, p50Ms: 0 }])
  })

  it('keep settings', () => {
    expect(store.settings.get('__proto__')).toBeUndefined()
    store.settings.set('__proto__', null)
    store.settings.set('agent', { id: '7' })
    store.settings.set('agent', { id: '8' })
    reopen()
    expect([store.settings.get('__proto__'), store.settings.get('agent')]).toEqual([
      null,
      { id: '8' },
    ])
  })
})

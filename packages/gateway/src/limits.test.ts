import { silentLog } from '@zooid/base'
import type { ZooidEvent } from '@zooid/store'
import { expect, it } from 'vitest'
import { createEventStreams } from './event-stream.ts'
import { createRateLimit } from './rate-limit.ts'

it('refills tokens with time and tells when to come back', () => {
  let now = 0
  const limit = createRateLimit({ perMinute: 60, now: () => now })
  for (let i = 0; i < 60; i++) expect(limit.take('8.8.8.8', 1)).toBe(0)
  expect(limit.take('8.8.8.8', 1)).toBe(1)
  expect(limit.take('8.8.4.4', 1)).toBe(0)
  now += 1000
  expect(limit.take('8.8.8.8', 1)).toBe(0)
  expect(limit.take('8.8.8.8', 30)).toBe(30)
  limit.giveBack('8.8.8.8', 1)
  expect(limit.take('8.8.8.8', 1)).toBe(0)
})

it('holds a whole IPv6 /64 for one client', () => {
  const limit = createRateLimit({ perMinute: 1, now: () => 0 })
  expect(limit.take('2001:db8:1:2::1', 1)).toBe(0)
  expect(limit.take('2001:db8:1:2:ffff::9', 1)).toBeGreaterThan(0)
  expect(limit.take('2001:db8:1:3::1', 1)).toBe(0)
})

it('remembers a bounded number of addresses under a flood', () => {
  const limit = createRateLimit({ perMinute: 1, maxAddresses: 100, now: () => 0 })
  for (let i = 0; i < 100_000; i++) limit.take(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, 1)
  expect(limit.take('10.1.134.159', 1)).toBeGreaterThan(0)
  expect(limit.take('10.0.0.0', 1)).toBe(0)
})

it('drops an event client whose full buffer outlives two heartbeats', async () => {
  let listener: (events: readonly ZooidEvent[]) => void = () => {}
  let last = 0
  const rows: ZooidEvent[] = []
  const streams = createEventStreams({
    events: {
      append: () => {},
      after: (after, limit) => rows.filter(({ id }) => id > after).slice(0, limit),
      lastId: () => last,
      subscribe: (subscriber) => {
        listener = subscriber
        return () => {}
      },
      flush: () => {},
    },
    maxClients: 1,
    log: silentLog,
    heartbeatMs: 20,
    bufferBytes: 1000,
  })
  const { body } = streams.open(0)
  expect(streams.clients()).toBe(1)
  for (let i = 0; i < 10; i++) {
    const event: ZooidEvent = { id: ++last, type: 'cartridge.log', at: 1, data: 'x'.repeat(400) }
    rows.push(event)
    listener([event])
  }
  await expect.poll(() => streams.clients()).toBe(0)
  await expect((body as ReadableStream).getReader().read()).rejects.toThrow('does not read')
  streams.close()
})

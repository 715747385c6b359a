import { silentLog } from '@zooid/base'
import type { ZooidEvent } from '@zooid/store'
import { Hono } from 'hono'
import { expect, it, vi } from 'vitest'
import type { GatewayEnv } from './env.ts'
import { createEventStreams } from './event-stream.ts'
import { watchLoad } from './load.ts'
import { createRateLimit } from './rate-limit.ts'
import { jsonReply } from './reply.ts'
import { createFreeHandler, route } from './route.ts'

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

it('sheds free routes while the event loop is late, but not health and the operator', async () => {
  const shed = vi.fn()
  const parts = {
    access: { checkHost: () => {}, checkClass: () => {} },
    rateLimit: { take: () => 0, giveBack: () => {} },
    load: { lagMs: () => 900, isHigh: () => true, close: () => {} },
    metrics: {
      observe: () => {},
      paidOutcome: () => {},
      shed,
      render: async () => '',
      contentType: '',
    },
    log: silentLog,
  }
  const app = new Hono<GatewayEnv>()
  const spec = {
    method: 'get' as const,
    tags: [],
    summary: 'x',
    responses: {},
    answer: () => jsonReply('ok'),
  }
  for (const made of [
    route({ ...spec, path: '/free', auth: 'public' }),
    route({ ...spec, path: '/health', auth: 'public', essential: true }),
    route({ ...spec, path: '/admin', auth: 'operator' }),
  ])
    app.get(made.path, createFreeHandler(made, parts))
  expect((await app.request('/free')).status).toBe(503)
  expect((await app.request('/free')).headers.get('retry-after')).toBe('2')
  expect((await app.request('/health')).status).toBe(200)
  expect((await app.request('/admin')).status).toBe(200)
  expect(shed).toHaveBeenCalledTimes(2)
})

it('notices when the event loop runs late', async () => {
  const load = watchLoad(100)
  expect(load.isHigh()).toBe(false)
  const until = performance.now() + 400
  while (performance.now() < until);
  await expect.poll(load.isHigh).toBe(true)
  load.close()
})

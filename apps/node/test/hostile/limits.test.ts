// Rows 19, 22 and 23 of the table of hostile inputs: clients that take their time, take all places, or fill
// every store they find.
import { connect, type Socket } from 'node:net'
import { limits } from '@zooid/base'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buyer, publish, rawExchange, startTestNode, type TestNode, tempDir } from '../harness.ts'
import { emptyShelf } from '../money-shelf.ts'

let node: TestNode
let host: string
let slow: Promise<readonly number[]>
const slowClients = 50
beforeAll(async () => {
  const dataDir = tempDir('limits')
  node = await startTestNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
  host = new URL(node.url).host
  const response = await publish(node, {
    slug: 'hoard',
    capabilities: ['kv', 'log'],
    index: hoard,
  })
  expect(response.status).toBe(201)
  // Beside all the other tests, because it takes its time.
  slow = dripHeaders()
})
afterEach(async () => {
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
})
afterAll(() => node?.dispose())

/** Does as told with its store. A refusal of the store is the caller's answer, unless it asks to catch it. */
const hoard = `
export function handle(request: Request): Response {
  const { keys = '0', size = '1', prefix = '', name = '' } = request.query
  if (request.path === '/count') return { body: kv.list(prefix, 1000).length }
  if (request.path === '/name') { kv.set(name.repeat(Number(size)), 1); return { body: 'kept' } }
  if (request.path === '/chatter') {
    for (let i = 0; i < Number(keys); i++) log('x'.repeat(Number(size)))
    return { body: 'said' }
  }
  for (let i = 0; i < Number(keys); i++) kv.set(prefix + i, 'x'.repeat(Number(size)))
  return { body: 'kept' }
}`
const pay = buyer(1)
const call = async (path: string) => {
  const { response, settle } = await pay(`${node.url}/c/hoard${path}`)
  return {
    status: response.status,
    body: await response.text(),
    isCharged: settle?.success === true,
  }
}

describe('row 22: event streams', () => {
  it('have a hundred places: the next client is told to poll, and a place given back is taken', async () => {
    const ends: AbortController[] = []
    const open = async () => {
      const end = new AbortController()
      ends.push(end)
      const response = await fetch(`${node.url}/events`, { signal: end.signal })
      return response.status
    }
    const statuses = await Promise.all(Array.from({ length: 150 }, open))
    expect(statuses.filter((status) => status === 200)).toHaveLength(100)
    expect(statuses.filter((status) => status === 429)).toHaveLength(50)
    const refused = await fetch(`${node.url}/events`)
    expect(refused.headers.get('retry-after')).toBe('30')
    expect(await refused.json()).toMatchObject({ code: 'events.full', hint: /poll/ })
    // Polling goes on, and so does selling.
    const page = await fetch(`${node.url}/events`, { headers: { accept: 'application/json' } })
    expect(page.status).toBe(200)
    expect((await call('/count')).status).toBe(200)
    for (const end of ends) end.abort()
    await expect.poll(open, { timeout: 5000 }).toBe(200)
    ends.at(-1)?.abort()
  })

  it('that are never read hold a bounded buffer each', async () => {
    const { hostname, port } = new URL(node.url)
    const sockets = Array.from({ length: 20 }, () => {
      const socket = connect(Number(port), hostname).pause()
      socket.on('error', () => {})
      socket.write(`GET /events?after=0 HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
      return socket
    })
    const before = process.memoryUsage.rss()
    // Long lines, as many as the cap on the events of one cartridge lets through.
    for (let i = 0; i < 20; i++) await call('/chatter?keys=100&size=1000')
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024)
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(async () => (await fetch(`${node.url}/metrics`)).text(), { timeout: 5000 })
      .toContain('zooid_sse_clients 0')
  })

  it.each([
    ['-1', 400],
    ['1e9', 400],
    ['0x1', 400],
    ['9'.repeat(40), 400],
    ['1; drop table events', 400],
    ['999999999999999', 200],
  ])('with Last-Event-ID "%s" answer %i', async (id, status) => {
    const end = new AbortController()
    const response = await fetch(`${node.url}/events`, {
      headers: { 'last-event-id': id },
      signal: end.signal,
    })
    expect(response.status).toBe(status)
    end.abort()
  })
})

describe('row 23: floods of keys', () => {
  it('a cartridge keeps 1000 keys; the next is kv.quota, unpaid, and keeps nothing of its call', async () => {
    expect(await call('/?keys=999&prefix=a')).toMatchObject({ status: 200, isCharged: true })
    const refused = await call('/?keys=2&prefix=b')
    expect(refused).toMatchObject({ status: 502, isCharged: false })
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'kv.quota' })
    expect(await call('/count?prefix=b')).toMatchObject({ body: '0' })
    expect(await call('/?keys=1&prefix=c')).toMatchObject({ status: 200 })
  })

  it.each([
    ['a value over 64 kB', `/?keys=1&prefix=a&size=${limits.kvValueBytes}`],
    ['a megabyte in all', '/?keys=30&prefix=a&size=60000'],
    ['a key over 256 bytes', '/name?name=x&size=257'],
    ['a key over 256 bytes of UTF-8', `/name?name=${encodeURIComponent('€')}&size=86`],
    ['an empty key', '/name?name=x&size=0'],
  ])('%s is refused, unpaid', async (_, path) => {
    const refused = await call(path)
    expect(refused).toMatchObject({ status: 502, isCharged: false })
    expect(JSON.parse(refused.body).code).toMatch(/^(kv|sandbox)\./)
  })

  it('the address of a client cannot be chosen by a header', async () => {
    const limited = await startTestNode({
      ZOOID_DATA: tempDir('rpm'),
      ZOOID_CARTRIDGES: emptyShelf(node.dataDir),
      ZOOID_RPM: '1',
    })
    try {
      // Loopback has a thousand tokens a minute where a stranger has one.
      const statuses: string[] = []
      for (let i = 0; i < 13; i++) {
        const requests = Array.from(
          { length: 100 },
          (_, n) =>
            `GET /healthz HTTP/1.1\r\nHost: ${new URL(limited.url).host}\r\nX-Forwarded-For: 8.8.${i}.${n}\r\nForwarded: for=8.8.${i}.${n}\r\n${n === 99 ? 'Connection: close\r\n' : ''}\r\n`,
        )
        const answer = await rawExchange(limited.url, requests.join(''))
        statuses.push(...(answer.match(/HTTP\/1\.1 \d{3}/g) ?? []))
      }
      expect(statuses).toHaveLength(1300)
      expect(statuses.filter((status) => status.endsWith('429')).length).toBeGreaterThan(100)
    } finally {
      await limited.dispose()
    }
  })

  it('ten thousand unknown paths and names leave metrics and memory small', async () => {
    const before = process.memoryUsage.rss()
    for (let i = 0; i < 20; i++) {
      const requests = Array.from(
        { length: 500 },
        (_, n) =>
          `GET /${n % 2 ? 'c/' : ''}flood-${i}-${n} HTTP/1.1\r\nHost: ${host}\r\n${n === 499 ? 'Connection: close\r\n' : ''}\r\n`,
      )
      await rawExchange(node.url, requests.join(''))
    }
    const metrics = await (await fetch(`${node.url}/metrics`)).text()
    expect(metrics).not.toContain('flood-')
    expect(metrics.length).toBeLessThan(100_000)
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024)
  })
})

describe('row 19: clients that drip a header a second', () => {
  it('are cut after ten seconds, and cost the callers above nothing', async () => {
    const closed = await slow
    expect(closed).toHaveLength(slowClients)
    expect(Math.min(...closed)).toBeGreaterThan(9000)
    expect(Math.max(...closed)).toBeLessThan(13_000)
  })
})

/** Ages at which the server closed them, ms. */
async function dripHeaders(): Promise<readonly number[]> {
  const { hostname, port } = new URL(node.url)
  const startedAt = performance.now()
  const closed: number[] = []
  const sockets: Socket[] = Array.from({ length: slowClients }, () => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.on('close', () => closed.push(performance.now() - startedAt))
    socket.write(`GET /c HTTP/1.1\r\nHost: ${host}\r\n`)
    return socket
  })
  while (closed.length < slowClients && performance.now() - startedAt < 15_000) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    for (const socket of sockets) if (!socket.destroyed) socket.write('X-A: b\r\n')
  }
  for (const socket of sockets) socket.destroy()
  return closed
}

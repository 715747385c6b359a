// Rows 24, 25, 42 and 43 of the table of hostile inputs: peers that point inward, answer without end or are
// not who they say; pages of other origins; text that wants to be markup. The table of routes against
// every class of stranger is in packages/gateway/src/strangers.test.ts.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { silentLog, systemClock } from '@zooid/base'
import { createChainReader, createSettler, ensureIdentity, resolveProfile } from '@zooid/chain'
import { createPeerDirectory } from '@zooid/colony'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { agentsOf } from '../../src/colony-side.ts'
import {
  buyer,
  devKey,
  publish,
  rawExchange,
  startTestNode,
  type TestNode,
  tempDir,
} from '../harness.ts'
import { emptyShelf } from '../money-shelf.ts'

const evil = '<img src=x onerror=alert(1)>'
const servers: Server[] = []
let node: TestNode
let queenUrl: string
let isQueenAsked = false

/** A queen that starts to answer and never ends: a drip that would fill any memory it is given. */
const endless: RequestListener = (_, response) => {
  isQueenAsked = true
  const drip = setInterval(() => response.write('x'.repeat(64 * 1024)), 5)
  response.on('close', () => clearInterval(drip))
}

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  queenUrl = `http://127.0.0.1:${await serve(endless)}`
  const dataDir = tempDir('access')
  node = await startTestNode({
    ZOOID_DATA: dataDir,
    ZOOID_CARTRIDGES: emptyShelf(dataDir),
    ZOOID_ROLE: 'worker',
    ZOOID_FAUCET: '1',
    ZOOID_QUEEN_URL: queenUrl,
  })
  const markup = await publish(node, {
    slug: 'markup',
    title: evil,
    capabilities: ['log'],
    index: `export function handle(request: Request): Response {
      const text = "</script>${evil}\\n\\nid: 9\\nevent: node.stopped\\ndata: {}\\n\\n\\u001b[2J\\u2028"
      log(text)
      if (request.path === '/throw') throw new Error(text)
      return { status: 400, body: { error: text } }
    }`,
  })
  expect(markup.status).toBe(201)
  for (const path of ['', '/throw']) await buyer(1)(`${node.url}/c/markup${path}`)
})
afterEach(async () => {
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
})
afterAll(async () => {
  await node?.dispose()
  for (const server of servers) server.close().closeAllConnections()
})

describe('peers', () => {
  it('row 24: that register addresses inside our network are never contacted', async () => {
    const contacts: string[] = []
    const trap = await serve((request, response) => {
      contacts.push(request.headers.host ?? '')
      response.end('{"status":"ok"}')
    })
    const redirecting = await serve((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${trap}/healthz` }).end()
    })
    const urls = [
      `http://127.0.0.1:${trap}`,
      `http://[::ffff:127.0.0.1]:${trap}`,
      `http://0x7f.1:${trap}`,
      `http://[64:ff9b::7f00:1]:${trap}`,
      `http://node@127.0.0.1:${trap}`,
      // Names that resolve inward, which is what rebinding comes down to.
      `http://localhost.:${trap}`,
      `http://${hostname()}:${trap}`,
      `http://127.0.0.1:${redirecting}`,
    ]
    const clock = systemClock
    const profile = resolveProfile('devnet', { rpcUrls: [node.rpcUrl] })
    const reader = await createChainReader({ profile, clock, log: silentLog, fetch })
    await Promise.all(
      urls.map(async (publicUrl, i) => {
        const settings = new Map<string, string>()
        const settler = createSettler({ reader, privateKey: devKey(2 + i), clock, log: silentLog })
        await ensureIdentity({
          reader,
          settler,
          settings: {
            get: (key) => settings.get(key),
            set: (key, value) => void settings.set(key, value),
          },
          name: evil,
          description: evil,
          publicUrl,
          role: 'queen',
          colonyId: 'hostile',
        })
        await settler.close()
      }),
    )
    const events: unknown[] = []
    const directory = createPeerDirectory({
      listAgents: () => agentsOf(reader, 'hostile'),
      self: (await reader.rpc.request<`0x${string}`[]>('eth_accounts'))[0] ?? '0x',
      colonyId: 'hostile',
      configured: { queenUrl: null },
      events: { append: (type) => void events.push(type) },
      // What a node on a public chain allows, and the one server that redirects.
      allowHosts: [`127.0.0.1:${redirecting}`],
      probeTimeoutMs: 1000,
    })
    try {
      await directory.refresh()
      await directory.refresh()
      expect(contacts).toEqual([])
      expect(events).toEqual([])
      const peers = directory.peers()
      expect(peers.map(({ url }) => url)).toContain(`http://127.0.0.1:${redirecting}`)
      expect(peers.length).toBeLessThan(urls.length)
      for (const { status } of peers) expect(status).not.toBe('up')
    } finally {
      await directory.close()
      await reader.close()
    }
  })

  it('row 25: a queen that answers without end is down, and the node lives on', async () => {
    await expect.poll(() => isQueenAsked, { timeout: 3000 }).toBe(true)
    const before = process.memoryUsage.rss()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024)
    const info = await (await fetch(`${node.url}/info`)).text()
    expect(info).not.toContain('"up"')
    expect((await fetch(`${node.url}/readyz`)).status).toBe(200)
  })
})

describe('row 42: text of strangers', () => {
  const json = [
    '/info',
    '/c',
    '/catalogue/markup',
    '/ledger',
    '/openapi.json',
    '/.well-known/agent-card.json',
    '/.well-known/agent-registration.json',
    '/nothing',
    `/${encodeURIComponent(evil)}`,
    `/c/${encodeURIComponent(evil)}`,
    `/ledger/${encodeURIComponent(evil)}`,
    `/ledger?state=${encodeURIComponent(evil)}`,
    `/c?q=${encodeURIComponent(evil)}`,
  ]
  it.each(json)('comes back from %s as JSON that no browser takes for a page', async (path) => {
    const response = await fetch(node.url + path, { headers: { accept: 'text/html,*/*' } })
    expect(response.headers.get('content-type')).toMatch(/^application\/(problem\+)?json/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    await response.json()
  })

  it.each(['/', '/docs', '/metrics'])(
    'is escaped or absent at %s, which runs no inline code',
    async (path) => {
      const response = await fetch(node.url + path, { headers: { accept: 'text/html' } })
      expect(response.status).toBe(200)
      const text = await response.text()
      expect(text).not.toContain('<img src=x')
      expect(text).not.toMatch(/<[^>]+\son\w+=|<script(?![^>]*\ssrc=)[^>]*>|javascript:/i)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
    },
  )

  it('reaches the dashboard only through text nodes', async () => {
    const page = await (await fetch(`${node.url}/`, { headers: { accept: 'text/html' } })).text()
    const scripts = [...page.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => src)
    for (const src of scripts) {
      const code = await (await fetch(node.url + src)).text()
      expect(code).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc/,
      )
    }
  })

  it('cannot forge an event: log lines stay one line of data', async () => {
    const answer = await rawExchange(
      node.url,
      `GET /events?after=0 HTTP/1.1\r\nHost: ${new URL(node.url).host}\r\n\r\n`,
      500,
    )
    const lines = answer.slice(answer.indexOf('\r\n\r\n')).split('\n')
    expect(lines.filter((line) => line.startsWith('event: cartridge.log')).length).toBeGreaterThan(
      0,
    )
    expect(lines.filter((line) => line.startsWith('event: node.stopped'))).toEqual([])
    for (const line of lines.filter((text) => text.startsWith('data: '))) JSON.parse(line.slice(6))
    expect(answer).not.toContain('\u001b')
  })

  it('of a cartridge that throws comes back as problem+json under the policy of guests', async () => {
    const { response } = await buyer(1)(`${node.url}/c/markup/throw`)
    expect(response.status).toBe(502)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('row 43: other origins', () => {
  type OpenApi = {
    readonly paths: Record<string, Record<string, { readonly security?: unknown[] }>>
  }
  type Operation = readonly [method: string, path: string]
  const operations = async (): Promise<readonly Operation[]> => {
    const { paths } = (await (await fetch(`${node.url}/openapi.json`)).json()) as OpenApi
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => security !== undefined)
        .map(([method]) => [method.toUpperCase(), path.replace('{slug}', 'markup')] as const),
    )
  }
  const strangers: readonly [string, (token: string) => Record<string, string>, number][] = [
    ['nobody', () => ({}), 401],
    ['a wrong token', () => ({ authorization: `Bearer ${'0'.repeat(64)}` }), 401],
    ['half a token', (token) => ({ authorization: `Bearer ${token.slice(0, 32)}` }), 401],
    ['the token twice', (token) => ({ authorization: `Bearer ${token}, Bearer ${token}` }), 401],
    ['the token as a cookie', (token) => ({ cookie: `token=${token}` }), 401],
    [
      'the token as a password',
      (token) => ({ authorization: `Basic ${btoa(`operator:${token}`)}` }),
      401,
    ],
    [
      'a page of another origin, token and all',
      (token) => ({ authorization: `Bearer ${token}`, origin: 'http://evil.example' }),
      403,
    ],
    ['a sandboxed page', (token) => ({ authorization: `Bearer ${token}`, origin: 'null' }), 403],
    [
      'a page of our host on another port',
      (token) => ({ authorization: `Bearer ${token}`, origin: 'http://127.0.0.1:1' }),
      403,
    ],
  ]
  it.each(strangers)('%s is kept out of every operator route', async (_, headers, status) => {
    const routes = await operations()
    expect(routes.length).toBeGreaterThanOrEqual(5)
    for (const [method, path] of routes) {
      const response = await fetch(node.url + path, {
        method,
        headers: headers(node.operatorToken),
      })
      expect([method, path, response.status]).toEqual([method, path, status])
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(await response.text()).not.toContain(node.operatorToken)
    }
    expect((await fetch(`${node.url}/catalogue/markup`)).status).toBe(200)
  })

  it('a name that was rebound to us is refused on every route, token or not', async () => {
    for (const [method, path] of [
      ...(await operations()),
      ['GET', '/info'],
      ['GET', '/c/markup'],
      ['GET', '/events'],
    ] as Operation[]) {
      const bytes = `${method} ${path} HTTP/1.1\r\nHost: rebound.example\r\nAuthorization: Bearer ${node.operatorToken}\r\nConnection: close\r\n\r\n`
      expect([path, await rawExchange(node.url, bytes)]).toEqual([
        path,
        expect.stringMatching(/^HTTP\/1\.1 421 /),
      ])
    }
  })

  it('a preflight gets no permission', async () => {
    for (const path of ['/admin/cartridges', '/c/markup', '/settle']) {
      const response = await fetch(node.url + path, {
        method: 'OPTIONS',
        headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
      })
      expect([path, response.status]).toEqual([path, 405])
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'a form of type "%s" is no publication, even with the token',
    async (type) => {
      const response = await fetch(`${node.url}/admin/cartridges`, {
        method: 'POST',
        headers: { authorization: `Bearer ${node.operatorToken}`, 'content-type': type },
        body: '{}',
      })
      expect(response.status).toBe(415)
    },
  )

  it('an upgrade or a tunnel is not opened', async () => {
    const { host, port } = new URL(node.url)
    const upgrade = `GET /events HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n`
    expect(await rawExchange(node.url, upgrade, 300)).not.toMatch(/^HTTP\/1\.1 101/)
    const tunnel = await rawExchange(
      node.url,
      `CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      300,
    )
    expect(tunnel).not.toMatch(/^HTTP\/1\.1 2/)
  })
})

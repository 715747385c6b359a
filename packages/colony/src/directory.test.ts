import { createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Address, Json } from '@zooid/base'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPeerDirectory, type PeerDirectoryOptions, probeHealth } from './index.ts'
import { publicLookup } from './public-lookup.ts'
import type { ColonyDirectory, RegisteredAgent } from './types.ts'

type Event = { readonly type: string; readonly data: Json }

const wallet = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`
const self = wallet(0xabcdef)
const healthy: RequestListener = (request, response) => {
  response.statusCode = request.url === '/healthz' ? 200 : 404
  response.end('{"status":"ok"}')
}

let servers: Server[]
let directories: ColonyDirectory[]
let agents: RegisteredAgent[]
let events: Event[]
beforeEach(() => {
  servers = []
  directories = []
  agents = []
  events = []
})
afterEach(async () => {
  for (const directory of directories) await directory.close()
  for (const server of servers) server.close().closeAllConnections()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const agent = (id: number, url: string, more: Partial<RegisteredAgent> = {}): RegisteredAgent => ({
  agentId: BigInt(id),
  address: wallet(id),
  name: `node-${id}`,
  role: 'worker',
  url,
  colonyId: 'reef',
  ...more,
})

/** Its own rounds are an hour apart: the test makes the rest. */
async function open(options: Partial<PeerDirectoryOptions> = {}): Promise<ColonyDirectory> {
  const directory = createPeerDirectory({
    listAgents: async () => agents,
    self,
    colonyId: 'reef',
    configured: { queenUrl: null },
    events: { append: (type, data) => void events.push({ type, data }) },
    allowHosts: ['127.0.0.1'],
    intervalMs: 3_600_000,
    probeTimeoutMs: 300,
    ...options,
  })
  directories.push(directory)
  await directory.refresh()
  return directory
}

describe('the peer directory', () => {
  it('lists the agents of our colony without ourselves, and marks who answers', async () => {
    const up = await serve(healthy)
    agents = [
      agent(3, 'http://127.0.0.1:9/'),
      agent(2, `${up}/`),
      agent(4, up, { colonyId: 'another' }),
      agent(5, 'http://127.0.0.1:10', { address: self }),
    ]
    const directory = await open()
    expect(directory.peers()).toEqual([
      {
        agentId: '2',
        address: wallet(2),
        name: 'node-2',
        role: 'worker',
        url: up,
        status: 'up',
        lastSeenAt: expect.any(Number),
      },
      expect.objectContaining({ agentId: '3', status: 'unknown', lastSeenAt: null }),
    ])
    await directory.refresh()
    expect(directory.peers().map((peer) => peer.status)).toEqual(['up', 'down'])
    expect(events).toEqual([{ type: 'peer.seen', data: expect.objectContaining({ agentId: '2' }) }])
  })

  it('tells when a peer goes and comes back, and drops a ghost until it answers again', async () => {
    let isUp = true
    const url = await serve((request, response) => {
      if (isUp) return healthy(request, response)
      response.statusCode = 503
      response.end()
    })
    agents = [agent(1, url)]
    const directory = await open()
    isUp = false
    await directory.refresh()
    expect(directory.peers()[0]?.status).toBe('up')
    await directory.refresh()
    expect(directory.peers()[0]?.status).toBe('down')
    for (let i = 0; i < 8; i++) await directory.refresh()
    expect(directory.peers()).toEqual([])
    isUp = true
    for (let i = 0; i < 10; i++) await directory.refresh()
    expect(directory.peers()[0]?.status).toBe('up')
    expect(events.map((event) => event.type)).toEqual(['peer.seen', 'peer.lost', 'peer.seen'])
  })

  it('forgets who is not registered any more, and keeps everybody while the chain is away', async () => {
    const url = await serve(healthy)
    agents = [agent(1, url)]
    const listAgents = vi.fn(async () => agents)
    const directory = await open({ listAgents })
    listAgents.mockRejectedValueOnce(new Error('no RPC answers'))
    await directory.refresh()
    expect(directory.peers()).toHaveLength(1)
    agents = []
    await directory.refresh()
    expect(directory.peers()).toEqual([])
    expect(events.at(-1)?.type).toBe('peer.lost')
  })

  it('prefers the configured queen and names it once the chain does', async () => {
    const [mine, other] = [await serve(healthy), await serve(healthy)]
    agents = [agent(1, other, { role: 'queen' })]
    const directory = await open({ configured: { queenUrl: `${mine}/` }, allowHosts: [] })
    expect(directory.findQueen()).toMatchObject({ url: mine, agentId: '', status: 'up' })
    agents = [...agents, agent(7, mine, { name: 'reef-queen' })]
    await directory.refresh()
    expect(directory.findQueen()).toMatchObject({ agentId: '7', name: 'reef-queen', role: 'queen' })
    expect(directory.peers()).toHaveLength(1)
  })

  it('finds the first registered queen that is up', async () => {
    const up = await serve(healthy)
    const late = await serve(healthy)
    agents = [
      agent(9, late, { role: 'queen' }),
      agent(2, up, { role: 'queen' }),
      agent(1, 'http://127.0.0.1:9', { role: 'queen' }),
      agent(0, await serve(healthy)),
    ]
    expect((await open()).findQueen()?.agentId).toBe('2')
    agents = []
    expect((await open()).findQueen()).toBeNull()
  })

  it('keeps at most 256, the oldest, and cleans their names', async () => {
    agents = Array.from({ length: 300 }, (_, i) => agent(300 - i, `http://127.0.0.1:${2000 + i}`))
    agents.push(
      agent(0, 'http://127.0.0.1:1999', { name: 'a\u001b[31m\u202ered\nqueen'.padEnd(500, 'x') }),
    )
    const directory = await open({ probeTimeoutMs: 50 })
    const peers = directory.peers()
    expect(peers).toHaveLength(256)
    expect(peers.at(-1)?.agentId).toBe('255')
    expect(peers[0]?.name).toMatch(/^a \[31m red queenx+$/)
    expect(peers[0]?.name.length).toBeLessThanOrEqual(60)
  })

  it('stops at once when closed', async () => {
    agents = [agent(1, await serve(() => {}))]
    const directory = createPeerDirectory({
      listAgents: async () => agents,
      self,
      colonyId: 'reef',
      configured: { queenUrl: null },
      events: { append: () => {} },
      allowHosts: ['127.0.0.1'],
      probeTimeoutMs: 60_000,
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    const startedAt = performance.now()
    await directory.close()
    expect(performance.now() - startedAt).toBeLessThan(500)
    expect(directory.peers()[0]?.status).toBe('unknown')
  })
})

describe('probing', () => {
  const options = { allowHosts: ['127.0.0.1'], timeoutMs: 200 }

  it.each<[string, RequestListener, RegExp]>([
    ['redirects', (_, res) => res.writeHead(302, { location: '/' }).end(), /answered 302/],
    ['answers a megabyte', (_, res) => res.end('x'.repeat(1e6)), /more than a health check/],
    ['answers something else', (_, res) => res.end('<html>'), /not a node/],
    ['answers null', (_, res) => res.end('null'), /not a node/],
    ['says nothing', () => {}, /no answer within 200 ms/],
    ['never finishes', (_, res) => void res.write('{"status":'), /no answer within 200 ms/],
    ['hangs up', (_, res) => void res.destroy(), /hang up|ECONNRESET|aborted/],
  ])('counts a server that %s as a miss', async (_, listener, reason) => {
    expect(await probeHealth(await serve(listener), options)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason),
    })
  })

  it.each([
    'http://127.0.0.1:PORT',
    'http://127.1:PORT',
    'http://0x7f.1:PORT',
    'http://[::ffff:127.0.0.1]:PORT',
    'http://localhost:PORT',
    'http://169.254.169.254',
    'http://[64:ff9b::7f00:1]:PORT',
    'http://user@127.0.0.1:PORT',
    'file:///etc/passwd',
    'nonsense',
  ])('never connects to %s', async (pattern) => {
    const connected = vi.fn()
    const url = await serve(connected)
    const port = new URL(url).port
    const result = await probeHealth(pattern.replace('PORT', port), { ...options, allowHosts: [] })
    expect(result.ok).toBe(false)
    expect(connected).not.toHaveBeenCalled()
  })

  it('never connects to a name that resolves inward, not even among public addresses', async () => {
    const connected = vi.fn()
    const { port } = new URL(await serve(connected))
    const lookup = publicLookup((_, __, callback) =>
      callback(null, [
        { address: '1.1.1.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]),
    )
    const failure = await new Promise<Error>((resolve) => {
      request({ host: 'rebind.example.com', port, lookup }).on('error', resolve).end()
    })
    expect(failure.message).toBe('rebind.example.com resolves to 127.0.0.1, not public')
    expect(connected).not.toHaveBeenCalled()
  })
})

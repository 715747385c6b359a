// A gateway over a real node.db, with stand-ins for the rooms that need a chain. The stand-in ledger
// keeps the one promise these tests lean on: work runs only for a payment, and once per payment.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { type Address, type Hex, silentLog, systemClock, ZooidError } from '@zooid/base'
import type { CallResult, Cartridge, Shelf } from '@zooid/cartridge'
import type { ChainHealth, ChainProfile, ChainReader } from '@zooid/chain'
import type { Ledger, Payments, Receipt, StoredResponse } from '@zooid/ledger'
import { type CartridgeRequest, type Manifest, manifestSchema } from '@zooid/sandbox'
import { openStore } from '@zooid/store'
import { buildOffer, parsePayment } from '@zooid/x402'
import { createGateway, type GatewayConfig, type GatewayDeps, serverOptions } from '../src/index.ts'

export const operatorToken = 'operator-token-for-tests'
export const us = `0x${'11'.repeat(20)}` as Address
export const payer = `0x${'22'.repeat(20)}` as Address
const txHash = `0x${'ab'.repeat(32)}` as Hex

export const profile: ChainProfile = {
  name: 'devnet',
  chainId: 31337,
  network: 'eip155:31337',
  rpcUrls: ['http://127.0.0.1:1'],
  asset: {
    address: `0x${'33'.repeat(20)}`,
    name: 'Test Dollar',
    version: '1',
    symbol: 'TUSD',
    decimals: 6,
  },
  contracts: {
    identity: us,
    reputation: us,
    validation: us,
    multicall3: us,
    permit2: us,
  },
  confirmations: 1,
  isDevnet: true,
}

export function manifest(slug: string, more: Partial<Manifest> = {}): Manifest {
  return manifestSchema.parse({
    slug,
    title: `The ${slug}`,
    description: `Does ${slug} <b>well</b>`,
    version: '1.0.0',
    price: '$0.001',
    input: { type: 'object', properties: { a: { type: 'number' } } },
    output: { type: 'object' },
    examples: [{ title: 'one', request: { method: 'GET' } }],
    ...more,
  })
}

export type Handle = (request: CartridgeRequest) => CallResult | Promise<CallResult>

const usage = { wallMs: 1, workerReplaced: false }

export const answer = (
  body: string | number | null | { readonly [key: string]: string },
  status = 200,
  headers: { readonly [name: string]: string } = {},
): CallResult => ({ ok: true, response: { status, headers, body }, usage })

export const fault = (kind: 'timeout' | 'memory' | 'runtime' | 'infrastructure'): CallResult => ({
  ok: false,
  fault: { kind, code: `sandbox.${kind}`, message: `guest: ${kind}` },
  usage,
})

type Manifests = { readonly [slug: string]: Partial<Manifest> }

function memoryShelf(
  handles: { readonly [slug: string]: Handle },
  manifests: Manifests,
): Shelf & { calls: () => number } {
  let calls = 0
  const cartridges = new Map<string, Cartridge>(
    Object.keys(handles).map((slug) => [
      slug,
      { slug, version: 1, sha256: 'aa', manifest: manifest(slug, manifests[slug]), publishedAt: 1 },
    ]),
  )
  return {
    calls: () => calls,
    list: () => [...cartridges.values()],
    find: (slug) => cartridges.get(slug),
    call: async (slug, request) => {
      calls++
      return (await handles[slug]?.(request)) ?? fault('infrastructure')
    },
    publish: async (files) => {
      const published: Cartridge = {
        slug: 'new',
        version: 1,
        sha256: 'bb',
        manifest: manifest('new'),
        publishedAt: 2,
      }
      if (files.index === 'bad')
        return { ok: false, verdict: { kind: 'forbidden', rule: 'any', message: 'no any' } }
      cartridges.set('new', published)
      return { ok: true, cartridge: published, unchanged: false }
    },
    rollback: () => undefined,
    remove: (slug) => cartridges.delete(slug),
    source: (slug) => {
      const found = cartridges.get(slug)
      return found && { manifest: found.manifest, index: 'i', test: 't' }
    },
  }
}

const receipt: Receipt = {
  id: 'r1',
  route: 'c/echo',
  payer,
  payTo: us,
  asset: profile.asset.address,
  network: profile.network,
  amount: '1000',
  nonce: txHash,
  state: 'settled',
  txHash,
  blockNumber: '7',
  refundTxHash: null,
  reason: null,
  claimedAt: 1,
  updatedAt: 2,
  chain: null,
}

export const goodPayment = Buffer.from('{"x402Version":2,"good":true}').toString('base64')

/** `goodPayment` pays; any other JSON object is a bad payment; the rest is undecodable. */
function memoryPayments(endings: string[], failed: Partial<Receipt>): Payments {
  const offer: Payments['offer'] = (terms, error) =>
    buildOffer({
      resource: terms.resource,
      accepts: [terms.requirements],
      ...(error === undefined ? {} : { error }),
    })
  return {
    offer,
    serve: async (terms, request, work) => {
      const value = request.header?.value
      const refused = (status: 400 | 402, reason: string) => ({
        kind: 'challenge' as const,
        status,
        offer: offer(terms, reason),
        reason,
        message: reason,
      })
      if (value === undefined || parsePayment(value, 2).status === 'undecodable')
        return refused(400, 'undecodable')
      if (value !== goodPayment) return refused(402, 'invalid_signature')
      const response: StoredResponse = await work({
        payer,
        amount: 1000n,
        asset: profile.asset.address,
        network: profile.network,
      })
      if (response.status >= 400)
        return {
          kind: 'not_charged',
          response,
          receipt: { ...receipt, txHash: null, state: 'failed', ...failed },
        }
      return {
        kind: 'paid',
        response,
        settle: { success: true, transaction: txHash, network: profile.network, payer },
        receipt,
        replayed: false,
        delivered: () => endings.push('delivered'),
        abandoned: () => endings.push('abandoned'),
      }
    },
    verify: async () => ({ isValid: true, payer }),
    settle: async () => ({ success: true, transaction: txHash, network: profile.network }),
    reconcile: async () => ({ checked: 0, settled: 0, failed: 0, refunded: 0, pending: 0 }),
    drain: async () => {},
  }
}

export type FixtureOptions = {
  readonly handles?: { readonly [slug: string]: Handle }
  /** What the manifest of a handle says beyond the usual. */
  readonly manifests?: Manifests
  readonly config?: Partial<GatewayConfig>
  readonly deps?: Partial<GatewayDeps>
  readonly health?: Partial<ChainHealth>
  /** What the ledger says of a payment whose work failed, beside that it failed. */
  readonly failedReceipt?: Partial<Receipt>
  readonly profile?: Partial<ChainProfile>
}

/** A gateway that listens on a loopback port; `close` ends everything it started. */
export async function startGateway(options: FixtureOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'zooid-gateway-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const endings: string[] = []
  const store = openStore(join(folder, 'node.db'))
  const echo: Handle = ({ path, method, body }) => answer({ path, method, body: String(body) })
  const shelf = memoryShelf({ echo, ...options.handles }, options.manifests ?? {})
  const head = { number: 9n, hash: txHash, timestamp: 1 }
  const health: ChainHealth = { ok: true, head, skewMs: 0, endpoints: [], ...options.health }
  const deps: GatewayDeps = {
    config: {
      name: 'tester',
      role: 'queen',
      version: '0.1.0',
      publicUrl: url,
      allowedHosts: [],
      colonyId: 'colony-1',
      queenUrl: null,
      requestsPerMinute: 600,
      facilitatorPayTo: [],
      maxTimeoutSeconds: 60,
      maxSseClients: 4,
      dashboardDir: null,
      ...options.config,
    },
    profile: { ...profile, ...options.profile },
    identity: () => ({ address: us, agentId: 1n, agentRegistry: `eip155:31337:${us}` }),
    registrationFile: () => ({ name: 'tester' }),
    // Only the parts the gateway reads; the rest of the chain client needs a chain.
    chain: { profile, health: () => health } as unknown as ChainReader,
    settler: {
      address: us,
      depth: () => ({ waiting: 0, inFlight: 0 }),
    } as unknown as GatewayDeps['settler'],
    payments: memoryPayments(endings, options.failedReceipt ?? {}),
    ledger: {
      payments: () => [receipt],
      receipt: (id) => (id === receipt.id ? receipt : undefined),
      revenue: () => [{ route: 'c/echo', payments: 1, amount: '1000', refunded: '0' }],
      counts: () => ({ settled: 1 }),
      close: () => {},
    } satisfies Ledger,
    store,
    shelf,
    sandbox: {
      stats: () => ({ workers: 2, busy: 0, waiting: 0, replaced: 0 }),
    } as unknown as GatewayDeps['sandbox'],
    peers: {
      peers: () => [],
      findQueen: () => null,
      refresh: async () => {},
      close: async () => {},
    },
    language: {
      manifest: async () => ({ language: 'zooid-genome', ops: 1 }),
      describe: async (op) => {
        if (op === 'add') return 'add (math, 0x0001): the sum'
        throw new ZooidError('genome.unknown_op', `there is no op "${op}"`, {
          status: 422,
          hint: 'did you mean add?',
        })
      },
      search: async (words) => (words.includes('sum') ? ['add'] : []),
    },
    faucet: {
      drip: async (address) => ({ address, native: 1n, asset: 2n, txHashes: [txHash] }),
      close: async () => {},
    },
    operatorToken,
    clock: systemClock,
    log: silentLog,
    ...options.deps,
  }
  const gateway = createGateway(deps)
  const server = serve({
    fetch: gateway.app.fetch,
    port,
    hostname: '127.0.0.1',
    serverOptions,
  })
  await new Promise<void>((resolve) => {
    if (server.listening) resolve()
    else server.once('listening', () => resolve())
  })
  return {
    url,
    port,
    gateway,
    store,
    shelf,
    endings,
    deps,
    close: async () => {
      gateway.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PUBLIC_URL must be known before the gateway exists, so the port is found first. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

// Our side: gateway, payments and settler in one process, wired as a node wires them, without identity,
// peers and faucet, which no paid request touches. Claims are as durable as in a node.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { type Log, silentLog, systemClock, systemRng } from '@zooid/base'
import {
  createChainReader,
  createSettler,
  createSignerRecovery,
  resolveProfile,
  type Settler,
} from '@zooid/chain'
import { createGateway, serverOptions } from '@zooid/gateway'
import { createPayments, openLedger } from '@zooid/ledger'
import { openStore } from '@zooid/store'
import { readServerJob, reportListening } from './job.ts'
import { openBenchShelf, slug } from './shelf.ts'

const job = readServerJob()
let settled = 0
const clock = systemClock
const rng = systemRng
/** Trouble must not look like speed. */
const log: Log = {
  ...silentLog,
  warn: (data, message) => console.error('warn', message, data),
  error: (data, message) => console.error('error', message, data),
}

const server = createServer(serverOptions)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo

const profile = resolveProfile('devnet', { rpcUrls: [job.rpcUrl] })
const reader = await createChainReader({ profile, clock, log })
const settler = createSettler({ reader, privateKey: job.settlerKey, clock, log })
const store = openStore(join(job.dataDir, 'node.db'), { clock, log })
const ledger = openLedger(join(job.dataDir, 'ledger.db'), { clock, log })
const { shelf, sandbox, close } = await openBenchShelf(job, profile.asset, store, log)
const usedSettler: Settler = job.settle === 'stub' ? { ...settler, settle: settleAtOnce } : settler
const signatures = createSignerRecovery({ log })
const payments = createPayments({
  ledger,
  reader,
  settler: usedSettler,
  recover: signatures.recover,
  profile,
  payTo: settler.address,
  clock,
  rng,
  events: store.events.append,
  log,
})
const gateway = createGateway({
  config: {
    name: 'bench',
    role: 'queen',
    version: '0.0.0',
    publicUrl: `http://127.0.0.1:${port}`,
    colonyId: 'bench',
    allowedHosts: [],
    queenUrl: null,
    requestsPerMinute: 6000,
    facilitatorPayTo: [],
    maxTimeoutSeconds: 300,
    maxSseClients: 100,
    dashboardDir: null,
  },
  profile,
  identity: () => null,
  registrationFile: () => ({}),
  chain: reader,
  settler: usedSettler,
  payments,
  ledger,
  store,
  shelf,
  sandbox,
  peers: { peers: () => [], findQueen: () => null, refresh: async () => {}, close: async () => {} },
  faucet: null,
  language: null,
  operatorToken: 'bench-operator-token-that-nobody-uses',
  clock,
  log,
})
server.on('request', getRequestListener(gateway.app.fetch))
reportListening(port, `/c/${slug}`)

process.once('SIGTERM', async () => {
  gateway.close()
  server.close()
  server.closeAllConnections()
  await payments.drain(AbortSignal.timeout(5000))
  await close()
  await settler.close()
  await reader.close()
  await signatures.close()
  ledger.close()
  store.close()
  process.exit(0)
})

/** Stubbed as the peer's is: an answer at once, and nothing of a settlement on chain or on disk. */
async function settleAtOnce() {
  const txHash = `0x${(++settled).toString(16).padStart(64, '0')}` as const
  return { status: 'settled', txHash, blockNumber: 1n } as const
}

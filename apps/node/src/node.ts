// Wires one node: stores -> chain -> shelf and payments -> identity -> gateway -> listening.
// Everything opened is closed in reverse order; nothing is looked up through globals.
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { createSignerRecovery } from '@zooid/chain'
import { createGateway } from '@zooid/gateway'
import { createPayments, openLedger } from '@zooid/ledger'
import { openStore } from '@zooid/store'
import { openChainSide } from './chain-side.ts'
import { openPeers } from './colony-side.ts'
import type { Config } from './config.ts'
import { makeDataFolder } from './data-folder.ts'
import { language } from './language.ts'
import type { NodePorts } from './node-ports.ts'
import { type Opened, trackOpened } from './opened.ts'
import { openOperatorToken } from './operator-token.ts'
import { builtDashboard } from './places.ts'
import { logReady } from './ready.ts'
import { keepReconciling } from './reconciling.ts'
import { listen } from './server.ts'
import { registrationOf, settleIn } from './settle-in.ts'
import { openShelf } from './shelf-side.ts'
import { version } from './version.ts'

export type RunningNode = {
  readonly url: string
  /** Stop accepting, let what runs finish until the signal aborts, close everything. */
  readonly close: (signal: AbortSignal) => Promise<void>
}

/** Resolves when the node answers; on a devnet it is registered then, too. @throws ZooidError with a hint when it cannot start */
export async function startNode(config: Config, ports: NodePorts): Promise<RunningNode> {
  const opened = trackOpened(ports.log)
  try {
    return await openNode(config, ports, opened)
  } catch (error) {
    await opened.closeAll()
    throw error
  }
}

async function openNode(config: Config, ports: NodePorts, opened: Opened): Promise<RunningNode> {
  const { clock, rng, log } = ports
  const startedAt = clock.now()
  await makeDataFolder(config.dataDir)
  const operatorToken = openOperatorToken(join(config.dataDir, 'keys'), rng)

  // Bound first: an ephemeral port must be known before the registration file is written.
  const server = await listen(config.host, config.port)
  opened.add('http server', () => server.close(AbortSignal.abort()))
  const publicUrl = config.publicUrl ?? `http://${reachable(config.host)}:${server.port}`
  log.info({ url: publicUrl }, 'listening')

  const store = openStore(join(config.dataDir, 'node.db'), { clock, log })
  opened.add('node.db', () => store.close())
  const ledger = openLedger(join(config.dataDir, 'ledger.db'), { clock, log })
  opened.add('ledger.db', () => ledger.close())
  const { reader, wallet, settler, faucet } = await openChainSide(config, ports, opened)
  const { profile } = reader

  const signatures = createSignerRecovery({ log })
  opened.add('signature thread', () => signatures.close())
  const payments = createPayments({
    ledger,
    reader,
    settler,
    recover: signatures.recover,
    profile,
    payTo: wallet.address,
    clock,
    rng,
    events: store.events.append,
    log,
  })
  const { sandbox, shelf, stock } = openShelf(config, store, ports, opened)
  const chainParts = { reader, settler, wallet, faucet, payments, store }
  const [identity] = await Promise.all([
    settleIn(config, publicUrl, chainParts, ports, opened),
    stock(),
  ])
  keepReconciling(chainParts, ports, opened)
  const peers = openPeers(config, { reader, wallet, store }, ports, opened)

  const gateway = createGateway({
    config: {
      name: config.name,
      role: config.role,
      version,
      publicUrl,
      colonyId: config.colonyId,
      allowedHosts: config.allowedHosts,
      queenUrl: config.queenUrl,
      requestsPerMinute: config.requestsPerMinute,
      facilitatorPayTo: config.facilitatorPayTo,
      maxTimeoutSeconds: 300,
      maxSseClients: 100,
      dashboardDir: builtDashboard,
    },
    profile,
    identity,
    registrationFile: () => registrationOf(config, publicUrl, identity()),
    chain: reader,
    settler,
    payments,
    ledger,
    store,
    shelf,
    sandbox,
    peers,
    faucet,
    language,
    operatorToken,
    clock,
    log,
  })
  opened.add('gateway', () => gateway.close())
  server.open(getRequestListener(gateway.app.fetch))
  store.events.append('node.started', { name: config.name, role: config.role, url: publicUrl })
  await logReady(
    {
      config,
      publicUrl,
      address: wallet.address,
      identity: identity(),
      reader,
      startedInMs: clock.now() - startedAt,
    },
    log,
  )

  return {
    url: publicUrl,
    close: async (signal) => {
      store.events.append('node.stopping', { name: config.name })
      // Streams never end by themselves; everything else in flight may finish before its ground goes.
      gateway.close()
      await server.close(signal)
      await payments.drain(signal)
      await opened.closeAll()
    },
  }
}

/** "Every interface" is no address to connect to. */
function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
}

// The part of a node that knows its colony: who is registered on chain, and where the queen is.
import { type ChainClient, listAgents, type Wallet } from '@zooid/chain'
import { type ColonyDirectory, createPeerDirectory, type RegisteredAgent } from '@zooid/colony'
import type { Store } from '@zooid/store'
import type { Config } from './config.ts'
import type { NodePorts } from './node-ports.ts'
import type { Opened } from './opened.ts'

/** Registrations of our colony that say they are a queen or a worker; what they say is not believed yet. */
export async function agentsOf(
  reader: ChainClient,
  colonyId: string,
): Promise<readonly RegisteredAgent[]> {
  const agents = await listAgents({ reader, colonyId })
  return agents.flatMap(({ agentId, owner, name, role, url }) =>
    role === 'queen' || role === 'worker'
      ? [{ agentId, address: owner, name, role, url, colonyId }]
      : [],
  )
}

/** The configured queen, else the first one registered on chain (a latecomer must not take the role over), else null. */
export async function findQueenUrl(config: Config, reader: ChainClient): Promise<string | null> {
  if (config.queenUrl || config.role === 'queen') return config.queenUrl
  const queens = (await agentsOf(reader, config.colonyId)).filter(({ role }) => role === 'queen')
  return queens[0]?.url ?? null
}

export function openPeers(
  config: Config,
  {
    reader,
    wallet,
    store,
  }: { readonly reader: ChainClient; readonly wallet: Wallet; readonly store: Store },
  { clock, log }: NodePorts,
  opened: Opened,
): ColonyDirectory {
  // A devnet colony lives on private addresses; on public chains the operator names what may be probed.
  const loopback = reader.profile.isDevnet ? ['127.0.0.1', 'localhost'] : []
  const peers = createPeerDirectory({
    listAgents: () => agentsOf(reader, config.colonyId),
    self: wallet.address,
    colonyId: config.colonyId,
    configured: { queenUrl: config.queenUrl },
    events: store.events,
    allowHosts: [...loopback, ...config.allowedHosts],
    clock,
    log,
  })
  opened.add('peers', () => peers.close())
  return peers
}

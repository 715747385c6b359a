// Getting a footing on the chain: gas, the truth about payments that were open when the last process
// ended, and an identity. All of it is safe to repeat.
import type { Json } from '@zooid/base'
import {
  type ChainClient,
  ensureIdentity,
  type Faucet,
  type NodeIdentity,
  registrationFile,
  type Settler,
  type Wallet,
} from '@zooid/chain'
import type { Payments } from '@zooid/ledger'
import type { Store } from '@zooid/store'
import { findQueenUrl } from './colony-side.ts'
import type { Config } from './config.ts'
import { fundSelf } from './funding.ts'
import type { NodePorts } from './node-ports.ts'

type Parts = {
  readonly reader: ChainClient
  readonly settler: Settler
  readonly wallet: Wallet
  readonly faucet: Faucet | null
  readonly payments: Payments
  readonly store: Store
}

export async function settleIn(
  config: Config,
  publicUrl: string,
  parts: Parts,
  ports: NodePorts,
): Promise<NodeIdentity> {
  const { reader, settler, wallet, faucet, payments, store } = parts
  const queenUrl = () => findQueenUrl(config, reader)
  await fundSelf(wallet.address, { reader, faucet, queenUrl, ...ports })
  const reconciled = await payments.reconcile()
  if (reconciled.checked > 0)
    ports.log.info(reconciled, 'open payments were reconciled with the chain')
  const identity = await ensureIdentity({
    reader,
    settler,
    settings: {
      get: (key) => store.settings.get(key) as string | undefined,
      set: (key, value) => store.settings.set(key, value),
    },
    ...describe(config, publicUrl),
    role: config.role,
    colonyId: config.colonyId,
    log: ports.log,
  })
  const { agentId, agentRegistry } = identity
  store.events.append('node.registered', { agentId: String(agentId), agentRegistry })
  return identity
}

/** What `/.well-known/agent-registration.json` answers. */
export function registrationOf(config: Config, publicUrl: string, identity: NodeIdentity): Json {
  return registrationFile(describe(config, publicUrl), [identity])
}

function describe(config: Config, publicUrl: string) {
  return {
    name: config.name,
    description: `A ${config.role} of colony ${config.colonyId} that sells small functions over x402`,
    publicUrl,
  }
}

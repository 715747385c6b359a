// Who else is registered in this colony. Everything read here was written by strangers: it says where a
// node claims to be, and the colony verifies by signature before it believes. Nothing is fetched.
import { type Address, checkForeignUrl, type Hex } from '@zooid/base'
import { keccak256, stringToHex } from 'viem'
import type { ChainClient } from './client.ts'
import { identityRegistry, metadataKeys, registryEvents } from './identity-registry.ts'
import { decodeAgentUri } from './registration.ts'

export type Agent = {
  readonly agentId: bigint
  readonly owner: Address
  readonly name: string
  readonly role: string
  readonly url: string
}

const maxAgents = 1000
const maxNameLength = 100
const maxRoleLength = 40
/** Agents read at a time: their answers together stay under the size cap of one RPC answer. */
const readTogether = 8
const publicLookBack = 500_000n

/**
 * Agents of a colony as the registry describes them now, newest first, at most 1000.
 * @param fromBlock first block looked at. @default the first on a devnet, 500000 back elsewhere
 * @throws ChainUnavailableError when no RPC answers
 */
export async function listAgents(options: {
  readonly reader: ChainClient
  readonly colonyId: string
  readonly fromBlock?: bigint
}): Promise<readonly Agent[]> {
  const { reader, colonyId } = options
  const registry = identityRegistry(reader)
  const head = BigInt(await reader.rpc.request<Hex>('eth_blockNumber'))
  const lookBack = reader.profile.isDevnet || head < publicLookBack ? 0n : head - publicLookBack
  const events = await registry.logs(
    [registryEvents.metadataSet, null, keccak256(stringToHex(metadataKeys.colony))],
    options.fromBlock ?? lookBack,
    head,
  )
  const ids = new Set<bigint>()
  for (const { topics } of events) {
    if (ids.size >= maxAgents) break
    if (topics[1] !== undefined) ids.add(BigInt(topics[1]))
  }
  const agents: Agent[] = []
  const all = [...ids]
  for (let i = 0; i < all.length; i += readTogether) {
    const read = await Promise.all(
      all.slice(i, i + readTogether).map((agentId) => readAgent(reader, agentId, colonyId)),
    )
    agents.push(...read.filter((agent) => agent !== null))
  }
  return agents
}

/** Null unless it exists, is of this colony, and says where it is. */
async function readAgent(
  reader: ChainClient,
  agentId: bigint,
  colonyId: string,
): Promise<Agent | null> {
  const registry = identityRegistry(reader)
  const [owner, colony, role, url, uri] = await Promise.all([
    registry.ownerOf(agentId),
    registry.metadata(agentId, metadataKeys.colony),
    registry.metadata(agentId, metadataKeys.role),
    registry.metadata(agentId, metadataKeys.url),
    registry.agentUri(agentId),
  ])
  if (owner === null || colony !== colonyId || role === null || url === null) return null
  if (role.length > maxRoleLength || !isHttpUrl(url)) return null
  const name = decodeAgentUri(uri ?? '')?.name
  return {
    agentId,
    owner,
    name: typeof name === 'string' ? name.slice(0, maxNameLength) : `agent ${agentId}`,
    role,
    url,
  }
}

/** Form only: whether a private address may be contacted is decided by whoever connects. */
function isHttpUrl(url: string): boolean {
  return URL.canParse(url) && checkForeignUrl(url, [new URL(url).host]).ok
}

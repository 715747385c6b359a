// Who this node is and who it knows.
import { z } from '@hono/zod-openapi'
import { jsonReply, type Reply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, jsonObject } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

const peerSchema = z
  .object({
    agentId: z.string(),
    address: z.string(),
    name: z.string(),
    role: z.string(),
    url: z.string(),
    status: z.string(),
    lastSeenAt: z.number().nullable(),
  })
  .openapi('Peer')

export function infoRoutes(deps: GatewayDeps): Route[] {
  const startedAt = deps.clock.now()
  return [
    route({
      method: 'get',
      path: '/info',
      auth: 'public',
      tags: ['node'],
      summary: 'Name, role, identity, chain, prices, counts',
      responses: answers(jsonObject.openapi('Info'), 'This node'),
      answer: () => infoReply(deps, startedAt),
    }),
    route({
      method: 'get',
      path: '/colony/peers',
      auth: 'public',
      tags: ['colony'],
      summary: 'Nodes of the same colony',
      responses: answers(
        z.object({ colony: z.string(), peers: z.array(peerSchema) }),
        'Peers found on chain and by configuration',
      ),
      answer: () => jsonReply({ colony: deps.config.colonyId, peers: deps.peers.peers() }),
    }),
  ]
}

/** Also the answer of `/` when there is no dashboard. */
export function infoReply(deps: GatewayDeps, startedAt: number): Reply {
  const { config, profile } = deps
  const identity = deps.identity()
  const prices = deps.shelf.list().map((cartridge) => cartridge.manifest.price)
  const health = deps.chain.health()
  return jsonReply({
    name: config.name,
    role: config.role,
    version: config.version,
    url: config.publicUrl,
    colony: config.colonyId,
    queenUrl:
      config.queenUrl ?? (config.role === 'queen' ? null : (deps.peers.findQueen()?.url ?? null)),
    identity:
      identity === null
        ? null
        : { agentId: identity.agentId.toString(), agentRegistry: identity.agentRegistry },
    address: deps.settler.address,
    chain: {
      profile: profile.name,
      chainId: profile.chainId,
      network: profile.network,
      head: health.head?.number.toString() ?? null,
      ok: health.ok,
      isDevnet: profile.isDevnet,
      asset: profile.asset,
      contracts: profile.contracts,
    },
    pricing: { scheme: 'exact', x402Versions: x402Versions(deps), prices: summary(prices) },
    uptimeS: Math.round((deps.clock.now() - startedAt) / 1000),
    counts: {
      cartridges: prices.length,
      peers: deps.peers.peers().length,
      payments: deps.ledger.counts(),
    },
    links: { catalogue: '/c', openapi: '/openapi.json', docs: '/docs', events: '/events' },
  })
}

function x402Versions(deps: GatewayDeps): readonly number[] {
  return deps.profile.v1Network === undefined ? [2] : [1, 2]
}

function summary(prices: readonly string[]) {
  const dollars = prices.map((price) => Number(price.replace('$', ''))).sort((a, b) => a - b)
  return { lowestUsd: dollars[0] ?? null, highestUsd: dollars.at(-1) ?? null }
}

// The peers of this colony: found on chain and by configuration, probed in rounds. Discovery only: that
// somebody is listed and answers says nothing about whether to trust what they say. Registrations are
// strangers' text, so their number is bounded, their names cleaned and their URLs guarded.
import {
  type Address,
  type Clock,
  type Json,
  type Log,
  messageOf,
  sameAddress,
  silentLog,
  systemClock,
} from '@zooid/base'
import { checkNodeUrl, probeHealth } from './probe.ts'
import type { ColonyDirectory, Peer, RegisteredAgent, Role } from './types.ts'

const maxPeers = 256
const maxNameChars = 60
const probesAtOnce = 16
/** One lost packet is no outage. */
const missesUntilDown = 2
/** Long silent peers are not listed any more and probed in every tenth round only. */
const missesUntilGhost = 10

export type PeerDirectoryOptions = {
  /** Registrations on chain, of any colony. */
  readonly listAgents: (signal: AbortSignal) => Promise<readonly RegisteredAgent[]>
  /** Our own wallet: left out of the list. */
  readonly self: Address
  readonly colonyId: string
  readonly configured: { readonly queenUrl: string | null }
  readonly events: {
    readonly append: (type: 'peer.seen' | 'peer.lost', data: Json) => void
  }
  /** Private hosts that may be probed: `host:port`, or `host` for every port. The configured queen's is. @default [] */
  readonly allowHosts?: readonly string[]
  /** Pause between rounds. @default 15000 */
  readonly intervalMs?: number
  /** Of one probe. @default 2000 */
  readonly probeTimeoutMs?: number
  readonly clock?: Clock
  readonly log?: Log
}

type Entry = {
  agentId: bigint | null
  address: Address
  name: string
  role: Role
  url: string
  status: Peer['status']
  lastSeenAt: number | null
  misses: number
}

const nobody: Address = `0x${'0'.repeat(40)}`

/** Starts probing at once and every `intervalMs`; ends with close(). */
export function createPeerDirectory(options: PeerDirectoryOptions): ColonyDirectory {
  const { listAgents, self, colonyId, events } = options
  const { clock = systemClock, log = silentLog } = options
  const { intervalMs = 15_000, probeTimeoutMs = 2000 } = options
  const queenUrl = options.configured.queenUrl && new URL(options.configured.queenUrl).origin
  const allowHosts = [...(options.allowHosts ?? []), ...(queenUrl ? [new URL(queenUrl).host] : [])]
  /** By origin: whoever registers twice, or moves a wallet, is still one place to ask. */
  const entries = new Map<string, Entry>()
  const closing = new AbortController()
  let round = 0
  let refreshing: Promise<void> | null = null
  if (queenUrl) entries.set(queenUrl, newEntry(queenUrl))

  const isPinned = (entry: Entry) => entry.url === queenUrl
  const isGhost = (entry: Entry) => !isPinned(entry) && entry.misses >= missesUntilGhost

  const merge = (agents: readonly RegisteredAgent[]) => {
    const listed = new Map<string, RegisteredAgent>()
    // Oldest first: latecomers cannot push out those who were here before. The newest of one URL wins.
    for (const agent of [...agents].sort((a, b) => (a.agentId < b.agentId ? -1 : 1))) {
      if (agent.colonyId !== colonyId || sameAddress(agent.address, self)) continue
      const checked = checkNodeUrl(agent.url, allowHosts)
      if (checked.ok) listed.set(checked.url.origin, agent)
      else log.debug({ agentId: String(agent.agentId), reason: checked.reason }, 'peer refused')
    }
    for (const entry of [...entries.values()]) {
      if (listed.has(entry.url) || isPinned(entry)) continue
      entries.delete(entry.url)
      if (entry.status === 'up') events.append('peer.lost', describe(entry))
    }
    for (const [url, agent] of listed) {
      const entry = entries.get(url) ?? admit(url)
      if (!entry) continue
      entry.agentId = agent.agentId
      entry.address = agent.address
      entry.name = cleanName(agent.name) || `agent ${agent.agentId}`
      entry.role = isPinned(entry) ? 'queen' : agent.role
    }
  }

  /** Room for a newcomer, if need be that of the longest silent ghost. */
  const admit = (url: string): Entry | null => {
    if (entries.size >= maxPeers) {
      const ghosts = [...entries.values()].filter(isGhost).sort((a, b) => b.misses - a.misses)
      if (!ghosts[0]) return null
      entries.delete(ghosts[0].url)
    }
    const entry = newEntry(url)
    entries.set(url, entry)
    return entry
  }

  const probe = async (entry: Entry, signal: AbortSignal) => {
    const result = await probeHealth(entry.url, { allowHosts, timeoutMs: probeTimeoutMs, signal })
    // Aborted probes say nothing about the peer, and one removed meanwhile is nobody's business.
    if (signal.aborted || entries.get(entry.url) !== entry) return
    if (result.ok) {
      const wasUp = entry.status === 'up'
      entry.status = 'up'
      entry.misses = 0
      entry.lastSeenAt = clock.now()
      if (!wasUp) events.append('peer.seen', describe(entry))
      return
    }
    entry.misses++
    log.debug({ url: entry.url, misses: entry.misses, reason: result.reason }, 'peer missed')
    if (entry.misses < missesUntilDown || entry.status === 'down') return
    const wasUp = entry.status === 'up'
    entry.status = 'down'
    if (wasUp) events.append('peer.lost', describe(entry))
  }

  const refreshOnce = async (signal: AbortSignal) => {
    round++
    try {
      merge(await listAgents(signal))
    } catch (error) {
      // The chain may be away for a while; whom we know can still be asked.
      if (!signal.aborted) log.warn({ error: messageOf(error) }, 'registry not read')
    }
    const due = [...entries.values()].filter((entry) => !isGhost(entry) || round % 10 === 0)
    const next = due.values()
    await Promise.all(
      Array.from({ length: probesAtOnce }, async () => {
        for (const entry of next) {
          if (signal.aborted) return
          await probe(entry, signal)
        }
      }),
    )
  }

  const refresh = (signal?: AbortSignal): Promise<void> => {
    if (closing.signal.aborted) return Promise.resolve()
    const both = signal ? AbortSignal.any([closing.signal, signal]) : closing.signal
    refreshing ??= refreshOnce(both).finally(() => {
      refreshing = null
    })
    return refreshing
  }

  const keepRefreshing = async () => {
    while (!closing.signal.aborted) {
      await refresh()
      await clock.sleep(intervalMs, closing.signal).catch(() => undefined)
    }
  }
  const running = keepRefreshing()

  const peers = () =>
    [...entries.values()]
      .filter((entry) => !isGhost(entry))
      .sort((a, b) => compareIds(a.agentId, b.agentId))
      .map(toPeer)

  return {
    peers,
    findQueen: () => {
      const pinned = queenUrl ? entries.get(queenUrl) : undefined
      if (pinned) return toPeer(pinned)
      // The first to register: calling oneself queen later does not take the place over.
      const queens = peers().filter((peer) => peer.role === 'queen')
      return queens.find((peer) => peer.status === 'up') ?? queens[0] ?? null
    },
    refresh,
    close: async () => {
      closing.abort()
      await running
      await refreshing
    },
  }
}

function newEntry(url: string): Entry {
  return {
    agentId: null,
    address: nobody,
    name: 'queen',
    role: 'queen',
    url,
    status: 'unknown',
    lastSeenAt: null,
    misses: 0,
  }
}

function toPeer({ agentId, address, name, role, url, status, lastSeenAt }: Entry): Peer {
  return { agentId: String(agentId ?? ''), address, name, role, url, status, lastSeenAt }
}

function describe({ agentId, address, name, role, url }: Entry): Json {
  return { agentId: String(agentId ?? ''), address, name, role, url }
}

/** Names end up in terminals and pages: no control, direction or other invisible characters. */
function cleanName(name: string): string {
  return name
    .slice(0, maxNameChars)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
}

function compareIds(a: bigint | null, b: bigint | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  return a < b ? -1 : 1
}

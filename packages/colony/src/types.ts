// Who else is here. Found on chain (ERC-8004 registrations that name our colony) and by configuration.
import type { Address } from '@zooid/base'

export type Role = 'queen' | 'worker'

/** What a registration on chain says. All of it is the registrant's own claim. */
export type RegisteredAgent = {
  readonly agentId: bigint
  readonly address: Address
  readonly name: string
  readonly role: Role
  readonly url: string
  readonly colonyId: string
}

export type Peer = {
  /** Empty for a configured queen that the registry does not list yet. */
  readonly agentId: string
  /** Zero address as long as agentId is empty. */
  readonly address: Address
  readonly name: string
  readonly role: Role
  readonly url: string
  readonly status: 'unknown' | 'up' | 'down'
  readonly lastSeenAt: number | null
}

export type PeerDirectory = {
  /** In order of registration, at most 256, without those that were silent for long. */
  readonly peers: () => readonly Peer[]
  /** Read the registry and probe each peer once. */
  readonly refresh: (signal?: AbortSignal) => Promise<void>
  readonly close: () => Promise<void>
}

/** What a node runs: the list, and whom to turn to. */
export type ColonyDirectory = PeerDirectory & {
  /** The configured queen, else the first registered one that is up. */
  readonly findQueen: () => Peer | null
}

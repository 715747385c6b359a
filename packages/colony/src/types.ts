// Who else is here. Found on chain (ERC-8004 registrations that name our colony) and by configuration.
import type { Address } from '@zooid/base'

export type Role = 'queen' | 'worker'

export type Peer = {
  readonly agentId: string
  readonly address: Address
  readonly name: string
  readonly role: Role
  readonly url: string
  readonly status: 'unknown' | 'up' | 'down'
  readonly lastSeenAt: number | null
}

export type PeerDirectory = {
  readonly peers: () => readonly Peer[]
  /** Read the registry and probe each peer once. */
  readonly refresh: (signal?: AbortSignal) => Promise<void>
  readonly close: () => Promise<void>
}

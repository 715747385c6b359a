// Everything the HTTP app needs, handed in by the composition root (apps/node).
import type { Clock, Json, Log } from '@zooid/base'
import type { Shelf } from '@zooid/cartridge'
import type { ChainProfile, ChainReader, Faucet, NodeIdentity, Settler } from '@zooid/chain'
import type { ColonyDirectory, Role } from '@zooid/colony'
import type { Ledger, Payments } from '@zooid/ledger'
import type { Sandbox } from '@zooid/sandbox'
import type { Store } from '@zooid/store'

export type AuthClass = 'public' | 'paid' | 'peer' | 'operator'

export type GatewayConfig = {
  readonly name: string
  readonly role: Role
  readonly version: string
  /** Origin others reach us by; the only source of URLs we print. No trailing slash. */
  readonly publicUrl: string
  /** Extra Host header values accepted besides PUBLIC_URL's and loopback ones. */
  readonly allowedHosts: readonly string[]
  readonly colonyId: string
  readonly queenUrl: string | null
  /** Requests per minute and client address. */
  readonly requestsPerMinute: number
  /** payTo addresses the facilitator API settles for besides our own; `*` = anybody. */
  readonly facilitatorPayTo: readonly string[]
  readonly maxTimeoutSeconds: number
  readonly maxSseClients: number
  readonly dashboardDir: string | null
}

/** What the language of genomes says about itself (packages/genome); a port, so that it may load late. */
export type Language = {
  /** Root index, at most 4 kB. */
  readonly manifest: () => Promise<object>
  /** One op in at most 600 bytes. @throws ZooidError `genome.unknown_op`, with a guess as its hint */
  readonly describe: (op: string) => Promise<string>
  /** Names of ops that fit the words, best first. */
  readonly search: (words: string) => Promise<readonly string[]>
}

export type GatewayDeps = {
  readonly config: GatewayConfig
  readonly profile: ChainProfile
  readonly identity: () => NodeIdentity | null
  readonly registrationFile: () => Json
  readonly chain: ChainReader
  readonly settler: Settler
  readonly payments: Payments
  readonly ledger: Ledger
  readonly store: Store
  readonly shelf: Shelf
  readonly sandbox: Sandbox
  readonly peers: ColonyDirectory
  readonly faucet: Faucet | null
  /** Null: this node does not explain the language. */
  readonly language: Language | null
  /** Compared in constant time. */
  readonly operatorToken: string
  readonly clock: Clock
  readonly log: Log
}

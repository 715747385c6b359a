// node.db: everything but money. Events are the only way the dashboard and CLI learn of changes.
import type { Json } from '@zooid/base'

export type EventType =
  | 'node.started'
  | 'node.registered'
  | 'node.stopping'
  | 'payment.claimed'
  | 'payment.settled'
  | 'payment.failed'
  | 'payment.refunded'
  | 'cartridge.published'
  | 'cartridge.removed'
  | 'cartridge.faulted'
  | 'cartridge.log'
  | 'peer.seen'
  | 'peer.lost'
  | 'faucet.dripped'

export type ZooidEvent = {
  /** Row id: strictly increasing, the SSE event id. */
  readonly id: number
  readonly type: EventType
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly data: Json
}

export type EventLog = {
  /** Buffered: written with the others of the same tick. Never put secrets in `data`. */
  readonly append: (type: EventType, data: Json) => void
  /** Rows with id > after, oldest first. */
  readonly after: (after: number, limit: number) => readonly ZooidEvent[]
  readonly lastId: () => number
  /** Called after rows are committed. Returns unsubscribe. */
  readonly subscribe: (listener: (events: readonly ZooidEvent[]) => void) => () => void
  /** Write what is buffered now. */
  readonly flush: () => void
}

export type CartridgeRow = {
  readonly slug: string
  /** 1, 2, 3 … per slug. */
  readonly version: number
  readonly manifest: Json
  readonly index: string
  readonly test: string
  /** Transpiled JavaScript that runs. */
  readonly code: string
  /** sha256 of manifest, index and test. */
  readonly sha256: string
  readonly publishedAt: number
}

export type CartridgeTable = {
  readonly active: (slug: string) => CartridgeRow | undefined
  readonly previous: (slug: string) => CartridgeRow | undefined
  readonly listActive: () => readonly CartridgeRow[]
  /** Inserts the next version and makes it the active one, in one transaction; keeps the one before. */
  readonly publish: (row: Omit<CartridgeRow, 'version'>) => CartridgeRow
  /** Makes the previous version active again; undefined when there is none. */
  readonly rollback: (slug: string) => CartridgeRow | undefined
  /** Takes it off the shelf and deletes its KV. */
  readonly remove: (slug: string) => boolean
}

/**
 * One KV transaction spans one paid call and everything it composes. Reads are recorded, writes are
 * kept aside; commit() applies them in one SQLite transaction and fails when a read went stale.
 */
export type KvTransaction = {
  readonly get: (slug: string, key: string) => Json | undefined
  readonly set: (slug: string, key: string, value: Json) => void
  readonly delete: (slug: string, key: string) => boolean
  readonly list: (slug: string, prefix: string, limit: number) => readonly string[]
  /**
   * Returns an undo of all later writes, except those to `exceptSlugs`: a failed child's writes go,
   * those its callers made meanwhile stay.
   */
  readonly savepoint: (exceptSlugs: readonly string[]) => () => void
  /** false: somebody changed what we read, or removed the cartridge; run again. @throws KvQuotaError */
  readonly commit: () => boolean
}

export type CallStats = {
  readonly slug: string
  readonly calls: number
  readonly faults: number
  /** Over the last 1000 calls, ms. */
  readonly p50Ms: number
  readonly p99Ms: number
}

export type Store = {
  readonly events: EventLog
  readonly cartridges: CartridgeTable
  readonly beginKv: () => KvTransaction
  readonly recordCall: (slug: string, wallMs: number, ok: boolean) => void
  readonly callStats: () => readonly CallStats[]
  /** Small node-wide values (agent id, chain genesis hash, …). */
  readonly settings: {
    readonly get: (key: string) => Json | undefined
    readonly set: (key: string, value: Json) => void
  }
  readonly close: () => void
}

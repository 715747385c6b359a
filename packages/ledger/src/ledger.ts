// ledger.db and what is in flight. While a payment is in flight the row in memory is the truth and the
// file is its log: claims and broadcasts are on disk before anyone acts on them, everything else follows
// within milliseconds. Invariant: `(network, asset, payer, nonce)` has one row, decided by the index.
// Rows of another chain than the one the ledger was told of are closed history: read, never acted upon.
import {
  type Clock,
  type Hex,
  type Log,
  limits,
  messageOf,
  silentLog,
  systemClock,
} from '@zooid/base'
import { openDatabase } from '@zooid/store'
import { createGroupCommit, type GroupCommit, isDiskTrouble } from './group-commit.ts'
import { listRevenue } from './receipts.ts'
import {
  claimKey,
  fromStored,
  isOpen,
  isReclaimable,
  openStates,
  type PaymentRow,
  receiptOf,
  reservingStates,
  type StoredRow,
  toStored,
} from './row.ts'
import { migrations } from './schema.ts'
import { prepareStatements } from './statements.ts'
import type { Ledger, PaymentState, Receipt, StoredResponse } from './types.ts'

/** Stored bodies are kept this long for replays. */
export const responseRetentionMs = 24 * 60 * 60 * 1000
/** Larger bodies are served but cannot be replayed. */
export const maxStoredResponseBytes = limits.cartridgeOutputBytes

const recentMs = 60 * 60 * 1000

export type ClaimOutcome =
  /** Durable. `reservedBefore`: what this payer's other payments in flight may still take. */
  | { readonly status: 'claimed'; readonly row: PaymentRow; readonly reservedBefore: bigint }
  /** The authorization has a row that may not be claimed anew. */
  | { readonly status: 'taken'; readonly row: PaymentRow }
  /** The payer used this payment identifier for another authorization that counts. */
  | { readonly status: 'identifier_taken'; readonly row: PaymentRow }

/** The ledger with the operations only the payment state machine may use. */
export type LedgerBook = Ledger & {
  /** Says which chain we are on, by its genesis hash; cheap when it is the same as before. */
  readonly enterChain: (genesis: Hex) => void
  /** Is this row of a chain that is gone? Nothing may be done about it, nor for it. */
  readonly isPast: (row: PaymentRow) => boolean
  readonly claim: (row: PaymentRow) => Promise<ClaimOutcome>
  /** Newest version of a row, in flight or stored. */
  readonly find: (
    claim: Pick<PaymentRow, 'network' | 'asset' | 'payer' | 'nonce'>,
  ) => PaymentRow | undefined
  readonly findByIdentifier: (payer: string, identifier: string) => PaymentRow | undefined
  /** Resolves once on disk. @throws LedgerUnavailableError */
  readonly saveDurable: (row: PaymentRow, response?: StoredResponse) => Promise<void>
  /** On disk within milliseconds. */
  readonly save: (row: PaymentRow, response?: StoredResponse) => void
  readonly response: (id: string) => StoredResponse | undefined
  /** Open rows of this chain and settled ones whose body is still owed, oldest first. */
  readonly unfinished: () => readonly PaymentRow[]
  /** Settled on this chain in this block or later, claimed within the last hour, newest first. */
  readonly settledSince: (block: bigint) => readonly PaymentRow[]
  /** Does another payment of the same payer already rest on this transaction? */
  readonly isTxOfOther: (txHash: Hex, row: PaymentRow) => boolean
  /** Drops bodies older than the retention; returns how many. */
  readonly prune: () => number
  readonly flush: () => void
  /** Reads or sets a pragma: for diagnosis. */
  readonly pragma: (text: string) => unknown
  readonly commitStats: GroupCommit['stats']
}

export type LedgerOptions = { readonly clock?: Clock; readonly log?: Log }

/**
 * Opens or creates ledger.db: WAL, synchronous FULL, integrity-checked, migrated after a backup.
 * @throws DatabaseLockedError, DatabaseNewerError, DatabaseCorruptError and their kin from openDatabase
 */
export function openLedger(
  path: string,
  { clock = systemClock, log = silentLog }: LedgerOptions = {},
): LedgerBook {
  const { sqlite, close } = openDatabase(path, { migrations, synchronous: 'FULL', log })
  const statements = prepareStatements(sqlite)
  const commits = createGroupCommit(sqlite, { log })
  /** Rows in flight or not yet on disk, by claim key and by id. */
  const live = new Map<string, PaymentRow>()
  /** Versions of rows that wait to be written; only the newest of each is. */
  const dirty = new Map<string, DirtyRow>()
  let isFlushing = false
  /** Per payer, what each of its open payments may still take. */
  const reserved = new Map<string, Map<string, bigint>>()
  let chain: Hex | null = null
  for (const stored of statements.open()) track(fromStored(stored))

  function track(row: PaymentRow): void {
    if (isOpen(row)) live.set(claimKey(row), row)
    const ofPayer = reserved.get(row.payer) ?? new Map<string, bigint>()
    if (reservingStates.includes(row.state) && !isPast(row)) ofPayer.set(row.id, row.amount)
    else ofPayer.delete(row.id)
    if (ofPayer.size > 0) reserved.set(row.payer, ofPayer)
    else reserved.delete(row.payer)
  }

  function isPast(row: PaymentRow): boolean {
    return row.chain !== null && chain !== null && row.chain !== chain
  }

  function enterChain(genesis: Hex): void {
    if (chain === genesis) return
    if (chain !== null) log.warn({ from: chain, to: genesis }, 'the chain was reset')
    settleQueue()
    statements.adopt(genesis)
    chain = genesis
    reserved.clear()
    for (const row of live.values()) track(row)
  }

  function receiptNow(stored: StoredRow): Receipt {
    const row = fromStored(stored)
    return { ...receiptOf(row), ...(isPast(row) ? { past: true } : {}) }
  }

  function reservedBy(payer: string, exceptId: string): bigint {
    let sum = 0n
    for (const [id, amount] of reserved.get(payer) ?? []) if (id !== exceptId) sum += amount
    return sum
  }

  function newest(stored: StoredRow | undefined): PaymentRow | undefined {
    if (!stored) return undefined
    const row = fromStored(stored)
    return live.get(claimKey(row)) ?? row
  }

  /** Runs inside the group's transaction: check and write are one step. */
  function claimNow(row: PaymentRow): ClaimOutcome {
    if (row.identifier !== null) {
      const other = newest(statements.byIdentifier(row.payer, row.identifier))
      if (other && other.nonce !== row.nonce && holdsIdentifier(other) && !isPast(other))
        return { status: 'identifier_taken', row: other }
    }
    if (statements.insert(toStored(row))) return claimed(row)
    // The insert failed on this very key, so the row is there.
    const existing = newest(statements.byClaim(row)) ?? row
    if (!isReclaimable(existing)) return { status: 'taken', row: existing }
    // A failed attempt that never reached the chain: same claim, new try, first sight unchanged.
    const firstSeenBlock = isPast(existing) ? row.firstSeenBlock : existing.firstSeenBlock
    const again = { ...row, id: existing.id, firstSeenBlock }
    statements.replace(toStored(again))
    return claimed(again)
  }

  function claimed(row: PaymentRow): ClaimOutcome {
    const reservedBefore = reservedBy(row.payer, row.id)
    track(row)
    return { status: 'claimed', row, reservedBefore }
  }

  function write(row: PaymentRow, response: StoredResponse | undefined): void {
    statements.progress(toStored(row))
    if (response && response.body.byteLength <= maxStoredResponseBytes)
      statements.putResponse({
        paymentId: row.id,
        status: response.status,
        headers: JSON.stringify(response.headers),
        body: Buffer.from(response.body),
        storedAt: clock.now(),
      })
    // Only an identified payment may be asked for its answer again once it was delivered.
    if (row.delivered && row.identifier === null) statements.dropResponse(row.id)
  }

  /** A closed row on disk needs no twin in memory. */
  function forget(row: PaymentRow): void {
    if (!isOpen(row) && live.get(claimKey(row)) === row) live.delete(claimKey(row))
  }

  function remember(row: PaymentRow): PaymentRow {
    const dated = { ...row, updatedAt: clock.now() }
    live.set(claimKey(dated), dated)
    track(dated)
    return dated
  }

  function saveLater(row: PaymentRow, response: StoredResponse | undefined): void {
    const kept = response ?? dirty.get(row.id)?.response
    dirty.set(row.id, { row, ...(kept ? { response: kept } : {}) })
    if (isFlushing) return
    isFlushing = true
    let written: readonly DirtyRow[] = []
    commits.lazy(
      () => {
        written = [...dirty.values()]
        for (const entry of written) writeCurrent(entry)
      },
      () => {
        isFlushing = false
        for (const entry of written) {
          if (dirty.get(entry.row.id) === entry) dirty.delete(entry.row.id)
          forget(entry.row)
        }
      },
    )
  }

  function writeCurrent({ row, response }: DirtyRow): void {
    // Overtaken by a durable write.
    if (live.get(claimKey(row)) !== row) return
    try {
      write(row, response)
    } catch (error) {
      // One row that cannot be written must not keep all others from the disk.
      if (isDiskTrouble(error)) throw error
      log.error({ id: row.id, error: messageOf(error) }, 'a payment row could not be written')
    }
  }

  /** Readers see their own writes; a disk that refuses writes still answers with what is on it. */
  function settleQueue(): void {
    try {
      commits.flush()
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'reading the ledger without its last writes')
    }
  }

  return {
    enterChain,
    isPast,
    claim: async (row) => {
      const key = claimKey(row)
      let before: PaymentRow | undefined
      try {
        return await commits.durable(() => {
          before = live.get(key)
          return claimNow(row)
        })
      } catch (error) {
        // Rolled back: nothing is claimed, nothing reserved.
        const after = live.get(key)
        if (after && after !== before) {
          track({ ...after, state: 'failed' })
          if (before) live.set(key, before)
          else live.delete(key)
        }
        throw error
      }
    },
    find: (claim) => {
      const row = live.get(claimKey(claim as PaymentRow))
      if (row) return row
      const stored = statements.byClaim(claim)
      return stored && fromStored(stored)
    },
    findByIdentifier: (payer, identifier) => {
      return newest(statements.byIdentifier(payer, identifier))
    },
    saveDurable: async (row, response) => {
      const kept = response ?? dirty.get(row.id)?.response
      const dated = remember(row)
      await commits.durable(() => write(dated, kept))
      forget(dated)
    },
    save: (row, response) => saveLater(remember(row), response),
    response: (id) => {
      settleQueue()
      const stored = statements.getResponse(id)
      return (
        stored && {
          status: stored.status,
          headers: JSON.parse(stored.headers) as StoredResponse['headers'],
          body: new Uint8Array(stored.body),
        }
      )
    },
    unfinished: () => {
      settleQueue()
      return statements
        .open()
        .map(fromStored)
        .filter((row) => !isPast(row))
    },
    settledSince: (block) => {
      settleQueue()
      return statements
        .settledSince(block, clock.now() - recentMs)
        .map(fromStored)
        .filter((row) => !isPast(row))
    },
    isTxOfOther: (txHash, row) => {
      settleQueue()
      return statements.isTxOfOther(txHash, row.payer, row.id)
    },
    prune: () => {
      settleQueue()
      return sqlite
        .transaction(() => statements.prune(clock.now() - responseRetentionMs, chain))
        .immediate()
    },
    flush: commits.flush,
    pragma: (text) => sqlite.pragma(text, { simple: true }),
    commitStats: commits.stats,
    payments: (filter) => {
      settleQueue()
      return statements.list(filter).map(receiptNow)
    },
    receipt: (id) => {
      settleQueue()
      const stored = statements.byId(id)
      return stored && receiptNow(stored)
    },
    revenue: () => {
      settleQueue()
      return listRevenue(statements.amounts())
    },
    counts: () => {
      settleQueue()
      const counts: { [state in PaymentState]?: number } = {}
      for (const group of statements.counts()) {
        const state = group.state as PaymentState
        const isOther = chain !== null && group.chain !== chain
        // What was open on a chain that is gone is open no more.
        if (isOther && openStates.includes(state)) continue
        counts[state] = (counts[state] ?? 0) + group.count
      }
      return counts
    },
    close: () => {
      if (!sqlite.open) return
      settleQueue()
      close()
    },
  }
}

type DirtyRow = { readonly row: PaymentRow; readonly response?: StoredResponse }

/** A payment that ended without moving money frees its identifier. */
function holdsIdentifier(row: PaymentRow): boolean {
  return openStates.includes(row.state) || row.state === 'settled'
}

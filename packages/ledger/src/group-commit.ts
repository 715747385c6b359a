// Many writes, one disk flush. A durable commit blocks for about 4 ms, so all durable writes of one tick
// share one transaction and each waiter resolves after that commit. Lazy writes gather for `lazyDelayMs`,
// so that what is written twice in that time goes to disk once, then join the next transaction: they may
// be lost in a crash, so only re-derivable facts are lazy.
import { type Log, messageOf, ZooidError } from '@zooid/base'
import type { OpenedDatabase } from '@zooid/store'

export type GroupCommit = {
  /**
   * Runs `write` in the next transaction; resolves after it is on disk.
   * @throws LedgerUnavailableError (rejects) when the transaction could not be committed
   */
  readonly durable: <T>(write: () => T) => Promise<T>
  /** Runs `write` in some transaction soon, again if that one fails; then `committed`. */
  readonly lazy: (write: () => void, committed?: () => void) => void
  /** Commits what is queued now. @throws LedgerUnavailableError */
  readonly flush: () => void
  readonly stats: () => { readonly commits: number; readonly writes: number }
}

type Queued = {
  readonly write: () => unknown
  /** Absent for lazy writes. */
  readonly resolve?: (value: unknown) => void
  readonly reject?: (error: unknown) => void
  readonly committed?: () => void
}

/** A disk that refused a write is asked again after this long. */
const retryDelayMs = 1000

export type GroupCommitOptions = {
  readonly log: Log
  /** Longest a lazy write waits for company, ms. @default 50 */
  readonly lazyDelayMs?: number
}

export function createGroupCommit(
  sqlite: OpenedDatabase['sqlite'],
  { log, lazyDelayMs = 50 }: GroupCommitOptions,
): GroupCommit {
  let waiting: Queued[] = []
  let lazies: Queued[] = []
  let areLaziesDue = false
  let scheduled = false
  let timer: NodeJS.Timeout | undefined
  let commits = 0
  let writes = 0

  const commitAll = sqlite.transaction((batch: readonly Queued[]) => batch.map((q) => q.write()))

  /** Returns the error instead of throwing: each waiter gets it, and flush() decides. */
  function commit(withLazies: boolean): unknown {
    const batch = withLazies ? [...waiting, ...lazies] : waiting
    waiting = []
    if (withLazies) {
      clearTimeout(timer)
      timer = undefined
      areLaziesDue = false
      lazies = []
    }
    if (batch.length === 0) return undefined
    let results: unknown[]
    try {
      results = commitAll.immediate(batch)
    } catch (error) {
      return refuse(batch, error)
    }
    commits++
    writes += batch.length
    for (const [i, { resolve, committed }] of batch.entries()) {
      committed?.()
      resolve?.(results[i])
    }
    return undefined
  }

  function refuse(batch: readonly Queued[], error: unknown): unknown {
    const unavailable = new LedgerUnavailableError(error)
    for (const { reject } of batch) reject?.(unavailable)
    const kept = batch.filter((q) => !q.resolve)
    lazies = [...kept, ...lazies]
    if (kept.length > 0) scheduleLazies(retryDelayMs)
    log.error(
      { error: messageOf(error), waiters: batch.length - kept.length, kept: kept.length },
      'ledger commit failed',
    )
    return unavailable
  }

  /** Everything asked for in this turn of the event loop shares the transaction at its end. */
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      commit(areLaziesDue)
    })
  }

  function scheduleLazies(delayMs: number): void {
    timer ??= setTimeout(() => {
      areLaziesDue = true
      schedule()
    }, delayMs)
    timer.unref()
  }

  return {
    durable: <T>(write: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ write, resolve: resolve as (value: unknown) => void, reject })
        schedule()
      }),
    lazy: (write, committed) => {
      lazies.push({ write, ...(committed ? { committed } : {}) })
      scheduleLazies(lazyDelayMs)
    },
    flush: () => {
      const error = commit(true)
      if (error) throw error
    },
    stats: () => ({ commits, writes }),
  }
}

/** Is this the disk's fault, so that the same write may work later? */
export function isDiskTrouble(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|NOMEM)/.test(code)
}

export class LedgerUnavailableError extends ZooidError {
  override readonly name = 'LedgerUnavailableError'
  constructor(cause: unknown) {
    super('ledger.unavailable', `the ledger cannot be written: ${messageOf(cause)}`, {
      hint: 'check the free space and the permissions of the data folder',
      status: 503,
      retryable: true,
      cause,
    })
  }
}

// A call from outside: attempts of the call tree until its KV transaction commits. Committed is only
// what answered below 400. Not a payment: whoever asks here has settled that question.
import { type Clock, type Log, messageOf, ZooidError } from '@zooid/base'
import type { CartridgeRequest, RunResult } from '@zooid/sandbox'
import type { KvTransaction, Store } from '@zooid/store'
import { CallRefusedError, ChildFaultError, failed, runTree, type TreeDeps } from './call-tree.ts'
import { createLanes } from './lanes.ts'
import type { CallResult, RunningShelf, Shelf } from './types.ts'

const maxAttempts = 5

export type CallDeps = TreeDeps & {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
}

/** See Shelf.call. Rejects only with the signal's reason. */
export function createCall(deps: CallDeps): Shelf['call'] {
  const { store, clock, log } = deps
  // First attempts run side by side. Who lost a race retries alone in its cartridge's lane, and while
  // someone is in there newcomers queue behind: on a hot key everybody gets through within the limit.
  const retries = createLanes()

  return async (slug, request, signal) => {
    const startedAt = clock.now()
    const wallFrom = performance.now()
    const found = deps.find(slug)
    if (!found)
      return failed({
        kind: 'capability',
        code: 'cartridge.not_found',
        message: `there is no cartridge "${slug.slice(0, 40)}" here`,
      })
    const endsAt = startedAt + found.cartridge.manifest.timeoutMs
    const isQueued = retries.isBusy(slug)
    const first = isQueued ? null : await attempt(slug, request, endsAt, signal)
    const result =
      first ?? (await retries.run(slug, () => retry(slug, request, endsAt, isQueued, signal)))
    const wallMs = performance.now() - wallFrom
    store.recordCall(slug, wallMs, result.ok)
    return { ...result, usage: { ...result.usage, wallMs } }
  }

  async function retry(
    slug: string,
    request: CartridgeRequest,
    endsAt: number,
    isFirst: boolean,
    signal: AbortSignal | undefined,
  ): Promise<CallResult> {
    for (let made = isFirst ? 0 : 1; made < maxAttempts; made++) {
      const result = await attempt(slug, request, endsAt, signal)
      if (result) return result
    }
    return failed({
      kind: 'infrastructure',
      code: 'kv.conflict',
      message: `other calls changed what ${slug} had read, ${maxAttempts} times in a row`,
    })
  }

  /** null: somebody else committed in between, so run again. */
  async function attempt(
    slug: string,
    request: CartridgeRequest,
    endsAt: number,
    signal: AbortSignal | undefined,
  ): Promise<CallResult | null> {
    signal?.throwIfAborted()
    // Looked up anew: an attempt after a publication runs the new version, one before finishes the old.
    const loaded = deps.find(slug)
    const timeoutMs = endsAt - clock.now()
    if (!loaded || timeoutMs < 1)
      return failed({
        kind: loaded ? 'timeout' : 'capability',
        code: loaded ? 'cartridge.timeout' : 'cartridge.not_found',
        message: loaded ? `${slug} found no time to run` : `${slug} was just removed`,
      })
    const paid = loaded.cartridge.manifest.capabilities.includes('payment')
    const tx = store.beginKv()
    let result: RunResult
    try {
      result = await runTree(deps, tx, {
        loaded,
        request: paid ? request : { ...request, payment: null },
        timeoutMs,
        signal,
      })
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      return failed({ kind: 'infrastructure', ...describe(error) })
    }
    if (!result.ok || result.response.status >= 400) return result
    return commit(tx, result)
  }

  function commit(tx: KvTransaction, result: RunResult & { readonly ok: true }): CallResult | null {
    try {
      return tx.commit() ? result : null
    } catch (error) {
      if (error instanceof ZooidError)
        return { ok: false, fault: { kind: 'capability', ...describe(error) }, usage: result.usage }
      log.error({ error: messageOf(error) }, 'key-value commit failed')
      return {
        ok: false,
        fault: {
          kind: 'infrastructure',
          code: 'kv.unavailable',
          message: 'the key-value store could not be written',
        },
        usage: result.usage,
      }
    }
  }
}

/** A rehearsal is called by a cartridge that is called by its test. */
const waitingAbove = 2

/** See RunningShelf.rehearse: one attempt whose transaction is dropped. */
export function createRehearsal(deps: CallDeps): RunningShelf['rehearse'] {
  return async (slug, request) => {
    const loaded = deps.find(slug)
    if (!loaded) throw new CallRefusedError('not_found', `there is no cartridge "${slug}" here`)
    const { timeoutMs } = loaded.cartridge.manifest
    const unpaid = { ...request, payment: null }
    const root = { loaded, request: unpaid, timeoutMs, signal: undefined, waitingAbove }
    const result = await runTree(deps, deps.store.beginKv(), root)
    if (!result.ok) throw new ChildFaultError(slug, result.fault)
    return result.response
  }
}

function describe(error: unknown): { readonly code: string; readonly message: string } {
  return {
    code: error instanceof ZooidError ? error.code : 'cartridge.internal',
    message: error instanceof ZooidError ? error.message : 'the sandbox failed',
  }
}

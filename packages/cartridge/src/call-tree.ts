// Runs one attempt of a call and everything it composes, over one KV transaction. Each frame of the
// tree is one sandbox run. Invariants: a frame that fails or answers 400 or more leaves no writes, and
// when runTree returns, nothing of the tree runs any more. Children of one frame run one after the
// other: in a shared transaction that makes their order, and so their result, certain.
import { type Clock, limits, ZooidError } from '@zooid/base'
import type {
  CartridgeRequest,
  CartridgeResponse,
  Fault,
  HostCapabilities,
  RunResult,
  Sandbox,
} from '@zooid/sandbox'
import type { KvTransaction } from '@zooid/store'
import type { CartridgeEvents } from './cartridge-events.ts'
import type { LoadedCartridge } from './loaded.ts'
import type { Strikes } from './strikes.ts'

/** Kept back from a child's time so that its caller can still answer for the failure. */
const reserveMs = 20
/** Below this a run is not worth starting. */
const leastMs = 5
const logLines = 100

export type TreeDeps = {
  readonly sandbox: Sandbox
  readonly clock: Clock
  readonly find: (slug: string) => LoadedCartridge | undefined
  readonly strikes: Strikes
  readonly events: CartridgeEvents
}

type Frame = {
  readonly loaded: LoadedCartridge
  readonly request: CartridgeRequest
  readonly timeoutMs: number
  /** Slugs from the root to this frame, this one included. */
  readonly path: readonly string[]
  /** Sandbox jobs that wait for the root of this tree. @default 0 */
  readonly waitingAbove?: number
  readonly signal: AbortSignal | undefined
}

/**
 * One attempt; the caller commits or drops `tx`.
 * @throws the signal's reason, or what the sandbox throws when it cannot run anything
 */
export function runTree(
  deps: TreeDeps,
  tx: KvTransaction,
  root: Omit<Frame, 'path'>,
): Promise<RunResult> {
  return runFrame(deps, tx, { ...root, path: [root.loaded.cartridge.slug] })
}

async function runFrame(deps: TreeDeps, tx: KvTransaction, frame: Frame): Promise<RunResult> {
  const { cartridge, code } = frame.loaded
  const { slug, version, manifest } = cartridge
  const until = deps.strikes.suspendedUntil(slug)
  if (until !== null) return failed(suspendedFault(slug, until))

  const orphaned = new AbortController()
  const signal = frame.signal ? AbortSignal.any([frame.signal, orphaned.signal]) : orphaned.signal
  const children = new Set<Promise<CartridgeResponse>>()
  let lastChild: Promise<unknown> = Promise.resolve()
  const call = (childSlug: string, request: CartridgeRequest, remainingMs: number) => {
    const endsAt = deps.clock.now() + remainingMs - reserveMs
    const child = lastChild.then(() => {
      signal.throwIfAborted()
      return runChild(deps, tx, { ...frame, signal }, childSlug, request, endsAt)
    })
    lastChild = child.catch(() => undefined)
    children.add(child)
    const done = () => void children.delete(child)
    void child.then(done, done)
    return child
  }
  try {
    const result = await deps.sandbox.run(
      {
        code,
        codeId: cartridge.sha256,
        request: frame.request,
        granted: manifest.capabilities,
        host: hostCapabilities(frame.loaded, tx, call, deps.events),
        limits: { timeoutMs: frame.timeoutMs, outputBytes: limits.cartridgeOutputBytes, logLines },
        depth: (frame.waitingAbove ?? 0) + frame.path.length - 1,
      },
      frame.signal,
    )
    if (result.ok) return result
    deps.events.faulted(slug, version, result.fault)
    // Killed while waiting for a child is not this cartridge's doing.
    if (result.fault.kind === 'timeout' && result.usage.workerReplaced && children.size === 0) {
      const suspendedUntil = deps.strikes.strike(slug)
      if (suspendedUntil !== null) deps.events.suspended(slug, version, suspendedUntil)
    }
    orphaned.abort(new OrphanedCallError(slug))
    return result
  } catch (error) {
    orphaned.abort(new OrphanedCallError(slug))
    throw error
  } finally {
    // Calls the guest did not await still write to our transaction, so they end before we do.
    await Promise.allSettled(children)
  }
}

async function runChild(
  deps: TreeDeps,
  tx: KvTransaction,
  parent: Frame,
  slug: string,
  request: CartridgeRequest,
  endsAt: number,
): Promise<CartridgeResponse> {
  const loaded = deps.find(slug)
  if (!loaded) throw new CallRefusedError('not_found', `there is no cartridge "${slug}" here`)
  if (parent.path.includes(slug))
    throw new CallRefusedError('call_cycle', `${[...parent.path, slug].join(' > ')} is a cycle`)
  if (parent.path.length > limits.callDepth)
    throw new CallRefusedError('call_depth', `calls nest at most ${limits.callDepth} deep`)
  const { methods, timeoutMs } = loaded.cartridge.manifest
  const { method } = request
  if (!methods.some((allowed) => allowed === method))
    throw new CallRefusedError('method', `${slug} answers ${methods.join(', ')}, not ${method}`)
  const remainingMs = Math.min(timeoutMs, endsAt - deps.clock.now())
  if (remainingMs < leastMs)
    throw new CallRefusedError('call_timeout', `no time is left to call ${slug}`)

  const undo = tx.savepoint(parent.path)
  let isDone = false
  try {
    const result = await runFrame(deps, tx, {
      ...parent,
      loaded,
      // Only the root was paid for by somebody.
      request: { ...request, payment: null },
      timeoutMs: remainingMs,
      path: [...parent.path, slug],
    })
    if (!result.ok) throw new ChildFaultError(slug, result.fault)
    isDone = result.response.status < 400
    return result.response
  } finally {
    if (!isDone) undo()
  }
}

function hostCapabilities(
  { cartridge: { slug, manifest } }: LoadedCartridge,
  tx: KvTransaction,
  call: NonNullable<HostCapabilities['call']>,
  events: CartridgeEvents,
): HostCapabilities {
  const granted = new Set(manifest.capabilities)
  return {
    ...(granted.has('kv') && {
      kv: {
        get: (key) => tx.get(slug, key),
        set: (key, value) => tx.set(slug, key, value),
        delete: (key) => tx.delete(slug, key),
        list: (prefix, limit) => tx.list(slug, prefix, limit),
      },
    }),
    ...(granted.has('call') && { call }),
    ...(granted.has('log') && { log: (line) => events.line(slug, line) }),
  }
}

function suspendedFault(slug: string, until: number): Fault {
  return {
    kind: 'infrastructure',
    code: 'cartridge.suspended',
    message: `${slug} had to be killed too often and rests until ${new Date(until).toISOString()}`,
  }
}

export function failed(fault: Fault): RunResult & { readonly ok: false } {
  return { ok: false, fault, usage: { wallMs: 0, workerReplaced: false } }
}

/** Seen by the guest that called: `{code, message}`. */
export class CallRefusedError extends ZooidError {
  override readonly name = 'CallRefusedError'
  constructor(
    reason: 'not_found' | 'call_cycle' | 'call_depth' | 'call_timeout' | 'method',
    message: string,
  ) {
    super(`cartridge.${reason}`, message, { status: 400 })
  }
}

/** Seen by the guest that called: the child's own code, so that it can tell a quota from a timeout. */
export class ChildFaultError extends ZooidError {
  override readonly name = 'ChildFaultError'
  constructor(slug: string, fault: Fault) {
    super(fault.code, `${slug}: ${fault.message}`, { status: 502 })
  }
}

export class OrphanedCallError extends ZooidError {
  override readonly name = 'OrphanedCallError'
  constructor(slug: string) {
    super('cartridge.orphaned', `${slug}, which made this call, ended`, { status: 499 })
  }
}

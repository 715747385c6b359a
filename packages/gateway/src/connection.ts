// What became of a response. Delivered means that all bytes are with the kernel; a socket that closed
// before counts as abandoned, and the work behind it is told to stop.
import type { Call } from './env.ts'

export type Connection = {
  readonly signal: AbortSignal
  /** Exactly one of both, once: all bytes are with the kernel, or the socket closed before. */
  readonly onEnd: (delivered: () => void, abandoned: () => void) => void
}

/** Without a Node socket (in-process callers) handing over the response is delivery. */
export function watchConnection(c: Call): Connection {
  const abort = new AbortController()
  const outgoing = c.env?.outgoing
  if (outgoing === undefined)
    return { signal: abort.signal, onEnd: (delivered) => queueMicrotask(delivered) }
  let end: 'open' | 'delivered' | 'abandoned' = outgoing.destroyed ? 'abandoned' : 'open'
  if (end === 'abandoned') abort.abort(new Error('the client went away'))
  let onDelivered: (() => void) | undefined
  let onAbandoned: (() => void) | undefined
  outgoing.once('finish', () => {
    if (end !== 'open') return
    end = 'delivered'
    onDelivered?.()
  })
  outgoing.once('close', () => {
    if (end !== 'open') return
    end = 'abandoned'
    abort.abort(new Error('the client went away'))
    onAbandoned?.()
  })
  return {
    signal: abort.signal,
    onEnd: (delivered, abandoned) => {
      if (end === 'abandoned') return abandoned()
      onDelivered = delivered
      onAbandoned = abandoned
    },
  }
}

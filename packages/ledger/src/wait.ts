// Waiting with a limit: the thing waited for goes on, only the waiting ends.
import type { Clock } from '@zooid/base'

/** Thrown by nobody and caught here: an abort without a reason builds an exception with a stack. */
const over = Symbol('over')

/** The value, or undefined when `waitMs` passed or the signal was aborted first. */
export async function untilDeadline<T>(
  clock: Clock,
  waitMs: number,
  promise: Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const stop = new AbortController()
  const end = () => stop.abort(over)
  if (signal?.aborted) end()
  else signal?.addEventListener('abort', end, { once: true })
  const deadline = clock.sleep(waitMs, stop.signal).then(
    () => undefined,
    // Aborted: by us because the promise won, or by the caller who left.
    () => undefined,
  )
  try {
    return await Promise.race([promise, deadline])
  } finally {
    signal?.removeEventListener('abort', end)
    end()
  }
}

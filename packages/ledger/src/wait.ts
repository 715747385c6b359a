// Waiting with a limit: the thing waited for goes on, only the waiting ends.
import type { Clock } from '@zooid/base'

/** The value, or undefined when `waitMs` passed or the signal was aborted first. */
export async function untilDeadline<T>(
  clock: Clock,
  waitMs: number,
  promise: Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const done = new AbortController()
  const stop = signal ? AbortSignal.any([signal, done.signal]) : done.signal
  const deadline = clock.sleep(waitMs, stop).then(
    () => undefined,
    // Aborted: by us because the promise won, or by the caller who left.
    () => undefined,
  )
  try {
    return await Promise.race([promise, deadline])
  } finally {
    done.abort()
  }
}

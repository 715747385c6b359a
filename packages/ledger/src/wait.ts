// Waiting with a limit: the thing waited for goes on, only the waiting ends.
import type { Clock } from '@zooid/base'

/** The value, or undefined when `waitMs` passed or the signal was aborted first. */
export function untilDeadline<T>(
  clock: Clock,
  waitMs: number,
  promise: Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      done()
      resolve(undefined)
    }
    const done = () => {
      cancel()
      signal?.removeEventListener('abort', leave)
    }
    const cancel = clock.timer(waitMs, leave)
    if (signal?.aborted) leave()
    else signal?.addEventListener('abort', leave, { once: true })
    promise.finally(done).then(resolve, reject)
  })
}

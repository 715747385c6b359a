// How late the event loop runs. Above the limit free routes are shed, so that paid ones keep their time.

export type Load = {
  /** Smoothed lateness of a timer, ms. */
  readonly lagMs: () => number
  readonly isHigh: () => boolean
  readonly close: () => void
}

const intervalMs = 100
/** A single pause for garbage collection is not overload: half of each sample is remembered. */
const smoothing = 0.5

export function watchLoad(limitMs = 300): Load {
  let lagMs = 0
  let due = performance.now() + intervalMs
  const timer = setInterval(() => {
    const now = performance.now()
    lagMs = lagMs * (1 - smoothing) + Math.max(0, now - due) * smoothing
    due = now + intervalMs
  }, intervalMs)
  timer.unref()
  return {
    lagMs: () => lagMs,
    isHigh: () => lagMs > limitMs,
    close: () => clearInterval(timer),
  }
}

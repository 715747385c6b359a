// Circuit breaker of one RPC endpoint: closed -> open after consecutive failures -> half-open trial.
// It decides only whether to try; it neither calls nor retries. Time comes in, nothing is scheduled.

export type BreakerState = 'closed' | 'open' | 'half-open'

export type Breaker = {
  /** May a call go out now? In half-open exactly one caller gets `true` until it reports back. */
  readonly tryAcquire: (nowMs: number) => boolean
  readonly succeed: () => void
  /** @param fatal open at once: the endpoint is not slow but wrong */
  readonly fail: (nowMs: number, fatal?: boolean) => void
  /** The caller gave up for its own reasons: frees a half-open trial, counts nothing. */
  readonly release: () => void
  readonly state: (nowMs: number) => BreakerState
  /** Consecutive failures. */
  readonly failures: () => number
}

export type BreakerOptions = {
  /** Consecutive failures that open it. @default 3 */
  readonly threshold?: number
  /** First pause in ms; doubles with every failed trial. @default 1000 */
  readonly coolDownMs?: number
  /** @default 30000 */
  readonly maxCoolDownMs?: number
}

export function createBreaker(options: BreakerOptions = {}): Breaker {
  const { threshold = 3, coolDownMs = 1000, maxCoolDownMs = 30_000 } = options
  let failures = 0
  let openUntil = 0
  let pauseMs = coolDownMs
  let trialRunning = false

  const state = (nowMs: number): BreakerState => {
    if (openUntil === 0) return 'closed'
    return nowMs < openUntil ? 'open' : 'half-open'
  }

  return {
    state,
    failures: () => failures,
    tryAcquire(nowMs) {
      const current = state(nowMs)
      if (current === 'closed') return true
      if (current === 'open' || trialRunning) return false
      trialRunning = true
      return true
    },
    succeed() {
      failures = 0
      openUntil = 0
      pauseMs = coolDownMs
      trialRunning = false
    },
    release() {
      trialRunning = false
    },
    fail(nowMs, fatal = false) {
      failures++
      const wasTrial = trialRunning
      trialRunning = false
      if (!fatal && !wasTrial && failures < threshold) return
      // Late failures of calls sent before it opened must not push the trial further away.
      if (!wasTrial && openUntil > nowMs) return
      openUntil = nowMs + pauseMs
      pauseMs = Math.min(pauseMs * 2, maxCoolDownMs)
    },
  }
}

// The effects a package may have are passed in as these ports, so tests fake time, chance and the
// network and nothing else.

export type Clock = {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** Resolves after `ms`; rejects with the signal's reason when aborted first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Calls `run` after `ms` unless cancelled first; far cheaper than a sleep with a signal. */
  readonly timer: (ms: number, run: () => void) => () => void
}

export type Rng = {
  /** `length` random bytes, cryptographically strong outside tests. */
  readonly bytes: (length: number) => Uint8Array
}

export type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>

/** Structured log sink; pino fits it. Never pass secrets. */
export type Log = {
  readonly debug: (data: object, message: string) => void
  readonly info: (data: object, message: string) => void
  readonly warn: (data: object, message: string) => void
  readonly error: (data: object, message: string) => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, ms)
      signal?.addEventListener('abort', onAbort, { once: true })
    }),
  timer: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export const systemRng: Rng = pooledRng(4096)

/** One system call fills the pool for many small draws; drawn bytes are never handed out again. */
function pooledRng(poolBytes: number): Rng {
  const pool = new Uint8Array(poolBytes)
  let next = poolBytes
  return {
    bytes: (length) => {
      if (length > poolBytes / 4) return crypto.getRandomValues(new Uint8Array(length))
      if (next + length > poolBytes) {
        crypto.getRandomValues(pool)
        next = 0
      }
      const drawn = pool.slice(next, next + length)
      pool.fill(0, next, next + length)
      next += length
      return drawn
    },
  }
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

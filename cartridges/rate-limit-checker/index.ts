// One decision about one call, from a limit and the times of earlier calls. Three ways to count: a fixed
// window starts anew at whole multiples, a sliding one looks back, a bucket refills drop by drop.

type Question = {
  readonly limit: number
  readonly window: number
  readonly at: number
  readonly hits: readonly number[]
}
/** `free` counts calls before this one; `wait` is in seconds, until one more is free. */
type Verdict = { readonly free: number; readonly wait: number }

const algorithms = new Map<string, (question: Question) => Verdict>([
  ['fixed', fixed],
  ['sliding', sliding],
  ['bucket', bucket],
])

function fixed({ limit, window, at, hits }: Question): Verdict {
  const start = Math.floor(at / window) * window
  const used = hits.filter((hit) => hit >= start).length
  return { free: Math.max(0, limit - used), wait: start + window - at }
}

function sliding({ limit, window, at, hits }: Question): Verdict {
  const recent = hits.filter((hit) => hit > at - window)
  // More calls than the limit may have come: the one that frees a place is not always the oldest.
  const next = recent[Math.max(0, recent.length - limit)]
  return {
    free: Math.max(0, limit - recent.length),
    wait: next === undefined ? window : next + window - at,
  }
}

function bucket({ limit, window, at, hits }: Question): Verdict {
  const perSecond = limit / window
  let level = limit
  let last = hits[0] ?? at
  const refill = (until: number) => {
    level = Math.min(limit, level + (until - last) * perSecond)
    last = until
  }
  for (const hit of hits) {
    refill(hit)
    // A call that was refused took no drop.
    if (level >= 1 - 1e-9) level -= 1
  }
  refill(at)
  const free = Math.floor(level + 1e-9)
  // After this call the level is one lower; what is waited for is the next whole drop from there.
  const after = free >= 1 ? level - 1 : level
  return { free, wait: (Math.floor(after + 1e-9) + 1 - after) / perSecond }
}

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isBetween = (value: Json | undefined, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high

export function handle({ body }: Request): Response {
  const shape =
    '{"algorithm": "sliding", "limit": 10, "window": 60, "at": 1700000000, "hits": [...]}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object', shape)
  const { algorithm, limit, window, at, hits } = body
  const decide = typeof algorithm === 'string' ? algorithms.get(algorithm) : undefined
  if (decide === undefined)
    return refuse('this algorithm is not known', `one of ${[...algorithms.keys()].join(', ')}`)
  if (!isBetween(limit, 1, 10_000) || !Number.isInteger(limit))
    return refuse('"limit" must be a whole number from 1 to 10000', shape)
  if (!isBetween(window, 1, 86_400) || !Number.isInteger(window))
    return refuse('"window" must be 1 to 86400 seconds', shape)
  if (!isBetween(at, 0, 1e11)) return refuse('"at" must be seconds since 1970', shape)
  if (!Array.isArray(hits) || hits.length > 2000)
    return refuse('"hits" must be a list of at most 2000 times', shape)
  const times: number[] = []
  for (const hit of hits) {
    if (!isBetween(hit, times.at(-1) ?? 0, at))
      return refuse(
        '"hits" must be in order and not after "at"',
        'seconds since 1970, oldest first',
      )
    times.push(hit)
  }

  const { free, wait } = decide({ limit, window, at, hits: times })
  const allowed = free >= 1
  const remaining = allowed ? free - 1 : 0
  const reset = Math.max(0, Math.ceil(wait - 1e-9))
  return {
    body: {
      allowed,
      remaining,
      reset,
      headers: {
        'RateLimit-Policy': `"default";q=${limit};w=${window}`,
        RateLimit: `"default";r=${remaining};t=${reset}`,
        ...(allowed ? {} : { 'Retry-After': String(Math.max(1, reset)) }),
      },
    },
  }
}

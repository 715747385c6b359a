// The load: 402 challenges by autocannon; paid requests by a fixed number of callers that each send
// the next pre-signed payment as soon as the last one was answered. Signing is never timed. An answer
// counts when its status and its body are what was paid for.
import autocannon from 'autocannon'
import { openCaller } from './caller.ts'

export type Measured = {
  /** Answered as expected, per second. */
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly ok: number
  readonly failed: number
}

/** 402s per second over `seconds`, `connections` at a time. */
export async function loadChallenges(
  url: string,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const result = await autocannon({ url, connections, duration: seconds })
  const ok = result.statusCodeStats['402']?.count ?? 0
  return {
    perSecond: ok / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    ok,
    failed: result.requests.total - ok + result.errors,
  }
}

/** What every handler of these benchmarks sells. */
const soldBody = '{"ok":true}'

/** Send every payment header once, `inFlight` at a time. */
export async function loadPaid(
  url: string,
  headers: readonly string[],
  inFlight: number,
): Promise<Measured> {
  const times: number[] = []
  let next = 0
  let ok = 0
  let isStuck = false
  const callers = await Promise.all(Array.from({ length: inFlight }, () => openCaller(url)))
  const startedAt = performance.now()
  await Promise.all(
    callers.map(async (caller) => {
      while (next < headers.length && !isStuck) {
        const header = headers[next++] as string
        const sentAt = performance.now()
        const answer = await caller.get(header)
        times.push(performance.now() - sentAt)
        // A server that stops answering has lost the payment; nothing more is sent in that round.
        if (answer === undefined) isStuck = true
        else if (answer.status === 200 && answer.body === soldBody) ok++
      }
    }),
  )
  const elapsed = performance.now() - startedAt
  for (const caller of callers) caller.close()
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    perSecond: (ok / elapsed) * 1000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    ok,
    failed: headers.length - ok,
  }
}

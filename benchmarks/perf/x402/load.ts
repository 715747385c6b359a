// The load: 402 challenges by autocannon; paid requests by a fixed number of callers that each send
// the next pre-signed payment as soon as the last one was answered. Signing is never timed. An answer
// counts when its status and its body are what was paid for.
import { Agent, request as httpRequest } from 'node:http'
import autocannon from 'autocannon'

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

/** A server that has not answered by then has lost the payment; nothing more is sent in that round. */
const patienceMs = 15_000

/** What every handler of these benchmarks sells. */
const soldBody = '{"ok":true}'

/** Send every payment header once, `inFlight` at a time. */
export async function loadPaid(
  url: string,
  headers: readonly string[],
  inFlight: number,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const times: number[] = []
  let next = 0
  let ok = 0
  let isStuck = false
  const startedAt = performance.now()
  const caller = async () => {
    while (next < headers.length && !isStuck) {
      const header = headers[next++] as string
      const sentAt = performance.now()
      const { status, body } = await get(url, header, agent)
      times.push(performance.now() - sentAt)
      if (status === 200 && body === soldBody) ok++
      if (status === 0) isStuck = true
    }
  }
  await Promise.all(Array.from({ length: inFlight }, caller))
  const elapsed = performance.now() - startedAt
  agent.destroy()
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

type Answer = { readonly status: number; readonly body: string }

/** The answer; status 0 when there was none in time. */
function get(url: string, payment: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { agent, headers: { 'payment-signature': payment } },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      },
    )
    request.setTimeout(patienceMs, () => {
      resolve({ status: 0, body: '' })
      request.destroy()
    })
    request.on('error', reject)
    request.end()
  })
}

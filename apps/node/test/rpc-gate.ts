// A JSON-RPC endpoint in front of a real one that can misbehave: hold a method back, swallow it, lose its
// answer, or answer everything with rubbish. Everything it lets through is answered by the real chain.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What to do with one call: pass it on, never answer, or pass it on and never answer. */
export type Verdict = 'pass' | 'swallow' | 'lose_answer'

/** Takes over a whole request. */
export type Rubbish = (request: IncomingMessage, response: ServerResponse) => void

export type RpcGate = {
  readonly url: string
  /** Judges each call by its method and how often that method was called since. */
  readonly rule: (judge: (method: string, nth: number) => Verdict) => void
  readonly misbehave: (rubbish: Rubbish | null) => void
  /** Resolves when a call was not passed on (or its answer was lost) under the rule in force. */
  readonly stopped: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openRpcGate(upstream: string): Promise<RpcGate> {
  let judge: (method: string, nth: number) => Verdict = () => 'pass'
  let rubbish: Rubbish | null = null
  let counts = new Map<string, number>()
  let markStopped = () => {}
  let stopped = Promise.resolve()
  const arm = () => {
    stopped = new Promise((resolve) => {
      markStopped = resolve
    })
  }
  arm()

  const server = createServer(async (request, response) => {
    if (rubbish) return rubbish(request, response)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const { method } = JSON.parse(body) as { method: string }
    const nth = (counts.get(method) ?? 0) + 1
    counts.set(method, nth)
    const verdict = judge(method, nth)
    if (verdict === 'swallow') return markStopped()
    const answer = await fetch(upstream, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).then((answer) => answer.text())
    if (verdict === 'lose_answer') return markStopped()
    response.setHeader('content-type', 'application/json')
    response.end(answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rule: (next) => {
      judge = next
      counts = new Map()
      arm()
    },
    misbehave: (next) => {
      rubbish = next
    },
    stopped: () => stopped,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

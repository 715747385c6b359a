// Asks one node's /healthz. Its URL comes from a stranger's registration, so this is no general fetch:
// the address is checked as written and again as resolved (a name may point inward, or do so only the
// second time), redirects are not followed, and time and size are bounded.
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { checkForeignUrl, messageOf, parseJson } from '@zooid/base'
import { publicLookup } from './public-lookup.ts'

const maxBodyBytes = 4096

export type ProbeResult = { readonly ok: true } | { readonly ok: false; readonly reason: string }

export type ProbeOptions = {
  /** Private hosts the operator allows: `host:port`, or `host` for every port. */
  readonly allowHosts: readonly string[]
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** GET `<nodeUrl>/healthz` must answer 200 with `{"status":"ok"}`. Never throws. */
export async function probeHealth(nodeUrl: string, options: ProbeOptions): Promise<ProbeResult> {
  const { timeoutMs, signal } = options
  const checked = checkNodeUrl(nodeUrl, options.allowHosts)
  if (!checked.ok) return checked
  const url = new URL('/healthz', checked.url)
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    const response = await send(url, {
      isAllowed: isAllowedHost(url, options.allowHosts),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    })
    if (response.status !== 200) return { ok: false, reason: `answered ${response.status}` }
    const body = parseJson(response.text, { maxBytes: maxBodyBytes, maxDepth: 4 })
    const isOk = body.ok && (body.value as { readonly status?: unknown } | null)?.status === 'ok'
    return isOk ? { ok: true } : { ok: false, reason: 'its /healthz is not a node speaking' }
  } catch (error) {
    if (deadline.aborted) return { ok: false, reason: `no answer within ${timeoutMs} ms` }
    return { ok: false, reason: messageOf(error) }
  }
}

/** May this URL, from a stranger, be probed at all? */
export function checkNodeUrl(
  text: string,
  allowHosts: readonly string[],
): ReturnType<typeof checkForeignUrl> {
  const allowed = URL.canParse(text) && isAllowedHost(new URL(text), allowHosts)
  return checkForeignUrl(text, allowed ? [new URL(text).host] : [])
}

function isAllowedHost(url: URL, allowHosts: readonly string[]): boolean {
  return allowHosts.includes(url.host) || allowHosts.includes(url.hostname)
}

function send(
  url: URL,
  { isAllowed, signal }: { readonly isAllowed: boolean; readonly signal: AbortSignal },
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? requestHttps : requestHttp
    const outgoing = start(url, {
      signal,
      agent: false,
      maxHeaderSize: 8192,
      headers: { accept: 'application/json' },
      ...(isAllowed ? {} : { lookup: publicLookup() }),
    })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming: IncomingMessage) => {
      const chunks: Buffer[] = []
      let bytes = 0
      incoming.on('error', reject)
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > maxBodyBytes) incoming.destroy(new Error('answers more than a health check'))
        else chunks.push(chunk)
      })
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
    })
    outgoing.end()
  })
}

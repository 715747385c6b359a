// A response as plain data. Handlers return replies; only `respond` makes Response objects, always from
// a string or bytes and a plain header object, which is the server adapter's fast path.

export type Reply = {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string | Uint8Array | ReadableStream<Uint8Array> | null
}

/** Pages and JSON of our own: never framed, never sniffed, no referrer. */
export const ownHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/** The same for pages with their own script and style files; still nothing inline and nothing foreign. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export function jsonReply(
  value: unknown,
  status = 200,
  headers: { readonly [name: string]: string } = {},
): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
    body: JSON.stringify(value, bigintsAsText),
  }
}

export function emptyReply(status: 204): Reply {
  return { status, headers: {}, body: null }
}

/** Statuses that Fetch refuses to combine with a body. */
const bodiless = new Set([101, 103, 204, 205, 304])

export function respond(reply: Reply): Response {
  const body = bodiless.has(reply.status) ? null : reply.body
  return new Response(body as ConstructorParameters<typeof Response>[0], {
    status: reply.status,
    headers: reply.headers as Record<string, string>,
  })
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

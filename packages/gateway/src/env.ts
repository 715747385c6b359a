// What a handler may know about the HTTP exchange besides the Fetch API: the Node objects, when there
// are any (in tests that call `app.request` there are none).
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from 'hono'

export type GatewayEnv = {
  Bindings: { readonly incoming?: IncomingMessage; readonly outgoing?: ServerResponse }
}

export type Call = Context<GatewayEnv>

/** Value of a request header; Node's own table first, because building Fetch headers costs more than the lookup. */
export function requestHeader(c: Call, name: string): string | undefined {
  const incoming = c.env?.incoming
  if (incoming === undefined) return c.req.raw.headers.get(name) ?? undefined
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** Address of the other end of the socket. Forwarding headers are ignored: anybody can write them. */
export function clientAddress(c: Call): string {
  return c.env?.incoming?.socket.remoteAddress ?? 'unknown'
}

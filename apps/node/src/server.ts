// The HTTP server around the gateway: it listens before the node is ready (so that an ephemeral port
// is known in time for the registration file), answers 503 until then, and drains on close.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { messageOf, ZooidError } from '@zooid/base'
import { maxConnections, maxHeadersCount, serverOptions } from '@zooid/gateway'

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void

export type HttpServer = {
  readonly port: number
  /** From now on requests go to this listener. */
  readonly open: (listener: RequestListener) => void
  /** Stop accepting, let running requests finish until the signal aborts, then cut what is left. */
  readonly close: (signal: AbortSignal) => Promise<void>
}

const sweepMs = 50

/** @throws ListenError when the port is taken or not ours to bind */
export async function listen(host: string, port: number): Promise<HttpServer> {
  let listener: RequestListener = answerStarting
  const server = createServer(serverOptions, (request, response) => listener(request, response))
  server.maxConnections = maxConnections
  server.maxHeadersCount = maxHeadersCount
  /** Connected, but without a complete head yet: a preconnect, or somebody who takes their time. */
  const silent = new Set<Socket>()
  server.on('connection', (socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  await bind(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    open: (next) => {
      listener = next
    },
    close: async (signal) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of silent) socket.destroy()
      // Again and again: a connection that is kept alive turns idle when its answer is out, and would
      // hold us up until it times out.
      const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
      const cut = () => server.closeAllConnections()
      if (signal.aborted) cut()
      else signal.addEventListener('abort', cut, { once: true })
      await closed
      clearInterval(sweep)
      signal.removeEventListener('abort', cut)
    },
  }
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(host, port, error)))
    server.listen(port, host, resolve)
  })
}

function answerStarting(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' })
  response.end('{"title":"Starting","status":503,"code":"node.starting"}')
}

export class ListenError extends ZooidError {
  override readonly name = 'ListenError'
  constructor(host: string, port: number, cause: Error) {
    super('node.listen', `cannot listen on ${host}:${port}: ${messageOf(cause)}`, {
      hint: 'another process has this port: stop it, or choose one with ZOOID_PORT (zooid up --port)',
      cause,
    })
  }
}

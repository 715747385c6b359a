// One kept-alive HTTP/1.1 connection that sends a paid GET and waits for its answer. Bare sockets, because
// client and servers share two cores: Node's own HTTP client takes as much of them as a server does, which
// would measure the client. It knows no more HTTP than the servers here speak: bodies have a
// content-length or come in chunks, and nothing is redirected.
import { connect } from 'node:net'

export type Answer = { readonly status: number; readonly body: string }

export type Caller = {
  /** The answer; undefined when none came in time or the connection ended. */
  readonly get: (payment: string) => Promise<Answer | undefined>
  readonly close: () => void
}

const patienceMs = 15_000

export async function openCaller(url: string): Promise<Caller> {
  const { hostname, port, pathname, host } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const before = `GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\npayment-signature: `
  let received = ''
  let waiting: ((answer: Answer | undefined) => void) | undefined
  const settle = (answer: Answer | undefined) => {
    const resolve = waiting
    waiting = undefined
    received = ''
    resolve?.(answer)
  }
  socket.setEncoding('latin1')
  socket.setTimeout(patienceMs)
  socket.on('data', (text: string) => {
    received += text
    const answer = parseAnswer(received)
    if (answer !== undefined) settle(answer)
  })
  for (const end of ['timeout', 'error', 'close'] as const) socket.on(end, () => settle(undefined))
  return {
    get: (payment) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve(undefined)
        waiting = resolve
        socket.write(`${before}${payment}\r\n\r\n`)
      }),
    close: () => socket.destroy(),
  }
}

/** Undefined while it is incomplete. */
export function parseAnswer(text: string): Answer | undefined {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = text.slice(0, headEnd)
  const rest = text.slice(headEnd + 4)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined)
    return rest.length >= Number(length)
      ? { status, body: rest.slice(0, Number(length)) }
      : undefined
  return rest.endsWith('0\r\n\r\n') ? { status, body: joinChunks(rest) } : undefined
}

function joinChunks(rest: string): string {
  let body = ''
  let at = 0
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', at)
    const size = Number.parseInt(rest.slice(at, lineEnd), 16)
    if (lineEnd < 0 || !(size > 0)) return body
    body += rest.slice(lineEnd + 2, lineEnd + 2 + size)
    at = lineEnd + 4 + size
  }
}

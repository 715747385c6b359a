// Who is asking. Host names first (against DNS rebinding), then the route's class. Nothing here falls
// back to "allowed": an unknown class or an unwired check is a refusal.
import { createHash, timingSafeEqual } from 'node:crypto'
import { type Call, requestHeader } from './env.ts'
import { HttpProblem } from './problem.ts'
import type { AuthClass } from './types.ts'

export type AccessOptions = {
  readonly publicUrl: string
  readonly allowedHosts: readonly string[]
  readonly operatorToken: string
}

export type Access = {
  /**
   * @throws HttpProblem 421 when the Host (or an absolute request target) is not one of ours, 400 when
   * there are two: a proxy in front may have gone by the other one
   */
  readonly checkHost: (c: Call) => void
  /** @throws HttpProblem 401 or 403 when the caller does not belong to the class */
  readonly checkClass: (c: Call, auth: Exclude<AuthClass, 'paid'>) => void
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'] as const

export function createAccess(options: AccessOptions): Access {
  const publicUrl = new URL(options.publicUrl)
  const port = publicUrl.port === '' ? defaultPort(publicUrl.protocol) : publicUrl.port
  const hosts = new Set([publicUrl.host.toLowerCase(), `${publicUrl.hostname}:${port}`])
  for (const name of loopbackNames) addWithPort(hosts, name, port)
  for (const host of options.allowedHosts) hosts.add(host.toLowerCase())
  const tokenDigest = sha256(options.operatorToken)

  /** Loopback names are also good with the port this very socket listens on (compose maps ports). */
  const isOurs = (host: string, localPort: number | undefined): boolean => {
    if (hosts.has(host)) return true
    const lower = host.toLowerCase()
    if (hosts.has(lower)) return true
    return localPort !== undefined && loopbackNames.some((name) => lower === `${name}:${localPort}`)
  }

  return {
    checkHost: (c) => {
      const incoming = c.env?.incoming
      const host = incoming === undefined ? new URL(c.req.url).host : incoming.headers.host
      if (host === undefined || !isOurs(host, incoming?.socket.localPort))
        throw new WrongHostError(host)
      if (incoming === undefined) return
      if (hasTwoHosts(incoming.rawHeaders)) throw new TwoHostsError()
      const target = incoming.url
      if (target !== undefined && !target.startsWith('/') && target !== '*') {
        const absolute = URL.canParse(target) ? new URL(target).host : ''
        if (!isOurs(absolute, incoming.socket.localPort)) throw new WrongHostError(absolute)
      }
    },
    checkClass: (c, auth) => {
      if (auth === 'public') return
      if (auth === 'peer')
        throw new HttpProblem(403, 'auth.peer_only', 'this route is for registered peers', {
          hint: 'sign the message with the wallet that is registered in this colony',
        })
      const origin = requestHeader(c, 'origin')
      if (origin !== undefined && origin !== publicUrl.origin)
        throw new HttpProblem(
          403,
          'auth.wrong_origin',
          `pages of ${origin.slice(0, 100)} may not do this`,
        )
      if (!hasToken(requestHeader(c, 'authorization'), tokenDigest))
        throw new HttpProblem(401, 'auth.operator_only', 'this route needs the operator token', {
          hint: 'send "Authorization: Bearer <token>"; the token is in keys/operator.token of the data folder',
          headers: { 'WWW-Authenticate': 'Bearer realm="zooid operator"' },
        })
    },
  }
}

/** Node keeps the first of several Hosts and drops the others in silence. */
function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts++
  }
  return hosts > 1
}

/** Digests are compared, so neither time nor length says anything about the token. */
function hasToken(authorization: string | undefined, tokenDigest: Buffer): boolean {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '')?.[1]
  return timingSafeEqual(sha256(token ?? ''), tokenDigest) && token !== undefined
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function defaultPort(protocol: string): string {
  return protocol === 'https:' ? '443' : '80'
}

function addWithPort(hosts: Set<string>, name: string, port: string): void {
  hosts.add(`${name}:${port}`)
  if (port === '80' || port === '443') hosts.add(name)
}

export class TwoHostsError extends HttpProblem {
  constructor() {
    super(400, 'request.two_hosts', 'a request has one Host header')
  }
}

export class WrongHostError extends HttpProblem {
  constructor(host: string | undefined) {
    super(421, 'request.wrong_host', `this node is not ${(host ?? '(no host)').slice(0, 100)}`, {
      hint: 'use the PUBLIC_URL of the node, or add the name to its allowed hosts',
    })
  }
}

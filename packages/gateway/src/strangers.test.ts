// Each route of the table, called as each stranger.
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operatorToken, startGateway } from '../test/fixture.ts'
import { createFreeHandler, route, UnclassedRouteError } from './route.ts'

let node: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  node = await startGateway({ config: { requestsPerMinute: 100_000 } })
})
afterAll(() => node.close())

type Answer = {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}

/** node:http, because fetch does not let us choose the Host header. */
function call(
  method: string,
  path: string,
  headers: { readonly [name: string]: string } = {},
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port: node.port, host: '127.0.0.1', method, path, headers },
      (response) => {
        let text = ''
        const done = () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          // Event streams do not end by themselves.
          if (response.headers['content-type']?.startsWith('text/event-stream')) {
            sent.destroy()
            done()
          }
        })
        response.on('end', done)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const concrete = (path: string) => path.replace('{slug}', 'echo').replace('{id}', 'r1')
const token = { authorization: `Bearer ${operatorToken}` }

it('has classed every route', () => {
  expect(node.gateway.routes.length).toBeGreaterThan(20)
  for (const { auth } of node.gateway.routes)
    expect(['public', 'paid', 'peer', 'operator']).toContain(auth)
})

it('refuses every route under a foreign Host, token or not', async () => {
  for (const { method, path } of node.gateway.routes) {
    const verb = method === 'all' ? 'GET' : method.toUpperCase()
    for (const host of ['evil.example', '169.254.169.254', `evil.example:${node.port}`]) {
      const { status } = await call(verb, concrete(path), { host, ...token })
      expect([verb, path, host, status]).toEqual([verb, path, host, 421])
    }
    const absolute = await call(verb, `http://169.254.169.254${concrete(path)}`, token)
    expect([path, absolute.status]).toEqual([path, 421])
  }
})

it('answers under loopback names with our port', async () => {
  for (const host of [`localhost:${node.port}`, `127.0.0.1:${node.port}`, `LOCALHOST:${node.port}`])
    expect((await call('GET', '/healthz', { host })).status).toBe(200)
  expect((await call('GET', '/healthz', { host: 'localhost:1' })).status).toBe(421)
})

it('lets nobody but the operator into operator routes', async () => {
  const operator = node.gateway.routes.filter(({ auth }) => auth === 'operator')
  expect(operator.length).toBeGreaterThanOrEqual(5)
  for (const { method, path } of operator) {
    const verb = method.toUpperCase()
    const target = path.replace('{slug}', 'nothing')
    const as = (headers: { readonly [name: string]: string }) => call(verb, target, headers)
    expect((await as({})).status).toBe(401)
    expect((await as({ authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await as({ authorization: `Basic ${operatorToken}` })).status).toBe(401)
    expect((await as({ authorization: `Bearer ${operatorToken} ` })).status).not.toBe(401)
    expect((await as({ ...token, origin: 'http://evil.example' })).status).toBe(403)
    expect((await as({ ...token, origin: 'null' })).status).toBe(403)
    expect([401, 403, 421]).not.toContain((await as({ ...token, origin: node.url })).status)
  }
})

it('gates HEAD of every route exactly like GET', async () => {
  const gets = node.gateway.routes.filter(({ method }) => method === 'get' || method === 'all')
  for (const { path } of gets) {
    const get = await call('GET', concrete(path))
    const head = await call('HEAD', concrete(path))
    expect([path, head.status, head.body]).toEqual([path, get.status, ''])
  }
  // Neither the stream that HEAD opened nor the one we hung up on keeps its place.
  await expect
    .poll(async () => (await call('GET', '/metrics')).body)
    .toContain('zooid_sse_clients 0')
})

it('names the allowed methods of a path when asked with another', async () => {
  const paths = new Set(
    node.gateway.routes.filter(({ auth }) => auth !== 'paid').map(({ path }) => path),
  )
  for (const path of paths)
    for (const method of ['PATCH', 'OPTIONS', 'PURGE']) {
      const { status, headers } = await call(method, concrete(path))
      expect([path, method, status]).toEqual([path, method, 405])
      expect(headers.allow).toMatch(/GET|POST|PUT|DELETE/)
    }
})

it('asks every stranger to pay on paid routes', async () => {
  for (const path of [
    '/c/echo',
    '/c/echo/',
    '/c/echo/x/y',
    '/c/echo?a=1',
    '/%63/echo',
    '/c/%65cho',
  ])
    for (const method of ['GET', 'HEAD', 'POST'])
      for (const headers of [{}, token, { origin: 'http://evil.example' }]) {
        const answer = await call(method, path, headers)
        expect([path, method, answer.status]).toEqual([path, method, 402])
        expect(answer.headers['payment-required']).toBeTruthy()
      }
  expect((await call('PATCH', '/c/echo')).headers.allow).toBe('GET, POST, HEAD')
  expect(node.shelf.calls()).toBe(0)
})

describe('the table', () => {
  const spec = {
    method: 'get' as const,
    path: '/x',
    tags: [],
    summary: 'x',
    responses: {},
    answer: () => ({ status: 200, headers: {}, body: null }),
  }
  it('does not register a route without a class', () => {
    // @ts-expect-error a route without a class must not type-check
    const unclassed = route(spec)
    const parts = {} as Parameters<typeof createFreeHandler>[1]
    expect(() => createFreeHandler(unclassed, parts)).toThrow(UnclassedRouteError)
  })
})

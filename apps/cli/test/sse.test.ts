import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { events } from '../src/sse.ts'

test('a stream that breaks before its first event goes on where it began', async () => {
  const resumedAfter: (string | undefined)[] = []
  const server = createServer((request, response) => {
    resumedAfter.push(request.headers['last-event-id'] as string | undefined)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (resumedAfter.length === 1) response.end('id: 41\nretry: 2000\n\n')
    else response.write('id: 41\n\nid: 42\nevent: node.started\ndata: {}\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = new AbortController()
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/events`)
  const seen: unknown[] = []
  try {
    for await (const event of events(url, { signal: stop.signal, onRetry: () => {} })) {
      seen.push(event)
      break
    }
  } finally {
    stop.abort()
    server.close()
    server.closeAllConnections()
  }
  expect(seen).toEqual([{ id: '42', type: 'node.started', data: '{}' }])
  expect(resumedAfter).toEqual([undefined, '41'])
})

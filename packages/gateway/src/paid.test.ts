import { request } from 'node:http'
import { connect } from 'node:net'
import { decodePaymentRequired, decodeSettleResponse } from '@zooid/x402'
import { afterEach, expect, it } from 'vitest'
import { answer, fault, goodPayment, startGateway } from '../test/fixture.ts'

let node: Awaited<ReturnType<typeof startGateway>> | undefined
afterEach(async () => {
  await node?.close()
  node = undefined
})
const start = async (...options: Parameters<typeof startGateway>) => {
  node = await startGateway(...options)
  return node
}
const paying = { 'payment-signature': goodPayment }

it('answers an unpaid call with the offer in header and body, bound to PUBLIC_URL', async () => {
  const { url } = await start()
  const response = await fetch(`${url}/c/echo/deeper?x=1`)
  expect(response.status).toBe(402)
  const offer = decodePaymentRequired(response.headers.get('payment-required') ?? '')
  expect(offer?.resource.url).toBe(`${url}/c/echo`)
  expect(offer?.accepts[0]?.amount).toBe('1000')
  expect(await response.json()).toEqual(offer)
  expect(response.headers.get('cache-control')).toBe('no-store')
})

it('speaks v1 in the body on chains that v1 can name', async () => {
  const { url } = await start({
    profile: { network: 'eip155:84532', chainId: 84532, v1Network: 'base-sepolia' },
  })
  const body = (await (await fetch(`${url}/c/echo`)).json()) as { x402Version: number }
  expect(body).toMatchObject({ x402Version: 1, accepts: [{ network: 'base-sepolia' }] })
  const paid = await fetch(`${url}/c/echo`, { headers: { 'x-payment': goodPayment } })
  expect(paid.headers.get('x-payment-response')).toBe(paid.headers.get('payment-response'))
})

it('serves a paid call with its receipt and keeps it out of caches', async () => {
  const { url, endings } = await start()
  const response = await fetch(`${url}/c/echo/a/b?q=1`, {
    method: 'POST',
    headers: { ...paying, 'content-type': 'application/json' },
    body: '"hi"',
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ path: '/a/b', method: 'POST', body: 'hi' })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'private, no-store',
    vary: 'PAYMENT-SIGNATURE, X-PAYMENT',
    'zooid-receipt': '/ledger/r1',
    'content-security-policy': expect.stringContaining('sandbox'),
    'x-content-type-options': 'nosniff',
  })
  expect(decodeSettleResponse(response.headers.get('payment-response') ?? '')?.success).toBe(true)
  expect(response.headers.get('x-payment-response')).toBeNull()
  await expect.poll(() => endings).toEqual(['delivered'])
})

const upfront = { txHash: `0x${'aa'.repeat(32)}`, refundTxHash: `0x${'bb'.repeat(32)}` } as const
const endings = [
  ['not charged', { state: 'failed' }, /^you were not charged/, null],
  [
    'charged and given back',
    { ...upfront, state: 'refunded' },
    /^your payment was refunded/,
    upfront.refundTxHash,
  ],
  [
    'owed its money back',
    { ...upfront, state: 'refunding', refundTxHash: null },
    /^your payment will be refunded/,
    null,
  ],
  [
    'owed it before that was decided',
    { ...upfront, state: 'settled', refundTxHash: null },
    /^your payment will be refunded/,
    null,
  ],
] as const
it.each(endings)(
  'tells a payer whose work failed that it was %s',
  async (_, failedReceipt, hint, refund) => {
    const { url } = await start({ failedReceipt, handles: { broken: () => fault('runtime') } })
    const response = await fetch(`${url}/c/broken`, { headers: paying })
    expect(response.status).toBe(502)
    expect(response.headers.get('zooid-refund')).toBe(refund)
    const { txHash = null } = failedReceipt as { txHash?: string }
    expect(await response.json()).toMatchObject({
      code: 'sandbox.runtime',
      hint: expect.stringMatching(hint),
      receipt: { path: '/ledger/r1', state: failedReceipt.state, txHash, refundTxHash: refund },
    })
  },
)

it('gives a paid HEAD no body', async () => {
  const { url, shelf } = await start()
  const response = await fetch(`${url}/c/echo`, { method: 'HEAD', headers: paying })
  expect([response.status, await response.text(), shelf.calls()]).toEqual([200, '', 1])
})

it('answers 404, never 402, for slugs nobody published', async () => {
  const { url } = await start()
  for (const slug of ['nothing', '__proto__', '..%2fadmin', 'ECHO', 'x'.repeat(5000), 'ёcho']) {
    const response = await fetch(`${url}/c/${slug}`)
    expect([slug, response.status]).toEqual([slug, 404])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  }
})

it('refuses payments it cannot tell apart or decode with 400 and a fresh offer', async () => {
  const { url, shelf } = await start()
  for (const value of [`${goodPayment}, ${goodPayment}`, '', '%%%', 'x'.repeat(12_000)]) {
    const response = await fetch(`${url}/c/echo`, { headers: { 'payment-signature': value } })
    expect(response.status).toBe(400)
    expect(decodePaymentRequired(response.headers.get('payment-required') ?? '')).not.toBeNull()
  }
  const repeated = await raw(
    url,
    `PAYMENT-SIGNATURE: ${goodPayment}\r\nPayment-Signature: ${goodPayment}\r\n`,
  )
  expect(repeated).toMatch(/^HTTP\/1.1 400/)
  expect(shelf.calls()).toBe(0)
})

it('lets the v2 header decide when both are sent', async () => {
  const { url, shelf } = await start()
  const headers = { 'payment-signature': 'e30=', 'x-payment': goodPayment }
  expect((await fetch(`${url}/c/echo`, { headers })).status).toBe(402)
  expect(shelf.calls()).toBe(0)
})

it('refuses bodies over the cap, declared or chunked, and malformed ones, without taking the payment', async () => {
  const { url, shelf } = await start()
  const big = 'x'.repeat(70_000)
  const post = (body: string | ReadableStream, headers = {}) =>
    fetch(`${url}/c/echo`, {
      method: 'POST',
      headers: { ...paying, ...headers },
      body,
      duplex: 'half',
    } as RequestInit)
  expect((await post(big)).status).toBe(413)
  const chunks = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 10; i++) controller.enqueue(new TextEncoder().encode('y'.repeat(10_000)))
      controller.close()
    },
  })
  expect((await post(chunks)).status).toBe(413)
  const json = { 'content-type': 'application/json' }
  expect((await post('{', json)).status).toBe(400)
  expect((await post('['.repeat(60_000), json)).status).toBe(400)
  expect(shelf.calls()).toBe(0)
})

it.each([
  ['timeout', 504],
  ['memory', 502],
  ['runtime', 502],
  ['infrastructure', 503],
] as const)('answers a %s fault with %i and no settlement', async (kind, status) => {
  const { url } = await start({ handles: { bad: () => fault(kind) } })
  const response = await fetch(`${url}/c/bad`, { headers: paying })
  expect(response.status).toBe(status)
  expect(response.headers.get('payment-response')).toBeNull()
  expect(await response.json()).toMatchObject({ code: `sandbox.${kind}` })
})

it('answers 503 when the sandbox itself throws', async () => {
  const { url } = await start({
    handles: {
      bad: () => {
        throw new Error('secret path')
      },
    },
  })
  const response = await fetch(`${url}/c/bad`, { headers: paying })
  expect(response.status).toBe(503)
  expect(await response.text()).not.toContain('secret')
})

it('lets a guest set only harmless headers and statuses', async () => {
  const { url } = await start({
    handles: {
      html: () =>
        answer('<script>1</script>', 200, {
          'Content-Type': 'text/html',
          'Set-Cookie': 'a=b',
          'Content-Security-Policy': 'default-src *',
          'PAYMENT-RESPONSE': 'forged',
          'Content-Language': 'de\r\nX-Evil: 1',
          Location: 'http://evil.example',
        }),
      odd: () => answer(null, 101),
    },
  })
  const response = await fetch(`${url}/c/html`, { headers: paying })
  expect(response.headers.get('content-type')).toBe('text/html')
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(response.headers.get('location')).toBeNull()
  expect(response.headers.get('x-evil')).toBeNull()
  expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
  expect(response.headers.get('payment-response')).not.toBe('forged')
  expect((await fetch(`${url}/c/odd`, { headers: paying })).status).toBe(502)
})

it('runs scripts only of HTML whose manifest says so, offline and in nobody’s origin', async () => {
  const page = (type: string) =>
    answer('<script>1</script>', 200, {
      'Content-Type': type,
      'Content-Security-Policy': 'script-src *',
    })
  const handles = {
    inert: () => page('text/html'),
    front: () => page('text/html; charset=utf-8'),
    scripted: () => page('TEXT/HTML'),
    canvas: () => page('text/html'),
    drawing: () => page('image/svg+xml'),
    nearly: () => page('text/htmlx'),
    refusing: () => answer('<script>1</script>', 400, { 'content-type': 'text/html' }),
  }
  const { url } = await start({
    handles,
    manifests: {
      front: { group: 'front-end' },
      scripted: { scripts: true },
      canvas: { interactive: true },
      drawing: { scripts: true },
      nearly: { scripts: true },
      refusing: { scripts: true },
    },
  })
  const policies: Record<string, string> = {}
  for (const slug of Object.keys(handles)) {
    const response = await fetch(`${url}/c/${slug}`, { headers: paying })
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    policies[slug] = response.headers.get('content-security-policy') ?? ''
  }
  const scripted =
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
  const { inert } = policies
  expect(inert).toMatch(/^sandbox; default-src 'none'/)
  expect(policies).toEqual({
    inert,
    drawing: inert,
    nearly: inert,
    front: scripted,
    scripted,
    canvas: scripted,
    refusing: scripted,
  })
})

it('tells the ledger when the buyer hung up before the answer', async () => {
  let release: () => void = () => {}
  let begun: () => void = () => {}
  const working = new Promise<void>((resolve) => {
    begun = resolve
  })
  const { url, endings } = await start({
    handles: {
      slow: () =>
        new Promise((resolve) => {
          begun()
          release = () => resolve(answer('late'))
        }),
    },
  })
  const buyer = request(`${url}/c/slow`, { headers: paying })
  buyer.on('error', () => {})
  buyer.end()
  await working
  buyer.destroy()
  await new Promise((resolve) => setTimeout(resolve, 50))
  release()
  await expect.poll(() => endings).toEqual(['abandoned'])
})

it('limits strangers by address, and loopback generously', async () => {
  const { url } = await start({ config: { requestsPerMinute: 1 } })
  const statuses = await Promise.all(
    Array.from({ length: 1100 }, async () => {
      const response = await fetch(`${url}/healthz`)
      await response.arrayBuffer()
      return response.status
    }),
  )
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1000)
  expect(statuses).toContain(429)
})

function raw(url: string, headers: string): Promise<string> {
  const { port, host } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET /c/echo HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n`),
    )
    let text = ''
    socket.on('data', (data) => {
      text += data
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
}

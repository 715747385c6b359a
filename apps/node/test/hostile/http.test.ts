// Rows 15 to 21 and 39 of the table of hostile inputs: what arrives on the socket before anybody is
// asked to pay. Raw bytes, because no HTTP client sends them.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rawExchange, signPayment, startTestNode, type TestNode, tempDir } from '../harness.ts'
import { emptyShelf, stockMoneyShelf } from '../money-shelf.ts'

let node: TestNode
let host: string
beforeAll(async () => {
  const dataDir = tempDir('http')
  node = await startTestNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
  await stockMoneyShelf(node.url, node.operatorToken)
  host = new URL(node.url).host
})
afterEach(async () => {
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
})
afterAll(() => node?.dispose())

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4)
const get = (path: string, headers = '') =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n`
const send = (bytes: string) => rawExchange(node.url, bytes)
const ledger = async () =>
  ((await (await fetch(`${node.url}/ledger`)).json()) as { receipts: unknown[] }).receipts
const claims = async () => (await ledger()).length

describe('size of the head', () => {
  it('row 15: 20 kB of headers are 431', async () => {
    expect(statusOf(await send(get('/healthz', `X-Pad: ${'x'.repeat(20_000)}\r\n`)))).toBe(431)
  })

  it('row 15: a URL of 100 kB is 431', async () => {
    expect(statusOf(await send(get(`/c/work?${'x'.repeat(100_000)}`)))).toBe(431)
  })

  it('row 16: a payment behind 1500 small headers is seen', async () => {
    const payment = await signPayment(1, `${node.url}/c/work/row-16`)
    const bytes = get('/c/work/row-16', `${'a:\r\n'.repeat(1500)}PAYMENT-SIGNATURE: ${payment}\r\n`)
    expect(statusOf(await send(bytes))).toBe(200)
  })

  it('row 16: a second payment behind 1500 small headers is seen as well', async () => {
    const payment = await signPayment(1, `${node.url}/c/work/row-16`)
    const one = `PAYMENT-SIGNATURE: ${payment}\r\n`
    const before = await claims()
    const answer = await send(get('/c/work/row-16', `${one}${'a:\r\n'.repeat(1500)}${one}`))
    expect(statusOf(answer)).toBe(400)
    expect(await claims()).toBe(before)
  })
})

describe('payments on the wire', () => {
  const rows: readonly [string, (payment: string) => string][] = [
    [
      'row 17: the payment header twice',
      (p) => `PAYMENT-SIGNATURE: ${p}\r\nPAYMENT-SIGNATURE: ${p}\r\n`,
    ],
    ['row 17: two payments in one header', (p) => `PAYMENT-SIGNATURE: ${p}, ${p}\r\n`],
    [
      'row 17: the header in two spellings',
      (p) => `Payment-Signature: ${p}\r\npayment-SIGNATURE: x\r\n`,
    ],
    ['row 17: the v1 header twice', (p) => `X-PAYMENT: ${p}\r\nX-PAYMENT: ${p}\r\n`],
    ['row 17: a payment header over 8 kB', () => `PAYMENT-SIGNATURE: ${'A'.repeat(12_000)}\r\n`],
    ['row 17: an empty payment header', () => 'PAYMENT-SIGNATURE: \r\n'],
    ['row 17: a payment that is no Base64', () => 'PAYMENT-SIGNATURE: !!!\r\n'],
    ['row 17: Latin-1 bytes in the payment', (p) => `PAYMENT-SIGNATURE: ${p}\u00e9\r\n`],
    [
      'row 21: a payment nested 5000 deep',
      () => `PAYMENT-SIGNATURE: ${Buffer.from('['.repeat(5000)).toString('base64')}\r\n`,
    ],
  ]
  it.each(rows)('%s is 400 with a fresh offer and claims nothing', async (_, header) => {
    const payment = await signPayment(1, `${node.url}/c/work/row-17`)
    const before = await claims()
    const answer = await send(get('/c/work/row-17', header(payment)))
    expect(statusOf(answer)).toBe(400)
    expect(answer.toLowerCase()).toContain('\r\npayment-required: ')
    expect(await claims()).toBe(before)
  })
})

describe('request framing', () => {
  const post = (headers: string, body = '') =>
    `POST /c/work HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n${body}`
  const rows: readonly [string, () => string][] = [
    [
      'row 18: Content-Length beside Transfer-Encoding',
      () => post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
    ],
    [
      'row 18: two different Content-Lengths',
      () => post('Content-Length: 5\r\nContent-Length: 6\r\n', 'hello!'),
    ],
    ['row 18: Content-Length with a sign', () => post('Content-Length: +5\r\n', 'hello')],
    ['row 18: Content-Length of 2^64', () => post('Content-Length: 18446744073709551616\r\n', 'x')],
    [
      'row 18: chunked that is not last',
      () => post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'),
    ],
    ['row 18: a bare CR in a header', () => get('/healthz', 'X-A: b\rX-B: c\r\n')],
    ['row 18: a NUL in a header', () => get('/healthz', 'X-A: b\0c\r\n')],
    ['row 18: a space before the colon', () => get('/healthz', 'X-A : b\r\n')],
    ['row 18: a folded header', () => get('/healthz', 'X-A: b\r\n c\r\n')],
    ['row 18: no Host', () => 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['row 18: two Hosts', () => get('/healthz', 'Host: evil.example\r\n')],
    ['row 18: a Host twice', () => get('/healthz', `Host: ${host}\r\n`)],
    [
      'row 18: a chunk size that is no number',
      () =>
        post('Transfer-Encoding: chunked\r\n', 'zz\r\nhello\r\n0\r\n\r\n').replace(
          '/c/work',
          '/verify',
        ),
    ],
    ['row 18: HTTP/9.9', () => `GET / HTTP/9.9\r\nHost: ${host}\r\n\r\n`],
    ['row 18: a TLS hello', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ]
  it.each(rows)('%s is 400', async (_, bytes) => {
    const before = await claims()
    expect(statusOf(await send(bytes()))).toBe(400)
    expect(await claims()).toBe(before)
  })

  const wrongHosts: readonly [string, string][] = [
    ['an empty Host', ''],
    ['a Host with a path', 'HOST/x'],
    ['a Host with credentials', 'a@HOST'],
    ['a Host with a space', 'evil HOST'],
    ['a foreign Host', 'evil.example'],
    ['our name with another port', '127.0.0.1:1'],
    ['a Host with a trailing dot', 'localhost.'],
    ['the metadata address', '169.254.169.254'],
  ]
  it.each(wrongHosts)('row 18: %s is refused', async (_, name) => {
    const bytes = `GET /info HTTP/1.1\r\nHost: ${name.replace('HOST', host)}\r\nConnection: close\r\n\r\n`
    const answer = await send(bytes)
    expect([400, 421]).toContain(statusOf(answer))
    expect(answer).not.toContain('agentId')
  })

  it('row 18: HTTP/1.0 without a Host is refused', async () => {
    expect([400, 421]).toContain(statusOf(await send('GET /info HTTP/1.0\r\n\r\n')))
  })

  const targets = [
    '//evil.example/info',
    '/c//work',
    '/c/work//..//',
    '*',
    '?x',
    '/?',
    '/#x',
    '/c/work#x',
    '/c/?',
    '/%',
    '/\\evil',
    '/c/work?%zz=%',
    'http:',
    'http://',
    'info',
    '/events?after=NaN',
    '/c?limit=-1',
    '/c?limit=1e99&offset=0x1',
    '/ledger?before=99999999999999999999',
    '/ledger?limit=1&limit=2',
    '/catalogue/%00',
    '/ledger/%ff',
  ]
  it.each(targets)(
    'row 18: the target %s is answered without a failure of ours',
    async (target) => {
      const status = statusOf(await send(get(target)))
      expect(status).toBeGreaterThanOrEqual(200)
      expect(status).toBeLessThan(500)
    },
  )

  it('row 18: 500 random requests are answered without a failure of ours', async () => {
    let seed = 42
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * below)
    }
    const parts = [
      '/',
      'c',
      'work',
      'ledger',
      'events',
      'admin',
      'cartridges',
      '..',
      '%2e',
      '%',
      '?',
      '&',
      '=',
      '#',
      '@',
      ':',
      '\\',
      '%00',
      '%ff',
      'a'.repeat(50),
      '__proto__',
      '[',
      ']',
      '{',
      '}',
      ';',
      '*',
      '"',
      '<',
      "'",
      '\xff',
    ]
    const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE']
    const failures: string[] = []
    for (let i = 0; i < 500; i++) {
      const target = `/${Array.from({ length: next(8) }, () => parts[next(parts.length)]).join('')}`
      const method = methods[next(methods.length)]
      const bytes = Buffer.from(
        `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nAccept: application/json\r\n\r\n`,
        'latin1',
      )
      const answer = await rawExchange(node.url, bytes, 1000)
      if (!/^HTTP\/1\.1 [2-4]/.test(answer))
        failures.push(`${method} ${target}: ${answer.slice(0, 60)}`)
    }
    expect(failures).toEqual([])
  })

  it('row 18: what follows a refused request on the same socket is not answered', async () => {
    const smuggled = get('/info')
    const answer = await send(
      `POST /c/work HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    )
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  })

  it('row 18: 200 pipelined requests are answered in order', async () => {
    const one = `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`
    const answer = await send(one.repeat(199) + get('/c/work'))
    const statuses = answer.match(/HTTP\/1\.1 \d{3}/g) ?? []
    expect(statuses).toHaveLength(200)
    expect(statuses.at(-1)).toBe('HTTP/1.1 402')
  })
})

describe('bodies', () => {
  const post = (path: string, headers: string, body: string) =>
    `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/json\r\n${headers}\r\n${body}`
  const chunked = (size: number) => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    return `${chunk.repeat(Math.ceil(size / 0x4000))}0\r\n\r\n`
  }
  const limit = 64 * 1024

  it.each(['/c/work', '/verify', '/settle', '/faucet', '/admin/cartridges'])(
    'row 20: a declared body over the limit is 413 at %s before it is sent',
    async (path) => {
      const length = path.startsWith('/admin') ? 4 * limit + 1 : limit + 1
      const headers = `Content-Length: ${length}\r\nAuthorization: Bearer ${node.operatorToken}\r\n`
      const startedAt = performance.now()
      const answer = await send(post(path, headers, '{'))
      expect(statusOf(answer)).toBe(413)
      expect(performance.now() - startedAt).toBeLessThan(1000)
    },
  )

  it.each(['/verify', '/settle', '/faucet'])(
    'row 20: a chunked body of twice the limit is 413 at %s',
    async (path) => {
      const answer = await send(post(path, 'Transfer-Encoding: chunked\r\n', chunked(2 * limit)))
      expect(statusOf(answer)).toBe(413)
    },
  )

  it('row 20: a chunked body of twice the limit with a payment is 413 and costs nothing', async () => {
    const payment = await signPayment(1, `${node.url}/c/work/row-20`, { method: 'POST' })
    const before = await claims()
    const headers = `Transfer-Encoding: chunked\r\nPAYMENT-SIGNATURE: ${payment}\r\n`
    expect(statusOf(await send(post('/c/work/row-20', headers, chunked(2 * limit))))).toBe(413)
    expect(await claims()).toBe(before)
  })

  it('row 20: a paid body that breaks off half way costs nothing', async () => {
    const url = `${node.url}/c/work/row-20-half`
    const payment = await signPayment(1, url, { method: 'POST' })
    const before = await claims()
    const headers = `Content-Length: 1000\r\nPAYMENT-SIGNATURE: ${payment}\r\n`
    await rawExchange(node.url, post('/c/work/row-20-half', headers, '{"a":'), 300)
    expect(await claims()).toBe(before)
    const response = await fetch(url, { method: 'POST', headers: { 'payment-signature': payment } })
    expect(response.status).toBe(200)
  })

  const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000)
  const bad: readonly [string, string][] = [
    ['a syntax error', '{"a":'],
    ['no JSON at all', '<html>'],
    ['an empty body', ''],
    ['20,000 nested arrays', deep('[', ']')],
    ['20,000 open brackets', '['.repeat(60_000)],
    ['20,000 nested objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['NaN', '{"amount": NaN}'],
    ['an unpaired surrogate escape as a key', '{"\\ud800": 1'],
    ['bytes that are not UTF-8', '{"a": "\xff\xfe"}'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a text', '"x"'],
  ]
  it.each(
    bad.flatMap(([name, body]) =>
      ['/verify', '/settle', '/faucet'].map((path) => [name, path, body] as const),
    ),
  )('row 21: %s is 400 at %s, quickly', async (_, path, body) => {
    const bytes = Buffer.from(body, 'latin1')
    const startedAt = performance.now()
    const response = await fetch(node.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bytes,
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(performance.now() - startedAt).toBeLessThan(500)
  })

  const numbers: readonly [string, string][] = [
    ['1e400', '1e400'],
    ['an integer of 60,000 digits', '9'.repeat(60_000)],
    ['a text of 60,000 digits', `"${'9'.repeat(60_000)}"`],
    ['a negative amount', '"-1"'],
    ['a hexadecimal amount', '"0x10"'],
    ['2^256', `"${2n ** 256n}"`],
    ['an exponent in text', '"1e3"'],
    ['an object with valueOf', '{"valueOf": 1}'],
  ]
  it.each(numbers)(
    'row 21: %s is no amount to verify: never valid, never slow',
    async (_, value) => {
      const requirements = `{"scheme":"exact","network":"eip155:31337","amount":${value},"asset":"0x${'1'.repeat(40)}","payTo":"0x${'2'.repeat(40)}","maxTimeoutSeconds":60,"extra":{}}`
      const authorization = `{"from":"0x${'3'.repeat(40)}","to":"0x${'2'.repeat(40)}","value":${value},"validAfter":"0","validBefore":"99999999999","nonce":"0x${'4'.repeat(64)}"}`
      const body = `{"x402Version":2,"paymentPayload":{"x402Version":2,"accepted":${requirements},"payload":{"signature":"0x${'5'.repeat(130)}","authorization":${authorization}}},"paymentRequirements":${requirements}}`
      const startedAt = performance.now()
      const response = await fetch(`${node.url}/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect([200, 400, 413]).toContain(response.status)
      const text = await response.text()
      expect(text).not.toContain('"isValid":true')
      expect(text.length).toBeLessThan(4096)
      expect(performance.now() - startedAt).toBeLessThan(500)
    },
  )

  it('row 21: __proto__ and constructor in a body change nothing', async () => {
    const body =
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"address":"0x1"}'
    await fetch(`${node.url}/faucet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it.each([
    ['Content-Encoding: gzip', '\x1f\x8b\x08\x00'],
    ['Content-Type: application/json;charset=utf-16', '{}'],
  ])('row 21: a body under "%s" is no way around the parser', async (header, body) => {
    const bytes = `POST /verify HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/json\r\n${header}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    expect([400, 415]).toContain(statusOf(await send(bytes)))
  })
})

describe('names', () => {
  const slugs: readonly [string, string][] = [
    ['a parent folder', '../nothing'],
    ['an encoded parent folder', '%2e%2e/nothing'],
    ['an encoded slash', '%2e%2e%2fadmin'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['upper case', 'WORK'],
    ['a unicode twin', encodeURIComponent('w\u043erk')],
    ['a full-width twin', encodeURIComponent('\uff57ork')],
    ['a NUL', 'work%00'],
    ['a line feed', 'work%0a'],
    ['a broken escape', '%zz'],
    ['an overlong escape', '%c0%ae'],
    ['a double escape', '%2577ork'],
    ['a name of 10 kB', 'a'.repeat(10_000)],
    ['a dot', '.'],
    ['a trailing space', 'work%20'],
    ['a semicolon', 'work;x=1'],
    ['a backslash', '..\\admin'],
  ]
  it.each(slugs)('row 39: %s is no cartridge', async (_, slug) => {
    const answer = await send(get(`/c/${slug}`))
    expect([404, 400, 431]).toContain(statusOf(answer))
    expect(answer.toLowerCase()).not.toContain('payment-required')
    expect(bodyOf(answer).length).toBeLessThan(2000)
  })

  it.each([
    '../etc/passwd',
    '..%2f..%2fkeys%2foperator.token',
    'keys/operator.token',
    'dist/main.js',
    '.git/config',
    'admin/../info/../keys/wallet.json',
    '%2e%2e/%2e%2e/keys/wallet.json',
  ])('row 39: /%s is no file of ours', async (path) => {
    const answer = await send(get(`/${path}`))
    expect(statusOf(answer)).toBe(404)
    expect(answer).not.toContain(node.operatorToken)
  })

  it.each(['__proto__', '../x', 'A', '', 'a'.repeat(41), 'ｗork', 'work\n', 'a b'])(
    'row 39: the operator cannot publish %j either',
    async (slug) => {
      const response = await fetch(`${node.url}/admin/cartridges`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${node.operatorToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ manifest: { slug }, index: 'x', test: 'x' }),
      })
      expect(response.status).toBe(422)
      expect(await response.text()).toContain('slug')
    },
  )
})

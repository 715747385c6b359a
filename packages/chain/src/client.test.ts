// The chain client against real anvil and servers that misbehave: failover, caches, heads, reorganisations.
// One file, because all of it shares one chain, which takes longer to start than to ask.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, type Hex, type Log, silentLog, systemClock } from '@zooid/base'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { decodeAggregate3, encodeAggregate3 } from './batch.ts'
import { createStateCache } from './cache.ts'
import { type ChainFixture, keyOf, randomNonce, signPayment, startChain } from './client.fixture.ts'
import { createChainReader } from './client.ts'
import { isPaid, readUses } from './client-logs.ts'
import { createRpc } from './rpc.ts'
import { createSettler } from './settler.ts'

const payee = '0x00000000000000000000000000000000000000bb'
const servers: Server[] = []

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An endpoint that answers every method with `result`. */
const answering = (result: (method: string) => unknown): Promise<string> =>
  serve((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { id, method } = JSON.parse(body)
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result: result(method) }))
    })
  })

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

describe('rpc over several endpoints', () => {
  const rpcOf = (urls: readonly string[], extra = {}) =>
    createRpc({
      urls,
      chainId: 31337,
      clock: systemClock,
      log: silentLog,
      timeoutMs: 500,
      ...extra,
    })
  const good = () => answering((method) => (method === 'eth_chainId' ? '0x7a69' : '0x10'))

  it('keeps a provider key out of what fetch says about the URL', async () => {
    const rpc = rpcOf(['http://user:secret-key@127.0.0.1:9/secret-key?k=secret-key'])
    const error = await rpc.request('eth_blockNumber').catch((caught: unknown) => caught)
    expect(String(error)).toContain('http://127.0.0.1:9')
    expect(String(error)).not.toContain('secret-key')
    expect(rpc.problem()).not.toContain('secret-key')
  })

  const faults: readonly [string, () => Promise<string>, RegExp][] = [
    ['HTML', () => serve((_q, r) => r.end('<html>welcome</html>')), /not JSON/],
    ['an HTML error page', () => serve((_q, r) => r.writeHead(502).end('<html>')), /HTTP 502/],
    ['JSON that is no answer', () => serve((_q, r) => r.end('[1,2]')), /no JSON-RPC answer/],
    ['nothing at all', () => serve(() => {}), /no answer within 500 ms/],
    ['another chain', () => answering(() => '0x1'), /serves chain 1, expected 31337/],
    [
      'a redirect',
      () => serve((_q, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
      /redirect/,
    ],
    ['a broken connection', () => serve((_q, r) => r.destroy()), /fetch failed/],
    [
      'a huge announced body',
      () => serve((_q, r) => r.writeHead(200, { 'content-length': 9e9 }).flushHeaders()),
      /over the cap/,
    ],
    [
      'an endless body',
      () =>
        serve((_q, r) => {
          const pour = () => {
            while (!r.destroyed && r.write('x'.repeat(65_536)));
            if (!r.destroyed) r.once('drain', pour)
          }
          pour()
        }),
      /over the cap/,
    ],
    [
      'a rate limit',
      () =>
        serve((_q, r) =>
          r
            .writeHead(429)
            .end('{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"slow down"}}'),
        ),
      /slow down/,
    ],
  ]
  it.each(faults)(
    'counts %s as a failure of the endpoint and asks the next one',
    async (_what, bad, reason) => {
      const url = await bad()
      const alone = rpcOf([url], { maxBytes: 1024 * 1024 })
      await expect(alone.request('eth_blockNumber')).rejects.toMatchObject({
        code: 'chain.unavailable',
        status: 503,
        retryable: true,
        message: expect.stringMatching(reason),
      })
      const both = rpcOf([url, await good()], { maxBytes: 1024 * 1024 })
      expect(await both.request('eth_blockNumber')).toBe('0x10')
      expect(both.endpoints().map(({ failures }) => failures)).toEqual([1, 0])
    },
  )

  it('rests a failing endpoint, tries it again after a pause, and trusts it only on the right chain', async () => {
    let now = 0
    let calls = 0
    let chain = '0x7a69'
    let isUp = false
    const url = await serve((request, response) => {
      calls++
      if (!isUp) return response.end('<html>')
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const { id, method } = JSON.parse(body)
        response.end(JSON.stringify({ id, result: method === 'eth_chainId' ? chain : '0x5' }))
      })
    })
    const clock: Clock = { ...systemClock, now: () => now }
    const rpc = rpcOf([url], { clock })
    for (let i = 0; i < 5; i++) await rpc.request('eth_blockNumber').catch(() => null)
    expect(calls).toBe(3)
    expect(rpc.endpoints()[0]?.state).toBe('open')
    isUp = true
    now += 1000
    expect(rpc.endpoints()[0]?.state).toBe('half-open')
    chain = '0x1'
    await expect(rpc.request('eth_blockNumber')).rejects.toThrow(/serves chain 1/)
    chain = '0x7a69'
    now += 1000
    await expect(rpc.request('eth_blockNumber')).rejects.toThrow(/resting/)
    now += 1000
    expect(await rpc.request('eth_blockNumber')).toBe('0x5')
    expect(rpc.endpoints()[0]).toMatchObject({ state: 'closed', failures: 0 })
  })

  it('hands on an error the chain itself gave, without asking another endpoint', async () => {
    let second = 0
    const refusing = await serve((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const { id, method } = JSON.parse(body)
        response.end(
          JSON.stringify(
            method === 'eth_chainId'
              ? { id, result: '0x7a69' }
              : { id, error: { code: 3, message: 'execution reverted', data: '0x08' } },
          ),
        )
      })
    })
    const other = await answering(() => {
      second++
      return '0x7a69'
    })
    await expect(rpcOf([refusing, other]).request('eth_call')).rejects.toMatchObject({
      code: 'chain.rpc_call',
      rpcCode: 3,
      data: '0x08',
    })
    expect(second).toBe(0)
  })

  it('does not blame the endpoint when the caller gives up, and shows no path or key of a URL', async () => {
    const url = `${await serve(() => {})}/v2/secret-key`
    const rpc = rpcOf([url], { timeoutMs: 2000 })
    const giveUp = AbortSignal.timeout(20)
    await expect(rpc.request('eth_blockNumber', [], giveUp)).rejects.toBeDefined()
    expect(JSON.stringify(rpc.endpoints())).not.toContain('secret-key')
  })
})

describe('state cache', () => {
  it('does not keep a read that was under way while the head moved', async () => {
    const cache = createStateCache<bigint>(10)
    let answer: (value: bigint) => void = () => {}
    const slow = cache.read(
      'a',
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    cache.advance()
    answer(1n)
    expect(await slow).toBe(1n)
    expect(cache.peek('a')).toBeUndefined()
    expect(await cache.read('a', async () => 2n)).toBe(2n)
    cache.advance()
    expect(cache.peek('a')).toBe(2n)
  })

  it('stays within its bound and asks once for what many want', async () => {
    const cache = createStateCache<number>(5)
    let loads = 0
    const load = async () => ++loads
    await Promise.all(Array.from({ length: 20 }, () => cache.read('same', load)))
    expect(loads).toBe(1)
    for (let i = 0; i < 50; i++) cache.set(`${i}`, i)
    expect(cache.size()).toBe(5)
  })
})

describe('aggregate3 codec', () => {
  it('refuses answers that are truncated, miscounted or point outside', () => {
    const word = (value: number) => value.toString(16).padStart(64, '0')
    const good =
      `0x${word(32)}${word(1)}${word(32)}${word(1)}${word(64)}${word(2)}${'abcd'.padEnd(64, '0')}` as Hex
    expect(decodeAggregate3(good, 1)).toEqual([{ success: true, data: '0xabcd' }])
    expect(encodeAggregate3([]).startsWith('0x82ad56cb')).toBe(true)
    for (const bad of [
      '0x',
      good.slice(0, -70),
      good.replace(word(2), word(9999)),
      good.replace(word(64), 'f'.repeat(64)),
      `0x${word(32)}${word(2)}`,
    ])
      expect(() => decodeAggregate3(bad as Hex, 1)).toThrow(/cannot be decoded/)
  })
})

describe('chain reader on a devnet', () => {
  let chain: ChainFixture
  const warnings: string[] = []
  const log: Log = { ...silentLog, warn: (_data, message) => void warnings.push(message) }
  let requests: string[] = []

  beforeAll(async () => {
    chain = await startChain({
      log,
      pollMs: 50,
      fetch: (input, init) => {
        requests.push(JSON.parse(String(init?.body)).method)
        return fetch(input, init)
      },
    })
  })
  afterAll(() => chain?.close())

  it('answers from memory until a log touches the value', async () => {
    const { reader } = chain
    const [a, b] = [keyOf(1).address, keyOf(2).address]
    const nonce = randomNonce()
    const ask = () =>
      Promise.all([
        reader.balanceOf(a),
        reader.balanceOf(b),
        reader.isAuthorizationUsed(a, nonce),
        reader.hasCode(a),
      ])
    const first = await ask()
    const calls = () =>
      requests.filter((method) => method === 'eth_call' || method === 'eth_getCode').length
    requests = []
    for (let i = 0; i < 1000; i++) await ask()
    expect(calls()).toBe(0)
    await chain.rpc('anvil_mine', ['0x1'])
    const { number } = await reader.head()
    await expect.poll(async () => (await reader.head()).number).toBeGreaterThanOrEqual(number)
    await ask()
    expect(calls()).toBe(0)
    // Somebody else moves money: only the poll can tell.
    const settler = createSettler({
      reader: await other(),
      privateKey: keyOf(0).privateKey,
      clock: systemClock,
      log,
    })
    expect((await settler.settle(await signPayment(reader, 1, b, 500n))).status).toBe('settled')
    await expect
      .poll(async () => (await ask()).slice(0, 2))
      .toEqual([first[0] - 500n, first[1] + 500n])
    await settler.close()
    await Promise.all(others.splice(0).map((close) => close()))
  })

  const others: (() => Promise<void>)[] = []
  async function other() {
    const reader = await createChainReader({
      profile: chain.devnet.profile,
      clock: systemClock,
      log: silentLog,
    })
    others.push(reader.close)
    return reader
  }

  it('rereads a balance its cache does not know of yet, a few times a second at most', async () => {
    let asked = 0
    // Never polls while we look: only a reread can tell.
    const reader = await createChainReader({
      profile: chain.devnet.profile,
      clock: systemClock,
      log: silentLog,
      pollMs: 60_000,
      fetch: (input, init) => {
        if (String(init?.body).includes('eth_call')) asked++
        return fetch(input, init)
      },
    })
    const owner = keyOf(6).address
    const before = await reader.balanceOf(owner)
    const settler = createSettler({
      reader: chain.reader,
      privateKey: keyOf(0).privateKey,
      clock: systemClock,
      log,
    })
    expect((await settler.settle(await signPayment(chain.reader, 5, owner, 40n))).status).toBe(
      'settled',
    )
    expect(await reader.balanceOf(owner)).toBe(before)
    asked = 0
    const startedAt = performance.now()
    while (performance.now() - startedAt < 600) {
      expect(await reader.rereadBalance(owner)).toBe(before + 40n)
      await systemClock.sleep(5)
    }
    expect(asked).toBeGreaterThanOrEqual(2)
    expect(asked).toBeLessThanOrEqual(3)
    expect(await reader.balanceOf(owner)).toBe(before + 40n)
    await settler.close()
    await reader.close()
  })

  it('asks for many values at once in few requests', async () => {
    requests = []
    const used = await Promise.all(
      Array.from({ length: 200 }, () =>
        chain.reader.isAuthorizationUsed(keyOf(1).address, randomNonce()),
      ),
    )
    expect(used.every((value) => value === false)).toBe(true)
    expect(requests.filter((method) => method === 'eth_call').length).toBeLessThanOrEqual(3)
  })

  it('tells which chain it is on by its first block, asked for once', async () => {
    const { hash } = await chain.rpc<{ hash: Hex }>('eth_getBlockByNumber', ['0x0', false])
    expect(await chain.reader.genesis()).toBe(hash)
    requests = []
    for (let i = 0; i < 10; i++) expect(await chain.reader.genesis()).toBe(hash)
    expect(requests.filter((method) => method === 'eth_getBlockByNumber').length).toBeLessThan(3)
  })

  it('forgets everything when the chain reorganises', async () => {
    const { reader, rpc } = chain
    await rpc('anvil_mine', ['0x3'])
    await reader.balanceOf(payee)
    const settler = createSettler({
      reader,
      privateKey: keyOf(0).privateKey,
      clock: systemClock,
      log,
    })
    const request = await signPayment(reader, 1, payee, 77n)
    expect((await settler.settle(request)).status).toBe('settled')
    expect(await reader.balanceOf(payee)).toBe(77n)
    await expect
      .poll(async () => (await reader.head()).number)
      .toBe(BigInt(await rpc<Hex>('eth_blockNumber')))
    const before = reader.stats().reorgs
    await rpc('anvil_reorg', [2, []])
    await expect.poll(() => reader.stats().reorgs).toBeGreaterThan(before)
    expect(await reader.balanceOf(payee)).toBe(0n)
    expect(
      await reader.isAuthorizationUsed(request.authorization.from, request.authorization.nonce),
    ).toBe(false)
    expect(await settler.outcomeOf(request.hashes[0]!, request.authorization)).toEqual({
      status: 'unknown',
    })
    expect((await settler.settle(request)).status).toBe('settled')
    await settler.close()
  })

  it('misses a block that it heard of only by the receipt in it', async () => {
    const { reader, rpc } = chain
    const settler = createSettler({
      reader,
      privateKey: keyOf(0).privateKey,
      clock: systemClock,
      log,
    })
    const before = reader.stats().reorgs
    const request = await signPayment(reader, 1, payee, 78n)
    expect((await settler.settle(request)).status).toBe('settled')
    await rpc('anvil_reorg', [1, []])
    await expect.poll(() => reader.stats().reorgs).toBeGreaterThan(before)
    await settler.close()
  })

  it('is unhealthy when clocks disagree by more than 30 s', async () => {
    expect(chain.reader.health()).toMatchObject({ ok: true })
    let offsetMs = 0
    const clock: Clock = { ...systemClock, now: () => Date.now() + offsetMs }
    const reader = await createChainReader({
      profile: chain.devnet.profile,
      clock,
      log: silentLog,
      pollMs: 20,
    })
    offsetMs = -40_000
    await chain.rpc('anvil_mine', ['0x1'])
    await expect
      .poll(() => reader.health())
      .toMatchObject({ ok: false, problem: expect.stringMatching(/clock/) })
    await reader.close()
  })

  it('refuses an asset that signs under another domain', async () => {
    const { profile } = chain.devnet
    const open = (asset: object) =>
      createChainReader({
        profile: { ...profile, asset: { ...profile.asset, ...asset } },
        clock: systemClock,
        log: silentLog,
      })
    await expect(open({ version: '2' })).rejects.toMatchObject({
      code: 'chain.asset_mismatch',
      message: expect.stringMatching(/version "2"/),
    })
    await expect(open({ address: payee })).rejects.toThrow(/no token/)
    await expect(
      createChainReader({
        profile: { ...profile, chainId: 1 },
        clock: systemClock,
        log: silentLog,
      }),
    ).rejects.toThrow(/serves chain 31337, expected 1/)
  })

  it('checks contract wallets with bounded gas: no code, garbage, reverts and loops are false', async () => {
    const { reader, rpc } = chain
    const digest = randomNonce()
    const wallets: readonly [Hex, boolean][] = [
      // Returns the magic word; the same with a stray bit; nothing; reverts; loops for ever.
      [`0x7f1626ba7e${'0'.repeat(56)}60005260206000f3`, true],
      [`0x7f1626ba7e${'0'.repeat(55)}160005260206000f3`, false],
      ['0x00', false],
      ['0x60006000fd', false],
      ['0x5b600056', false],
      [`0x7f1626ba7e${'0'.repeat(56)}600052610fa06000f3`, false],
    ]
    for (const [code, verdict] of wallets) {
      await rpc('anvil_setCode', ['0x00000000000000000000000000000000000000cc', code])
      const startedAt = performance.now()
      expect(
        await reader.isValidContractSignature(
          '0x00000000000000000000000000000000000000cc',
          digest,
          '0x1234',
        ),
        code,
      ).toBe(verdict)
      expect(performance.now() - startedAt).toBeLessThan(500)
    }
    expect(await reader.isValidContractSignature(payee, digest, '0x1234')).toBe(false)
  })

  it('does not take a neighbouring transfer for the payment of another authorization', async () => {
    const { reader } = chain
    const settler = createSettler({
      reader,
      privateKey: keyOf(0).privateKey,
      clock: systemClock,
      log,
    })
    // The same nonce signed twice: to somebody else, and to us. Only the first is executed, in a batch
    // that also holds an equal payment to us under another nonce.
    const elsewhere = await signPayment(reader, 1, keyOf(2).address, 9n)
    const toUs = await signPayment(reader, 1, payee, 9n)
    const outcomes = await Promise.all([settler.settle(elsewhere), settler.settle(toUs)])
    expect(outcomes.map(({ status }) => status)).toEqual(['settled', 'settled'])
    const claimed = { ...toUs.authorization, nonce: elsewhere.authorization.nonce }
    expect(await reader.findAuthorizationUse(claimed)).toMatchObject({ paid: false })
    const receipt = await chain.rpc<{ logs: [] }>('eth_getTransactionReceipt', [toUs.hashes.at(-1)])
    const uses = readUses(receipt.logs, reader.profile.asset.address)
    expect([isPaid(uses, claimed), isPaid(uses, toUs.authorization)]).toEqual([false, true])
    await settler.close()
  })

  it('says so at once when the chain is gone, and recovers', async () => {
    const url = chain.devnet.profile.rpcUrls[0]!
    let isDown = false
    const proxy = await serve((request, response) => {
      if (isDown) return response.destroy()
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', async () => {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: Buffer.concat(chunks),
        })
        response.end(await answer.text())
      })
    })
    let offsetMs = 0
    const clock: Clock = { ...systemClock, now: () => Date.now() + offsetMs }
    const reader = await createChainReader({
      profile: { ...chain.devnet.profile, rpcUrls: [proxy] },
      clock,
      log: silentLog,
      pollMs: 20,
    })
    expect(await reader.balanceOf(keyOf(3).address)).toBeGreaterThan(0n)
    isDown = true
    await expect.poll(() => reader.health().endpoints[0]?.state).toBe('open')
    offsetMs += 3000
    await expect(reader.balanceOf(keyOf(3).address)).rejects.toMatchObject({
      status: 503,
      retryable: true,
    })
    expect(reader.health().ok).toBe(false)
    isDown = false
    offsetMs += 60_000
    await expect.poll(() => reader.health().ok, { timeout: 3000 }).toBe(true)
    await reader.close()
  })
})

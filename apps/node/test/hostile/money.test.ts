// Rows 1 to 7 and 17 of the hostile table, and the invariants I1 to I3, against one real node. Every answer
// goes into a book of its own, which is compared with ledger and chain at the end: hence one file, however
// many rows there are.

import { request as httpRequest } from 'node:http'
import { type Address, encodeBase64Utf8, type Hex } from '@zooid/base'
import type { PaymentSigner } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Book, listReceipts, openBook } from '../book.ts'
import { dollarsOf, fund, isUsed, type Rpc, rpcOf } from '../devnet-money.ts'
import { type Forgery, forge, forgeFrom, newPayer, readOffer } from '../forge.ts'
import { startTestNode, type TestNode, tempDir } from '../harness.ts'
import { emptyShelf, price, stockMoneyShelf } from '../money-shelf.ts'

let node: TestNode
let rpc: Rpc
let book: Book
let payTo: Address
let payer: PaymentSigner
let work: string

beforeAll(async () => {
  const dataDir = tempDir('money')
  node = await startTestNode({
    ZOOID_DATA: dataDir,
    ZOOID_CARTRIDGES: emptyShelf(dataDir),
    ZOOID_RPM: '100000',
  })
  await stockMoneyShelf(node.url, node.operatorToken)
  rpc = rpcOf(node.rpcUrl)
  work = `${node.url}/c/work`
  payTo = (await readOffer(work)).accepts[0]?.payTo as Address
  payer = newPayer()
  await fund(rpc, [payer.address], 1_000_000n)
  book = await openBook(rpc, payTo)
})
afterAll(() => node.dispose())

let keys = 0
/** A key nobody worked on yet. */
const freshKey = () => `/k${keys++}`
const post = { method: 'POST' }

async function timesWorked(path: string, cartridge = work): Promise<number> {
  const url = `${cartridge}${path}`
  const { header } = await forge(payer, url)
  const answer = await book.call(url, header)
  expect(answer.status).toBe(200)
  return JSON.parse(answer.text).count
}

async function pay(path: string, forgery: Forgery = {}, signer = payer) {
  const url = `${work}${path}`
  const { header } = await forge(signer, url, forgery)
  return { header, url, answer: await book.call(url, header, post) }
}

describe('row 1', () => {
  it('row 1: an unpaid call is answered 402 with its offer in header and body, and no work is done', async () => {
    const path = freshKey()
    const rows = (await listReceipts(node.url)).length
    let fastestMs = Number.POSITIVE_INFINITY
    for (let i = 0; i < 50; i++) {
      const startedAt = performance.now()
      const response = await fetch(`${work}${path}`, post)
      const body = await response.json()
      fastestMs = Math.min(fastestMs, performance.now() - startedAt)
      expect(response.status).toBe(402)
      expect(body).toMatchObject({ x402Version: 2, accepts: [{ payTo, amount: String(price) }] })
      expect(response.headers.get('payment-required')).toBeTruthy()
    }
    expect(fastestMs).toBeLessThan(5)
    expect(await listReceipts(node.url)).toHaveLength(rows)
    expect(await timesWorked(path)).toBe(0)
  })

  it('row 1: HEAD is gated like GET', async () => {
    expect((await fetch(work, { method: 'HEAD' })).status).toBe(402)
  })
})

const stranger = '0x00000000000000000000000000000000000000aa' as const

describe('row 2: a payment for something else is refused', () => {
  const rows: readonly [name: string, forgery: Forgery][] = [
    ['another path', { resource: { url: 'PUBLIC/c/work-upfront' } }],
    ['another host', { resource: { url: 'http://evil.example/c/work' } }],
    ['the same host on another port', { resource: { url: 'http://127.0.0.1:1/c/work' } }],
    ['a resource that is no URL', { resource: { url: 'c/work' } }],
    [
      'a lower price, claimed and signed',
      { accepted: { amount: '1' }, authorization: { value: 1n } },
    ],
    ['a lower price, only signed', { authorization: { value: price - 1n } }],
    ['a higher price, only signed', { authorization: { value: price + 1n } }],
    ['no price at all', { accepted: { amount: '0' }, authorization: { value: 0n } }],
    ['a negative price', { accepted: { amount: '-1000' } }],
    ['a price of 80 digits', { accepted: { amount: '9'.repeat(80) } }],
    ['another chain, claimed', { accepted: { network: 'eip155:1' } }],
    ['another chain, signed', { domain: { chainId: 1 } }],
    ['another asset, claimed', { accepted: { asset: stranger } }],
    ['another asset, signed', { domain: { verifyingContract: stranger } }],
    ['another token name, signed', { domain: { name: 'USDC' } }],
    ['another payTo, claimed', { accepted: { payTo: stranger } }],
    ['another payTo, signed', { authorization: { to: stranger } }],
    ['another scheme', { accepted: { scheme: 'upto' } }],
    ['another deadline', { accepted: { maxTimeoutSeconds: 60 } }],
    ['the upfront flow on a route without it', { accepted: { extra: { paymentFlow: 'upfront' } } }],
    ['version 1 in a version 2 header', { x402Version: 1 }],
    ['version 3', { x402Version: 3 }],
    ['somebody else as payer', { authorization: { from: stranger } }],
  ]
  for (const [name, forgery] of rows)
    it(`row 2: ${name}`, async () => {
      const before = (await listReceipts(node.url)).length
      const resource = forgery.resource as { url: string } | undefined
      const bent = resource
        ? { ...forgery, resource: { url: resource.url.replace('PUBLIC', node.url) } }
        : forgery
      const { answer } = await pay('/row2', bent)
      expect(answer.status).toBe(402)
      expect(answer.reason).toBeTruthy()
      expect(await listReceipts(node.url)).toHaveLength(before)
    })

  it('row 2: a payment for one cartridge is not taken by another', async () => {
    const { header } = await forge(payer, work)
    const answer = await book.call(`${node.url}/c/work-upfront`, header, post)
    expect(answer.status).toBe(402)
  })

  it('row 2: a foreign Host header neither gets an answer nor into the offer', async () => {
    const { status, body } = await rawRequest({
      path: '/c/work',
      headers: { host: 'evil.example' },
    })
    expect([400, 403, 421]).toContain(status)
    expect(body).not.toContain('evil.example/c/work')
  })

  it('row 2: an absolute-form target does not choose the resource', async () => {
    const { status, body } = await rawRequest({ path: 'http://169.254.169.254/c/work' })
    if (status === 402) expect(JSON.parse(body).resource.url).toBe(work)
    else expect([400, 403, 404, 421]).toContain(status)
  })

  it('row 2: nothing was done for any of them', async () => {
    expect(await timesWorked('/row2')).toBe(0)
  })
})

describe('row 3', () => {
  it('row 3: a payment replayed after its answer gets a fresh offer and no new work', async () => {
    const path = freshKey()
    const { header, url, answer } = await pay(path)
    expect(answer.status).toBe(200)
    for (let i = 0; i < 3; i++) {
      const replay = await book.call(url, header, post)
      expect(replay.status).toBe(402)
      expect(replay.text).not.toContain(JSON.parse(answer.text).secret)
    }
    expect(await timesWorked(path)).toBe(1)
  })

  it('row 3: replayed in another spelling of its addresses and nonce it is the same payment', async () => {
    const path = freshKey()
    const { header, url, answer } = await pay(path)
    expect(answer.status).toBe(200)
    const json = JSON.parse(Buffer.from(header, 'base64').toString())
    const { authorization } = json.payload
    authorization.from = `0x${authorization.from.slice(2).toUpperCase()}`
    authorization.nonce = `0x${authorization.nonce.slice(2).toUpperCase()}`
    const replay = await book.call(url, encodeBase64Utf8(JSON.stringify(json)), post)
    expect(replay.status).toBe(402)
    expect(await timesWorked(path)).toBe(1)
  })

  it('row 3: with a payment identifier the stored answer comes again', async () => {
    const path = freshKey()
    const id = 'replay-0123456789-abcdef'
    const { header, url, answer } = await pay(path, { id })
    expect(answer.status).toBe(200)
    for (let i = 0; i < 3; i++) {
      const replay = await book.call(url, header, post)
      expect([replay.status, replay.text]).toEqual([200, answer.text])
    }
    // A client that signs anew under the same identifier pays nothing more.
    const again = await forge(payer, url, { id })
    expect((await book.call(url, again.header, post)).text).toBe(answer.text)
    expect(await isUsed(rpc, payer.address, again.nonce)).toBe(false)
    expect(await timesWorked(path)).toBe(1)
  })
})

describe('row 4', () => {
  it('row 4: fifty at once get one answer and forty-nine offers', async () => {
    const path = freshKey()
    const { header } = await forge(payer, `${work}${path}`)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => book.call(`${work}${path}?ms=50`, header, post)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(49)
    expect(await timesWorked(path)).toBe(1)
  })

  it('row 4: raced for two requests it buys one of them', async () => {
    const paths = [freshKey(), freshKey()]
    const { header } = await forge(payer, work)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => book.call(`${work}${paths[i % 2]}`, header, post)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(19)
    const counts = await Promise.all(paths.map((path) => timesWorked(path)))
    expect(counts.toSorted()).toEqual([0, 1])
  })

  it('row 4: raced under one identifier, each time signed anew, one of them is charged', async () => {
    const path = freshKey()
    const url = `${work}${path}?ms=50`
    const id = 'raced-0123456789-abcdef'
    const payments = await Promise.all(Array.from({ length: 12 }, () => forge(payer, url, { id })))
    const answers = await Promise.all(payments.map(({ header }) => book.call(url, header, post)))
    for (const { status, reason } of answers) expect([200, 409], reason).toContain(status)
    expect(
      new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size,
    ).toBe(1)
    const used = await Promise.all(payments.map(({ from, nonce }) => isUsed(rpc, from, nonce)))
    expect(used.filter(Boolean)).toHaveLength(1)
    expect(await timesWorked(path)).toBe(1)
  })

  it('row 4: an identifier is its payer’s alone', async () => {
    const path = freshKey()
    const id = 'shared-0123456789-abcdef'
    const { answer, url } = await pay(path, { id })
    expect(answer.status).toBe(200)
    const pauper = newPayer()
    const unpaid = await book.call(url, (await forge(pauper, url, { id })).header, post)
    expect(unpaid.status).toBe(402)
    const thief = newPayer()
    await fund(rpc, [thief.address], 10n * price)
    const paid = await book.call(url, (await forge(thief, url, { id })).header, post)
    expect(paid.status).toBe(200)
    expect(paid.text).not.toBe(answer.text)
  })

  it('row 4: raced within the facilitator it is settled once', async () => {
    const offer = await readOffer(work)
    const { header } = await forgeFrom(payer, offer)
    const body = JSON.stringify({
      x402Version: 2,
      paymentPayload: JSON.parse(Buffer.from(header, 'base64').toString()),
      paymentRequirements: offer.accepts[0],
    })
    const headers = { 'content-type': 'application/json' }
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const response = await fetch(`${node.url}/settle`, { method: 'POST', headers, body })
        return (await response.json()) as { success: boolean }
      }),
    )
    expect(outcomes.filter(({ success }) => success)).toHaveLength(1)
    expect((await book.call(work, header, post)).status).toBe(402)
  })

  it('row 4: raced against the facilitator it buys a settlement or a body, never both', async () => {
    for (let round = 0; round < 3; round++) {
      const path = freshKey()
      const offer = await readOffer(work)
      const { header } = await forgeFrom(payer, offer)
      const settle = fetch(`${node.url}/settle`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          x402Version: 2,
          paymentPayload: JSON.parse(Buffer.from(header, 'base64').toString()),
          paymentRequirements: offer.accepts[0],
        }),
      }).then((response) => response.json() as Promise<{ success: boolean }>)
      const [bought, settled] = await Promise.all([
        book.call(`${work}${path}`, header, post),
        settle,
      ])
      expect(Number(bought.status === 200) + Number(settled.success)).toBe(1)
      expect(await timesWorked(path)).toBe(bought.status === 200 ? 1 : 0)
    }
  })
})

describe('row 5: a payment is good for the request it was first sent with', () => {
  const rows: readonly [name: string, path: string, init: RequestInit][] = [
    ['another body', '', { method: 'POST', body: 'other' }],
    ['another query', '?a=1', { method: 'POST' }],
    ['another method', '', { method: 'GET' }],
    ['another path below the route', '/deeper', { method: 'POST' }],
  ]
  for (const [name, suffix, init] of rows) {
    it(`row 5: ${name} without an identifier is a replay: 402`, async () => {
      const { header, url, answer } = await pay(freshKey())
      expect(answer.status).toBe(200)
      expect((await book.call(`${url}${suffix}`, header, init)).status).toBe(402)
    })
    it(`row 5: ${name} under the same identifier is 409 payment.body_mismatch`, async () => {
      const id = `mismatch-${keys}-0123456789`
      const { header, url, answer } = await pay(freshKey(), { id })
      expect(answer.status).toBe(200)
      const other = await book.call(`${url}${suffix}`, header, init)
      expect([other.status, other.reason]).toEqual([409, 'payment.body_mismatch'])
    })
  }

  it('row 5: another authorization under a nonce that is taken is 402', async () => {
    const path = freshKey()
    const { url, answer, header } = await pay(path)
    expect(answer.status).toBe(200)
    const { nonce } = JSON.parse(Buffer.from(header, 'base64').toString()).payload.authorization
    const now = BigInt(Math.floor(Date.now() / 1000))
    const twin = await forge(payer, url, { authorization: { nonce, validBefore: now + 200n } })
    expect((await book.call(url, twin.header, post)).status).toBe(402)
    expect(await timesWorked(path)).toBe(1)
  })
})

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const r = (signature: Hex) => signature.slice(2, 66)
const s = (signature: Hex) => signature.slice(66, 130)
const v = (signature: Hex) => Number.parseInt(signature.slice(130), 16)
const hexWord = (value: bigint) => value.toString(16).padStart(64, '0')

describe('row 6: a signature that is not the payer’s is refused', () => {
  const rows: readonly [name: string, bend: (signature: Hex) => string][] = [
    [
      'the malleable twin (high s)',
      (x) => `0x${r(x)}${hexWord(order - BigInt(`0x${s(x)}`))}${(55 - v(x)).toString(16)}`,
    ],
    ['all zero', () => `0x${'00'.repeat(65)}`],
    ['r zero', (x) => `0x${'0'.repeat(64)}${x.slice(66)}`],
    ['s zero', (x) => `0x${r(x)}${'0'.repeat(64)}1b`],
    ['r at the order', (x) => `0x${hexWord(order)}${x.slice(66)}`],
    ['s at the order', (x) => `0x${r(x)}${hexWord(order)}1b`],
    ['all ones', () => `0x${'ff'.repeat(65)}`],
    ['v of 2', (x) => `${x.slice(0, 130)}02`],
    ['v of 29', (x) => `${x.slice(0, 130)}1d`],
    ['v flipped', (x) => `${x.slice(0, 130)}${(55 - v(x)).toString(16)}`],
    ['64 bytes', (x) => x.slice(0, 130)],
    ['66 bytes', (x) => `${x}00`],
    ['one byte', () => '0x1b'],
    ['no bytes', () => '0x'],
    ['an odd digit', (x) => x.slice(0, -1)],
    ['no prefix', (x) => x.slice(2)],
    ['letters that are no hex', () => `0x${'zz'.repeat(65)}`],
    ['two thousand bytes', () => `0x${'11'.repeat(2000)}`],
    ['three thousand bytes', () => `0x${'11'.repeat(3000)}`],
  ]
  for (const [name, signature] of rows)
    it(`row 6: ${name}`, async () => {
      const { answer, url } = await pay('/row6', { signature })
      expect(answer.status, url).toBe(402)
    })

  it('row 6: the zero address cannot be recovered into a payer', async () => {
    const zero: Address = `0x${'0'.repeat(40)}`
    const { answer } = await pay('/row6', {
      authorization: { from: zero },
      signature: () => `0x${'00'.repeat(65)}`,
    })
    expect(answer.status).toBe(402)
  })

  it('row 6: a good signature with v of 0 or 1 is the same payment, served once', async () => {
    const path = freshKey()
    const { header, url } = await pay(path, {
      signature: (x) => `${x.slice(0, 130)}0${v(x) - 27}`,
    })
    const json = JSON.parse(Buffer.from(header, 'base64').toString())
    const { signature } = json.payload
    json.payload.signature = `${signature.slice(0, 130)}${(v(signature) + 27).toString(16)}`
    await book.call(url, encodeBase64Utf8(JSON.stringify(json)), post)
    expect(await timesWorked(path)).toBe(1)
  })

  it('row 6: nothing was done for any of them', async () => {
    expect(await timesWorked('/row6')).toBe(0)
  })
})

const magic = `7f1626ba7e${'00'.repeat(28)}60005260206000f3`
const token = '5a5553440000000000000000000000005a555344'
/** CALLER == token ? revert : yes. The jump lands behind the comparison (26 bytes) and the answer (41). */
const twoFaced: Hex = `0x3373${token}14604357${magic}5b60006000fd`

describe('row 6: contract wallets', () => {
  const wallets: readonly [name: string, code: Hex, status: number][] = [
    ['one that loops for ever', '0x5b600056', 402],
    ['one that reverts', '0x60006000fd', 402],
    ['one that ends badly', '0xfe', 402],
    ['one that says nothing', '0x00', 402],
    ['one that answers zero', '0x60206000f3', 402],
    ['one that answers with less than a word', '0x60046000f3', 402],
    ['one that answers with a megabyte', '0x621000006000f3', 402],
    ['one that wants all memory there is', '0x7fffffffffffffffff6000f3', 402],
    ['one that calls itself for ever', '0x60006000600060006000305af1', 402],
    ['one that says yes', `0x${magic}`, 200],
    ['one that says yes to us and no to the token', twoFaced, 402],
  ]
  for (const [index, [name, code, status]] of wallets.entries())
    it(`row 6: ${name} is answered ${status} in bounded time`, async () => {
      const wallet = `0x${(0xc0de_0000 + index).toString(16).padStart(40, '0')}` as Address
      await rpc('anvil_setCode', [wallet, code])
      await fund(rpc, [wallet], 10n * price)
      const path = freshKey()
      const startedAt = performance.now()
      const { answer } = await pay(path, { authorization: { from: wallet } })
      expect(answer.status).toBe(status)
      expect(performance.now() - startedAt).toBeLessThan(3000)
      expect(await timesWorked(path)).toBe(status === 200 || code === twoFaced ? 1 : 0)
    })
})

describe('row 6: accounts with a key and with code (EIP-7702)', () => {
  const yes: Address = `0x${'7702'.padStart(40, '0')}`
  const no: Address = `0x${'7703'.padStart(40, '0')}`
  const rows: readonly [name: string, delegate: Address, bend: boolean, status: number][] = [
    ['whose code says yes pay with any signature', yes, true, 200],
    ['whose code says no do not pay, even with their own signature', no, false, 402],
  ]
  for (const [name, delegate, bend, status] of rows)
    it(`row 6: ${name}`, async () => {
      await rpc('anvil_setCode', [yes, `0x${magic}`])
      await rpc('anvil_setCode', [no, '0x60006000fd'])
      const account = newPayer()
      await fund(rpc, [account.address], 10n * price)
      await rpc('anvil_setCode', [account.address, `0xef0100${delegate.slice(2)}`])
      const path = freshKey()
      const forgery = bend ? { signature: () => `0x${'11'.repeat(65)}` } : {}
      const { answer } = await pay(path, forgery, account)
      expect(answer.status).toBe(status)
    })
})

describe('row 7: a payment outside its time is refused', () => {
  const now = () => BigInt(Math.floor(Date.now() / 1000))
  const rows: readonly [
    name: string,
    times: () => { validAfter?: bigint; validBefore?: bigint },
  ][] = [
    ['valid from a minute ahead', () => ({ validAfter: now() + 60n })],
    ['valid from a year ahead', () => ({ validAfter: now() + 31_536_000n })],
    ['expired a second ago', () => ({ validBefore: now() - 1n })],
    ['expired in 1970', () => ({ validBefore: 1n })],
    ['about to expire', () => ({ validBefore: now() + 3n })],
    ['valid for more than a day', () => ({ validBefore: now() + 90_000n })],
    ['valid for ever', () => ({ validBefore: 2n ** 256n - 1n })],
    ['valid for longer than a uint256', () => ({ validBefore: 2n ** 255n * 3n })],
    ['a window turned inside out', () => ({ validAfter: now() - 10n, validBefore: now() - 20n })],
  ]
  for (const [name, times] of rows)
    it(`row 7: ${name}`, async () => {
      // A value that fits no uint256 cannot be signed, only written down.
      const bent = times()
      const { header } = await forge(payer, work, {
        authorization: (bent.validBefore ?? 0n) < 2n ** 256n ? bent : {},
      })
      const json = JSON.parse(Buffer.from(header, 'base64').toString())
      for (const [key, value] of Object.entries(bent))
        json.payload.authorization[key] = String(value)
      const answer = await book.call(work, encodeBase64Utf8(JSON.stringify(json)), post)
      expect(answer.status).toBe(402)
    })
})

describe('a route that is paid upfront', () => {
  const upfront = () => `${node.url}/c/work-upfront`

  it('gives the money back when the work fails, and the payment buys nothing more', async () => {
    const path = freshKey()
    const url = `${upfront()}${path}?status=500`
    const { header, nonce } = await forge(payer, url)
    const before = await dollarsOf(rpc, payer.address)
    const answer = await book.call(url, header, post)
    expect(answer.status).toBe(500)
    const receipt = (await listReceipts(node.url)).find((one) => one.nonce === nonce)
    expect(receipt).toMatchObject({ state: 'refunded', reason: 'payment.work_failed' })
    expect(await dollarsOf(rpc, payer.address)).toBe(before)
    expect((await book.call(url, header, post)).status).toBe(402)
    expect(await timesWorked(path, upfront())).toBe(0)
  })

  it('row 4: raced fifty times is settled once and works once', async () => {
    const path = freshKey()
    const url = `${upfront()}${path}`
    const { header } = await forge(payer, url)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => book.call(url, header, post)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(49)
    expect(await timesWorked(path, upfront())).toBe(1)
  })
})

describe('work that fails', () => {
  const rows: readonly [told: number, answered: number][] = [
    [400, 400],
    [404, 404],
    [500, 500],
    [503, 503],
    // Not the cartridge's to say: a 402 is a refused payment, with an offer.
    [402, 502],
  ]
  for (const [status, answered] of rows)
    it(`is not charged when the cartridge answers ${status}, and the payment is still good`, async () => {
      const path = freshKey()
      const url = `${work}${path}?status=${status}`
      const { header, nonce } = await forge(payer, url)
      expect((await book.call(url, header, post)).status).toBe(answered)
      expect(await isUsed(rpc, payer.address, nonce)).toBe(false)
      expect((await book.call(`${work}${path}`, header, post)).status).toBe(200)
      expect((await book.call(`${work}${path}`, header, post)).status).toBe(402)
    })
})

describe('row 17: a payment header that is there twice counts for nothing', () => {
  it('row 17: PAYMENT-SIGNATURE twice is 400', async () => {
    const { header } = await forge(payer, work)
    const other = await forge(payer, work)
    for (const pair of [
      [header, header],
      [header, other.header],
      [header, ''],
    ]) {
      const { status } = await rawRequest({
        path: '/c/work/row17',
        method: 'POST',
        headers: { 'payment-signature': pair },
      })
      expect(status).toBe(400)
    }
    expect(await timesWorked('/row17')).toBe(0)
  })

  const undecodable: readonly [name: string, value: string][] = [
    ['no Base64', '%%%%'],
    ['Base64 without its padding', encodeBase64Utf8('{"a":12}').replace(/=+$/, '')],
    ['Base64 for URLs', Buffer.from('{"a":"\u{1f600}??>>"}').toString('base64url')],
    ['Base64 of no UTF-8', Buffer.from([0xff, 0xfe, 0xfd]).toString('base64')],
    ['Base64 of no JSON', encodeBase64Utf8('not json')],
    ['Base64 of an array', encodeBase64Utf8('[1]')],
    ['Base64 of a string', encodeBase64Utf8('"x"')],
    ['JSON nested a thousand deep', encodeBase64Utf8('['.repeat(1000) + ']'.repeat(1000))],
    ['nothing at all', ''],
  ]
  for (const [name, value] of undecodable)
    it(`row 17: a header of ${name} is 400 with an offer`, async () => {
      const answer = await book.call(work, value, post)
      expect(answer.status).toBe(400)
    })

  const malformed: readonly [name: string, json: string][] = [
    ['an empty object', '{}'],
    ['a version only', '{"x402Version":2}'],
    ['prototypes as fields', '{"x402Version":2,"__proto__":{"accepted":{}}}'],
    ['numbers where strings belong', '{"x402Version":2,"accepted":{"scheme":1},"payload":{}}'],
  ]
  for (const [name, json] of malformed)
    it(`row 17: a decodable header of ${name} is 402 with an offer`, async () => {
      expect((await book.call(work, encodeBase64Utf8(json), post)).status).toBe(402)
    })
})

describe('the invariants', () => {
  it('I1, I2, I3: one body for one payment, every 200 settled, every settled row on chain once', async () => {
    const receipts = await book.audit(node.url)
    expect(receipts.filter(({ state }) => state === 'settled').length).toBeGreaterThan(20)
    expect(
      receipts.filter(({ state }) => !['settled', 'failed', 'refunded'].includes(state)),
    ).toEqual([])
    for (const { amount } of receipts) expect(BigInt(amount)).toBe(price)
  })
})

type Raw = {
  readonly path: string
  readonly method?: string
  readonly headers?: { readonly [name: string]: string | string[] }
}

/** fetch would tidy up what these tests are about. */
function rawRequest({ path, method = 'GET', headers = {} }: Raw) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(node.url)
    const request = httpRequest({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      )
    })
    request.on('error', reject)
    request.end()
  })
}

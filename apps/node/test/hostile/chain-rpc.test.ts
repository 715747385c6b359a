// Row 11 of the hostile table: an RPC endpoint that is down, slow, wrong or endless, and what is left of
// row 7: clocks that disagree with the chain. The chain behind the endpoint is a real one.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Address, systemClock } from '@zooid/base'
import { type Devnet, startDevnet } from '@zooid/chain'
import type { PaymentSigner } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Book, listReceipts, openBook } from '../book.ts'
import { fund, rpcOf } from '../devnet-money.ts'
import { forge, newPayer, readOffer } from '../forge.ts'
import { removeFolder, startTestNode, type TestNode, tempDir } from '../harness.ts'
import { emptyShelf, stockMoneyShelf } from '../money-shelf.ts'
import { openRpcGate, type RpcGate, type Rubbish } from '../rpc-gate.ts'

let folder: string
let devnet: Devnet
let payer: PaymentSigner
let shop: Shop

/** A node, the endpoint it sees its chain through, and the second book. */
type Shop = {
  readonly node: TestNode
  readonly gate: RpcGate
  readonly book: Book
  readonly work: string
  readonly close: () => Promise<void>
}

const startOn = (name: string, rpcUrl: string, ports: Parameters<typeof startTestNode>[1] = {}) =>
  startTestNode(
    {
      ZOOID_DATA: `${folder}/${name}`,
      ZOOID_DEVNET: 'external',
      ZOOID_RPC_URLS: rpcUrl,
      ZOOID_CARTRIDGES: emptyShelf(folder),
      ZOOID_RPM: '100000',
    },
    ports,
  )

async function openShop(name: string): Promise<Shop> {
  const gate = await openRpcGate(devnet.rpcUrl)
  const node = await startOn(name, gate.url)
  await stockMoneyShelf(node.url, node.operatorToken)
  const work = `${node.url}/c/work`
  const payTo = (await readOffer(work)).accepts[0]?.payTo as Address
  const book = await openBook(rpcOf(devnet.rpcUrl), payTo)
  const close = async () => {
    await node.dispose()
    await gate.close()
  }
  return { node, gate, book, work, close }
}

beforeAll(async () => {
  folder = tempDir('rpc')
  devnet = await startDevnet({ profile: 'devnet', dataDir: `${folder}/chain`, port: 0 })
  shop = await openShop('node')
  payer = newPayer()
  await fund(rpcOf(devnet.rpcUrl), [payer.address], 1_000_000n)
})
afterAll(async () => {
  await shop?.close()
  await devnet?.close()
  await removeFolder(folder)
})

const statusOf = async ({ node }: Shop, path: string) => {
  const response = await fetch(`${node.url}${path}`)
  await response.arrayBuffer()
  return response.status
}

/** Bytes the endpoint got rid of since a test began. */
let poured = 0
const text =
  (status: number, type: string, body: string) => (_: unknown, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type })
    response.end(body)
  }
const echoing = (answer: object) => async (request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: number }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }))
}
const html = '<!doctype html><title>502 Bad Gateway</title>'

const troubles: readonly [
  name: string,
  rubbish: (i: IncomingMessage, o: ServerResponse) => void,
][] = [
  ['closes every connection', (request) => request.socket.destroy()],
  ['answers with a page of HTML', text(200, 'text/html', html)],
  ['answers 502 with a page of HTML', text(502, 'text/html', html)],
  ['answers with JSON that is no JSON-RPC', text(200, 'application/json', '[null]')],
  [
    'answers the wrong question',
    text(200, 'application/json', '{"jsonrpc":"2.0","id":-1,"result":"0x1"}'),
  ],
  ['answers every question with the id of chain 1', echoing({ result: '0x1' })],
  ['answers every question with null', echoing({ result: null })],
  ['answers every question with an object', echoing({ result: { hash: '0x1' } })],
  ['answers every question with no bytes', echoing({ result: '0x' })],
  ['answers that we ask too often', echoing({ error: { code: -32005, message: 'slow down' } })],
  [
    'redirects to the metadata service',
    (_, response) => {
      response.writeHead(307, { location: 'http://169.254.169.254/' })
      response.end()
    },
  ],
  [
    'announces two gigabytes',
    (_, response) => {
      response.writeHead(200, { 'content-length': String(2 * 1024 ** 3) })
      response.write('{"jsonrpc":"2.0","result":"')
    },
  ],
  [
    'never stops talking',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const block = 'x'.repeat(1024 * 1024)
      const pour = () => {
        while (!response.destroyed) {
          poured += block.length
          if (!response.write(block)) return response.once('drain', pour)
        }
        return response
      }
      pour()
    },
  ],
]

/** Five seconds each, until the deadline of one question: side by side, each on a node of its own. */
const slow: typeof troubles = [
  ['silent', () => {}],
  [
    'dripping',
    (_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '), 200)
      response.on('close', () => clearInterval(timer))
    },
  ],
]

async function endure(at: Shop, rubbish: Rubbish): Promise<() => Promise<Answer>> {
  const { node, gate, book, work } = at
  const rows = (await listReceipts(node.url)).length
  poured = 0
  // Nobody the node has seen: nothing about this payer is remembered, and no rubbish may be.
  const stranger = newPayer()
  await fund(rpcOf(devnet.rpcUrl), [stranger.address], 1_000_000n)
  const { header } = await forge(stranger, work)
  const pay = () => book.call(work, header, { method: 'POST' })
  gate.misbehave(rubbish)
  const startedAt = performance.now()
  const answer = await pay()
  expect(performance.now() - startedAt).toBeLessThan(8000)
  expect(answer.status).toBe(503)
  expect(answer.reason).toMatch(/^chain\./)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  // What needs no chain goes on.
  expect(await statusOf(at, '/c/work')).toBe(402)
  for (const path of ['/c', '/ledger', '/info', '/healthz'])
    expect(await statusOf(at, path)).toBe(200)
  expect(poured).toBeLessThan(64 * 1024 * 1024)
  expect(await listReceipts(node.url)).toHaveLength(rows)
  return pay
}

/** The endpoint is well again: the very payment that was turned away is still good. */
async function recover(at: Shop, pay: () => Promise<Answer>): Promise<void> {
  at.gate.misbehave(null)
  await expect.poll(async () => (await pay()).status, { timeout: 8000, interval: 100 }).toBe(200)
  await expect.poll(() => statusOf(at, '/readyz'), { timeout: 8000 }).toBe(200)
}

describe('row 11: an endpoint that', () => {
  for (const [name, rubbish] of troubles)
    it(`row 11: ${name} costs paid calls a 503, and nothing else`, async () => {
      await recover(shop, await endure(shop, rubbish))
    })

  it('row 11: never answers, or drips a byte now and then, costs paid calls a 503 in bounded time', async () => {
    await Promise.all(
      slow.map(async ([name, rubbish]) => {
        const own = await openShop(name)
        try {
          const pay = await endure(own, rubbish)
          // Seconds without a look at the chain; why it cannot be seen makes no difference.
          expect(await statusOf(own, '/readyz')).toBe(503)
          await recover(own, pay)
          await own.book.audit(own.node.url)
        } finally {
          own.gate.misbehave(null)
          await own.close()
        }
      }),
    )
  })

  it('row 11: is of another chain keeps the node from starting', async () => {
    const other = await openRpcGate(devnet.rpcUrl)
    other.misbehave(echoing({ result: '0x1' }))
    try {
      await expect(startOn('other', other.url)).rejects.toThrow(/serves chain 1, expected 31337/)
    } finally {
      await other.close()
    }
  })

  it('row 11: fails beside one that works costs nothing', async () => {
    const broken = await openRpcGate(devnet.rpcUrl)
    const second = await startOn('second', `${broken.url},${devnet.rpcUrl}`)
    const rpc = rpcOf(devnet.rpcUrl)
    try {
      await stockMoneyShelf(second.url, second.operatorToken)
      const url = `${second.url}/c/work/two`
      const twice = await openBook(rpc, (await readOffer(url)).accepts[0]?.payTo as Address)
      for (const [, rubbish] of troubles.slice(0, 11)) {
        broken.misbehave(rubbish)
        const { header } = await forge(payer, url)
        expect((await twice.call(url, header, { method: 'POST' })).status).toBe(200)
      }
      await twice.audit(second.url)
    } finally {
      broken.misbehave(null)
      await second.dispose()
      await broken.close()
    }
  })
})

describe('row 7: a node whose clock is wrong', () => {
  for (const hours of [1, -1])
    it(`row 7: by ${hours} h refuses every payment and says so`, async () => {
      const shiftMs = hours * 3_600_000
      const clock = { ...systemClock, now: () => Date.now() + shiftMs }
      const wrong = await startOn(`clock${hours}`, devnet.rpcUrl, { clock })
      try {
        await stockMoneyShelf(wrong.url, wrong.operatorToken)
        const url = `${wrong.url}/c/work`
        const { header } = await forge(payer, url)
        const answer = await shop.book.call(url, header, { method: 'POST' })
        expect(answer.status).toBe(402)
        expect(answer.reason).toMatch(/valid_(before|after)$/)
        const ready = await fetch(`${wrong.url}/readyz`)
        expect(ready.status).toBe(503)
        expect(await ready.text()).toMatch(/3[56]\d\d s (apart|ahead)/)
        expect(await listReceipts(wrong.url)).toEqual([])
      } finally {
        await wrong.dispose()
      }
    })
})

describe('the invariants', () => {
  it('I1, I2, I3 hold after all of it', async () => {
    const receipts = await shop.book.audit(shop.node.url)
    expect(receipts.every(({ state }) => state === 'settled')).toBe(true)
  })
})

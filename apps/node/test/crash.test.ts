// Row 9 of the hostile table: `kill -9` in every state of the ledger. A real node process dies, a new one
// starts on the same data and the same chain, and then: no payment was charged twice, none was charged
// for nothing, none bought two bodies, and the work of a settled payment was done once.
import { createServer } from 'node:net'
import type { Address, Hex } from '@zooid/base'
import { type Devnet, startDevnet } from '@zooid/chain'
import type { Receipt } from '@zooid/ledger'
import type { PaymentSigner } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Book, listReceipts, openBook } from './book.ts'
import { dollarsOf, fund, type Rpc, rpcOf } from './devnet-money.ts'
import { type ForgedPayment, forge, newPayer, readOffer } from './forge.ts'
import { operatorTokenOf, removeFolder, type SpawnedNode, spawnNode, tempDir } from './harness.ts'
import { emptyShelf, price, stockMoneyShelf } from './money-shelf.ts'
import { openRpcGate, type RpcGate, type Verdict } from './rpc-gate.ts'

let dataDir: string
let devnet: Devnet
let gate: RpcGate
let rpc: Rpc
let port: number
let node: SpawnedNode
let book: Book
let payTo: Address
let payer: PaymentSigner
/** What the payer should have left. */
let due: bigint

beforeAll(async () => {
  dataDir = tempDir('crash')
  devnet = await startDevnet({ profile: 'devnet', dataDir: `${dataDir}/chain`, port: 0 })
  rpc = rpcOf(devnet.rpcUrl)
  gate = await openRpcGate(devnet.rpcUrl)
  port = await freePort()
  await start()
  await stockMoneyShelf(node.url, operatorTokenOf(`${dataDir}/node`))
  payTo = (await readOffer(`${node.url}/c/work`)).accepts[0]?.payTo as Address
  payer = newPayer()
  due = 1_000_000n
  await fund(rpc, [payer.address], due)
  book = await openBook(rpc, payTo)
})
afterAll(async () => {
  await node?.kill('SIGKILL')
  await gate?.close()
  await devnet?.close()
  await removeFolder(dataDir)
})

/** The same port each time: the public URL is part of what a payment is for. */
async function start(): Promise<void> {
  node = await spawnNode({
    ZOOID_DATA: `${dataDir}/node`,
    ZOOID_PORT: String(port),
    ZOOID_DEVNET: 'external',
    ZOOID_RPC_URLS: gate.url,
    ZOOID_CARTRIDGES: emptyShelf(dataDir),
    ZOOID_RPM: '100000',
    ZOOID_LOG: 'info',
  })
}

/** kill -9, the chain made whole again, a new process. */
async function crash(): Promise<void> {
  await node.kill('SIGKILL')
  gate.rule(() => 'pass')
  await start()
}

type Order = { readonly url: string; readonly key: string; readonly payment: ForgedPayment }

let keys = 0
async function order(cartridge: string, query: string): Promise<Order> {
  const key = `/k${keys++}`
  const url = `${node.url}/c/${cartridge}${key}?${query}`
  return { url, key, payment: await forge(payer, url) }
}

const send = ({ url, payment }: Order, signal?: AbortSignal) =>
  book
    .call(url, payment.header, { method: 'POST', ...(signal ? { signal } : {}) })
    // The process died under it, or the client left.
    .catch(() => null)

async function receiptOf({ payment }: Order): Promise<Receipt | undefined> {
  return (await listReceipts(node.url)).find(({ nonce }) => nonce === payment.nonce)
}

async function untilState(wanted: Order, state: string): Promise<void> {
  await expect
    .poll(async () => (await receiptOf(wanted))?.state, { timeout: 8000, interval: 5 })
    .toBe(state)
}

/** Sends the same payment again until the node has made up its mind. */
async function retry(again: Order): Promise<Answer> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await send(again)
    if (answer && answer.reason !== 'settlement_pending' && answer.status !== 503) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the payment stayed pending')
}

async function timesWorked(cartridge: string, key: string): Promise<number> {
  const url = `${node.url}/c/${cartridge}${key}`
  const { header } = await forge(payer, url)
  const answer = await book.call(url, header)
  expect(answer.status).toBe(200)
  due -= price
  return JSON.parse(answer.text).count
}

type Stop = {
  /** The state the ledger is in when the process dies. */
  readonly state: Receipt['state']
  readonly when: string
  readonly cartridge: 'work' | 'work-upfront'
  readonly query?: string
  /** What the chain's endpoint does to the n-th call of a method. */
  readonly rule?: (method: string, nth: number) => Verdict
  /** Runs while the call is under way, until it is time to die. */
  readonly until?: (order: Order, leave: AbortController) => Promise<void>
  /** After the death, before the new process. */
  readonly meanwhile?: () => Promise<void>
  /** After the new process is up. */
  readonly afterwards?: () => Promise<void>
  readonly outcome: 'served' | 'refunded' | 'spent'
}

const holdNth =
  (method: string, nth: number, verdict: Verdict = 'swallow') =>
  (called: string, count: number): Verdict =>
    called === method && count >= nth ? verdict : 'pass'
const send1 = (verdict: Verdict) => holdNth('eth_sendRawTransaction', 1, verdict)
const send2 = (verdict: Verdict) => holdNth('eth_sendRawTransaction', 2, verdict)
const stopMining = () => rpc('evm_setAutomine', [false])
const mine = async () => {
  await rpc('evm_setAutomine', [true])
  await rpc('evm_mine')
}
const pooled = async () => Number((await rpc<{ pending: Hex }>('txpool_status')).pending)
const gateStopped = () => gate.stopped()

const stops: readonly Stop[] = [
  {
    state: 'claimed',
    when: 'before anything was signed',
    cartridge: 'work-upfront',
    rule: holdNth('eth_getTransactionCount', 1),
    until: gateStopped,
    outcome: 'served',
  },
  {
    state: 'executing',
    when: 'in the middle of the work',
    cartridge: 'work',
    query: 'ms=800',
    outcome: 'served',
  },
  {
    state: 'settling',
    when: 'with the hash kept and nothing broadcast',
    cartridge: 'work',
    rule: send1('swallow'),
    until: gateStopped,
    outcome: 'served',
  },
  {
    state: 'settling',
    when: 'upfront, with the hash kept and nothing broadcast',
    cartridge: 'work-upfront',
    rule: send1('swallow'),
    until: gateStopped,
    outcome: 'refunded',
  },
  {
    state: 'settling',
    when: 'broadcast and mined before the next start',
    cartridge: 'work',
    until: async (placed) => {
      await stopMining()
      void send(placed)
      await expect.poll(pooled).toBe(1)
    },
    meanwhile: mine,
    outcome: 'served',
  },
  {
    state: 'settling',
    when: 'broadcast and mined only after the next start',
    cartridge: 'work',
    until: async (placed) => {
      await stopMining()
      void send(placed)
      await expect.poll(pooled).toBe(1)
    },
    afterwards: mine,
    outcome: 'served',
  },
  {
    state: 'settling',
    when: 'mined, with the answer to the broadcast lost',
    cartridge: 'work',
    rule: send1('lose_answer'),
    until: gateStopped,
    outcome: 'served',
  },
  {
    state: 'settling',
    when: 'mined, with the receipt not seen',
    cartridge: 'work',
    rule: holdNth('eth_getTransactionReceipt', 1),
    until: gateStopped,
    outcome: 'served',
  },
  {
    state: 'settled',
    when: 'before delivery, because the client left',
    cartridge: 'work',
    until: async (placed, leave) => {
      await stopMining()
      void send(placed, leave.signal)
      await expect.poll(pooled).toBe(1)
      leave.abort()
      await mine()
    },
    outcome: 'served',
  },
  {
    state: 'settled',
    when: 'after delivery',
    cartridge: 'work',
    until: async (placed) => {
      expect((await send(placed))?.status).toBe(200)
      // Delivery is noted lazily; what is lost in these milliseconds is the same body again.
      await new Promise((resolve) => setTimeout(resolve, 200))
    },
    outcome: 'spent',
  },
  {
    state: 'settled',
    when: 'upfront, in the middle of the work',
    cartridge: 'work-upfront',
    query: 'ms=800',
    outcome: 'refunded',
  },
  {
    state: 'refunding',
    when: 'with the refund decided and not signed',
    cartridge: 'work-upfront',
    query: 'ms=300&status=500',
    until: async (placed) => {
      void send(placed)
      await untilState(placed, 'settled')
      gate.rule(holdNth('eth_estimateGas', 1))
      await gate.stopped()
    },
    outcome: 'refunded',
  },
  {
    state: 'refunding',
    when: 'with the refund signed and not broadcast',
    cartridge: 'work-upfront',
    query: 'status=500',
    rule: send2('swallow'),
    until: gateStopped,
    outcome: 'refunded',
  },
  {
    state: 'refunding',
    when: 'with the refund mined and the answer lost',
    cartridge: 'work-upfront',
    query: 'status=500',
    rule: send2('lose_answer'),
    until: gateStopped,
    outcome: 'refunded',
  },
  {
    state: 'refunding',
    when: 'with the refund in the pool until after the next start',
    cartridge: 'work-upfront',
    query: 'ms=500&status=500',
    until: async (placed) => {
      void send(placed)
      await untilState(placed, 'settled')
      await stopMining()
      await expect.poll(pooled, { timeout: 4000 }).toBe(1)
    },
    afterwards: mine,
    outcome: 'refunded',
  },
]

describe('row 9: kill -9', () => {
  it('row 9: with nothing under way', async () => {
    await crash()
    await book.audit(node.url)
  })

  for (const stop of stops)
    it(`row 9: while ${stop.state}, ${stop.when}: ${stop.outcome}`, async () => {
      const placed = await order(stop.cartridge, stop.query ?? '')
      const leave = new AbortController()
      gate.rule(stop.rule ?? (() => 'pass'))
      if (!stop.until || stop.until === gateStopped) void send(placed)
      await stop.until?.(placed, leave)
      await untilState(placed, stop.state)
      await node.kill('SIGKILL')
      await stop.meanwhile?.()
      await crash()
      await stop.afterwards?.()
      await expectEnd(placed, stop)
      await book.audit(node.url)
      expect(await dollarsOf(rpc, payer.address), 'what the payer has left').toBe(due)
    })
})

/** Four deaths with eight calls under way each: thirty-two moments of a call's life. */
const seeds = [1, 2, 3, 4]

describe('row 9: kill -9 at any moment', () => {
  for (const seed of seeds)
    it(`row 9: with eight calls under way, seed ${seed}: each is served once, refunded or not charged`, async () => {
      const random = randomOf(seed)
      const placed = await Promise.all(
        Array.from({ length: 8 }, () => {
          const upfront = random() < 0.5
          const failing = upfront && random() < 0.3
          return order(
            upfront ? 'work-upfront' : 'work',
            `ms=${Math.floor(random() * 60)}${failing ? '&status=500' : ''}`,
          )
        }),
      )
      const calls = placed.map(async (one) => {
        await pause(random() * 250)
        return send(one)
      })
      await pause(random() * 350)
      await crash()
      const first = await Promise.all(calls)
      const afterBoot = await listReceipts(node.url)
      for (const [i, one] of placed.entries()) {
        const before = afterBoot.find(({ nonce }) => nonce === one.payment.nonce)
        const wasWorkingAtDeath = before?.reason === 'payment.interrupted'
        const answer = await retry(one)
        const end = await receiptOf(one)
        const name = `call ${i}: ${before?.state} ${before?.reason} -> ${answer.status}`
        expect(['settled', 'refunded', 'failed'], name).toContain(end?.state)
        if (end?.state !== 'settled') continue
        due -= price
        expect([first[i]?.status, answer.status], `${name}: paid for nothing`).toContain(200)
        // An interrupted attempt charged nothing; what it wrote just before its death may have stayed.
        const counts = wasWorkingAtDeath ? [1, 2] : [1]
        const cartridge = one.url.includes('/work-upfront/') ? 'work-upfront' : 'work'
        expect(counts, name).toContain(await timesWorked(cartridge, one.key))
      }
      await book.audit(node.url)
      expect(await dollarsOf(rpc, payer.address), 'what the payer has left').toBe(due)
    })
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function expectEnd(placed: Order, { outcome, cartridge }: Stop): Promise<void> {
  if (outcome === 'refunded') {
    await untilState(placed, 'refunded')
    expect((await retry(placed)).status).toBe(402)
    expect(await timesWorked(cartridge, placed.key)).toBe(0)
    return
  }
  due -= price
  if (outcome === 'served') expect((await retry(placed)).status).toBe(200)
  // One body for one payment.
  expect((await retry(placed)).status).toBe(402)
  expect(await receiptOf(placed)).toMatchObject({ state: 'settled' })
  expect(await timesWorked(cartridge, placed.key)).toBe(1)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

// Rows 8, 12, 13 and 14 of the hostile table: money that moves behind our back, blocks that vanish, nonces
// that others take, transactions that fall out of the pool. One real node on its own anvil.
import { type Address, type Hex, sameAddress } from '@zooid/base'
import type { PaymentSigner } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Book, listReceipts, openBook } from '../book.ts'
import {
  asset,
  cancelData,
  countUses,
  fund,
  type Rpc,
  rpcOf,
  sendCall,
  sendDollars,
  useData,
} from '../devnet-money.ts'
import { type ForgedPayment, forge, newPayer, readOffer } from '../forge.ts'
import { startTestNode, type TestNode, tempDir } from '../harness.ts'
import { emptyShelf, price, stockMoneyShelf } from '../money-shelf.ts'

let node: TestNode
let rpc: Rpc
let book: Book
let payTo: Address
let work: string

beforeAll(async () => {
  const dataDir = tempDir('chain')
  node = await startTestNode({
    ZOOID_DATA: dataDir,
    ZOOID_CARTRIDGES: emptyShelf(dataDir),
    ZOOID_RPM: '100000',
  })
  await stockMoneyShelf(node.url, node.operatorToken)
  rpc = rpcOf(node.rpcUrl)
  work = `${node.url}/c/work`
  payTo = (await readOffer(work)).accepts[0]?.payTo as Address
  book = await openBook(rpc, payTo)
})
afterAll(() => node.dispose())

const post = { method: 'POST' }
let keys = 0
const freshKey = () => `/k${keys++}`

async function funded(amount = 1_000_000n): Promise<PaymentSigner> {
  const payer = newPayer()
  await fund(rpc, [payer.address], amount)
  return payer
}

const receiptOf = async ({ nonce }: ForgedPayment) =>
  (await listReceipts(node.url)).find((receipt) => receipt.nonce === nonce)

async function untilState(payment: ForgedPayment, state: string): Promise<void> {
  await expect
    .poll(async () => (await receiptOf(payment))?.state, { timeout: 8000, interval: 10 })
    .toBe(state)
}

/** Starts a call of a quarter second and waits until the work is under way. */
async function startWork(payer: PaymentSigner, options: Parameters<typeof forge>[2] = {}) {
  const url = `${work}${freshKey()}?ms=250`
  const payment = await forge(payer, url, options)
  const answer = book.call(url, payment.header, post)
  await untilState(payment, 'executing')
  return { url, payment, answer }
}

describe('row 8: what happens to the money while we work', () => {
  it('row 8: a payer who moves the balance away gets no body, a failed receipt and has to wait', async () => {
    const payer = await funded(price)
    const { payment, answer } = await startWork(payer)
    await sendDollars(rpc, payTo, 1n, payer.address)
    const { status, text, settle, reason } = await answer
    expect([status, settle?.success]).toEqual([402, false])
    expect(reason).toBe('invalid_exact_evm_insufficient_balance')
    expect(text).not.toContain('secret')
    expect(await receiptOf(payment)).toMatchObject({ state: 'failed' })
    await fund(rpc, [payer.address], 10n * price)
    const next = await book.call(work, (await forge(payer, work)).header, post)
    expect([next.status, next.reason]).toEqual([402, 'payment.payer_cooled_down'])
    // The cent that moved is not earnings.
    await sendDollars(rpc, payer.address, 1n, payTo)
  })

  it('row 8: a payer who cancels the authorization gets no body', async () => {
    const payer = await funded()
    const { payment, answer } = await startWork(payer)
    await sendCall(rpc, payer.address, asset, await cancelData(rpc, payer, payment.nonce))
    expect((await answer).status).toBe(402)
    expect(await receiptOf(payment)).toMatchObject({ state: 'failed' })
  })

  it('row 8: a settlement that somebody else broadcast first is a paid one, served once', async () => {
    const payer = await funded()
    const { url, payment, answer } = await startWork(payer)
    await sendCall(
      rpc,
      '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
      asset,
      useData(payment.header),
    )
    expect((await answer).status).toBe(200)
    expect(await receiptOf(payment)).toMatchObject({ state: 'settled' })
    expect((await book.call(url, payment.header, post)).status).toBe(402)
    expect(await countUses(rpc, payer.address, payment.nonce)).toBe(1)
  })

  it('row 8: a client that leaves is not charged, and its payment is still good', async () => {
    const payer = await funded()
    const url = `${work}${freshKey()}?ms=300`
    const payment = await forge(payer, url)
    const leave = new AbortController()
    const left = book.call(url, payment.header, { ...post, signal: leave.signal })
    await untilState(payment, 'executing')
    leave.abort()
    await expect(left).rejects.toThrow()
    await untilState(payment, 'failed')
    expect(await countUses(rpc, payer.address, payment.nonce)).toBe(0)
    expect((await book.call(url, payment.header, post)).status).toBe(200)
  })

  it('row 8: an authorization used before we ever saw it buys nothing', async () => {
    const payer = await funded()
    const path = freshKey()
    const payment = await forge(payer, `${work}${path}`)
    await sendCall(
      rpc,
      '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
      asset,
      useData(payment.header),
    )
    const answer = await book.call(`${work}${path}`, payment.header, post)
    expect([answer.status, answer.reason]).toEqual([402, 'invalid_exact_evm_nonce_already_used'])
    // A gift: paid to us outside of the ledger.
    await sendDollars(rpc, payer.address, price, payTo)
  })

  it('row 8: a balance for one payment buys one, whatever is signed at the same time', async () => {
    const payer = await funded(price)
    const payments = await Promise.all(
      Array.from({ length: 8 }, () => forge(payer, `${work}${freshKey()}?ms=100`)),
    )
    const answers = await Promise.all(
      payments.map(({ header }) => book.call(`${work}/r8?ms=100`, header, post)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(402)])
    // Refused before the work, not after it.
    const failed = await Promise.all(payments.map(receiptOf))
    expect(failed.filter((receipt) => receipt?.txHash && receipt.state === 'failed')).toEqual([])
  })

  it('row 8: a balance that goes while the payment waits for its block is found out on chain', async () => {
    const payer = await funded(price)
    await rpc('evm_setAutomine', [false])
    let answer: ReturnType<Book['call']>
    const url = `${work}${freshKey()}`
    const payment = await forge(payer, url)
    try {
      answer = book.call(url, payment.header, post)
      await untilState(payment, 'settling')
      // Dearer, so it is mined first in the same block.
      await rpc('anvil_impersonateAccount', [payer.address])
      await rpc('anvil_setBalance', [payer.address, '0x56bc75e2d63100000'])
      await rpc('eth_sendTransaction', [
        {
          from: payer.address,
          to: asset,
          data: `0xa9059cbb${'0'.repeat(62)}aa${price.toString(16).padStart(64, '0')}`,
          gas: '0x7a120',
          maxFeePerGas: '0x174876e800',
          maxPriorityFeePerGas: '0x174876e800',
        },
      ])
      await rpc('evm_mine')
    } finally {
      await rpc('evm_setAutomine', [true])
    }
    await rpc('evm_mine')
    const { status, settle } = await answer
    expect([status, settle?.success]).toEqual([402, false])
    expect(await receiptOf(payment)).toMatchObject({ state: 'failed' })
  })
})

describe('row 12: a reorganisation that drops the settlement', () => {
  for (const depth of [1, 2, 3])
    it(`row 12: of depth ${depth} is noticed, and the same authorization settles again`, async () => {
      const payer = await funded()
      const url = `${work}${freshKey()}`
      const payment = await forge(payer, url)
      expect((await book.call(url, payment.header, post)).status).toBe(200)
      for (let i = 1; i < depth; i++) await rpc('evm_mine')
      await rpc('anvil_reorg', [depth, []])
      expect(await countUses(rpc, payer.address, payment.nonce)).toBe(0)
      await expect
        .poll(() => countUses(rpc, payer.address, payment.nonce), { timeout: 10_000 })
        .toBe(1)
      await untilState(payment, 'settled')
      // The body is out; the payment buys no second one.
      expect((await book.call(url, payment.header, post)).status).toBe(402)
    })
})

describe('row 13: many settlements and one key', () => {
  it('row 13: sixty at once all settle, each exactly once', async () => {
    const payers = await Promise.all(Array.from({ length: 6 }, () => funded()))
    const payments = await Promise.all(
      Array.from({ length: 60 }, (_, i) => forge(payers[i % 6] as PaymentSigner, `${work}/r13`)),
    )
    const answers = await Promise.all(
      payments.map(({ header }) => book.call(`${work}/r13`, header, post)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60)
  })

  it('row 13: another process that spends nonces of the key fails no payment', async () => {
    const payer = await funded()
    const payments = await Promise.all(
      Array.from({ length: 24 }, () => forge(payer, `${work}/r13`)),
    )
    const thief = (async () => {
      for (let i = 0; i < 12; i++) await sendFromNode()
    })()
    const answers = await Promise.all(
      payments.map(async ({ header }, i) => {
        await new Promise((resolve) => setTimeout(resolve, i * 15))
        return book.call(`${work}/r13`, header, post)
      }),
    )
    await thief
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.map(({ status, reason }) => [status, reason])).toEqual([])
  })

  it('row 13: a payment that dies in a batch takes no other with it', async () => {
    const payers = await Promise.all(Array.from({ length: 6 }, () => funded()))
    const payments = await Promise.all(payers.map((payer) => forge(payer, `${work}/r13`)))
    const [first, dying] = payments as [ForgedPayment, ForgedPayment]
    await rpc('evm_setAutomine', [false])
    let answers: Promise<readonly { readonly status: number }[]>
    try {
      const call = ({ header }: ForgedPayment) => book.call(`${work}/r13`, header, post)
      const early = call(first)
      await untilState(first, 'settling')
      const late = payments.slice(1).map(call)
      answers = Promise.all([early, ...late])
      // While these wait for the first, one of them is cancelled in the very block the first is in.
      for (const payment of payments.slice(1)) await untilState(payment, 'executing')
      const data = await cancelData(rpc, payers[1] as PaymentSigner, dying.nonce)
      await sendCall(rpc, dying.from, asset, data)
      await rpc('evm_mine')
    } finally {
      await rpc('evm_setAutomine', [true])
    }
    await rpc('evm_mine')
    expect((await answers).map(({ status }) => status)).toEqual([200, 402, 200, 200, 200, 200])
  })

  it('row 13: a nonce that jumped ahead while we waited is asked for again', async () => {
    const payer = await funded()
    const pay = async () => {
      const { header } = await forge(payer, work)
      return (await book.call(work, header, post)).status
    }
    expect(await pay()).toBe(200)
    const nonce = Number(await rpc<Hex>('eth_getTransactionCount', [payTo, 'latest']))
    await rpc('anvil_setNonce', [payTo, `0x${(nonce + 5).toString(16)}`])
    expect(await pay()).toBe(200)
  })
})

/** A transaction of the node's own key that the node knows nothing of. */
async function sendFromNode(): Promise<void> {
  await rpc('anvil_impersonateAccount', [payTo])
  await rpc('eth_sendTransaction', [{ from: payTo, to: payTo, value: '0x0', gas: '0x5208' }])
  await rpc('anvil_stopImpersonatingAccount', [payTo])
}

describe('row 14: a settlement that falls out of the pool', () => {
  it('row 14: is broadcast again until it is mined', async () => {
    const payer = await funded()
    const url = `${work}${freshKey()}`
    const payment = await forge(payer, url)
    await rpc('evm_setAutomine', [false])
    try {
      const answer = book.call(url, payment.header, post)
      await untilState(payment, 'settling')
      for (let i = 0; i < 2; i++) {
        await expect.poll(poolSize, { timeout: 5000, interval: 20 }).toBe(1)
        await dropAll()
        expect(await poolSize()).toBe(0)
      }
      await expect.poll(poolSize, { timeout: 5000, interval: 20 }).toBe(1)
      await rpc('evm_setAutomine', [true])
      await rpc('evm_mine')
      expect((await answer).status).toBe(200)
    } finally {
      await rpc('evm_setAutomine', [true])
    }
  })

  it('row 14: is given up when its authorization expires, and charges nothing', async () => {
    const payer = await funded()
    const url = `${work}${freshKey()}`
    const validBefore = BigInt(Math.floor(Date.now() / 1000) + 7)
    const payment = await forge(payer, url, { authorization: { validBefore } })
    await rpc('evm_setAutomine', [false])
    try {
      let isAnswered = false
      const answer = book.call(url, payment.header, post).finally(() => {
        isAnswered = true
      })
      await untilState(payment, 'settling')
      while (!isAnswered) {
        await dropAll()
        if (Date.now() > Number(validBefore + 1n) * 1000) await rpc('evm_mine')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      const { status, settle } = await answer
      expect([status, settle?.success]).toEqual([402, false])
    } finally {
      await rpc('evm_setAutomine', [true])
    }
    await expect.poll(async () => (await receiptOf(payment))?.state).toMatch(/failed|expired/)
    expect(await countUses(rpc, payer.address, payment.nonce)).toBe(0)
    // The key is not stuck behind the transaction that never came.
    const next = await funded()
    expect((await book.call(work, (await forge(next, work)).header, post)).status).toBe(200)
  })
})

type Pool = { readonly [sender: string]: { readonly [nonce: string]: { readonly hash: Hex } } }

async function pooled(): Promise<readonly Hex[]> {
  const { pending, queued } = await rpc<{ pending: Pool; queued: Pool }>('txpool_content')
  return [pending, queued].flatMap((pool) =>
    Object.entries(pool)
      .filter(([sender]) => sameAddress(sender, payTo))
      .flatMap(([, byNonce]) => Object.values(byNonce).map(({ hash }) => hash)),
  )
}
const poolSize = async () => (await pooled()).length
async function dropAll(): Promise<void> {
  for (const hash of await pooled()) await rpc('anvil_dropTransaction', [hash])
}

describe('the invariants', () => {
  it('I1, I2, I3 hold after all of it', async () => {
    const receipts = await book.audit(node.url)
    expect(
      receipts.filter(({ state }) => !['settled', 'failed', 'expired'].includes(state)),
    ).toEqual([])
  })
})

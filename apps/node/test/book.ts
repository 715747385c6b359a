// The second book: every paid answer a test saw, compared at the end with the node's ledger and with the
// chain. It knows three things the node must never break (I1 to I3) and asserts the same of every refusal.
import type { Address, Hex } from '@zooid/base'
import type { Receipt } from '@zooid/ledger'
import { decodePaymentRequired, decodeSettleResponse, type SettleResponse } from '@zooid/x402'
import { expect } from 'vitest'
import {
  countTransfers,
  countUses,
  dollarsOf,
  type Rpc,
  transactionReceipt,
} from './devnet-money.ts'
import { claimOf } from './forge.ts'

export type Answer = {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  readonly settle: SettleResponse | null
  /** The code of the problem or of the offer. */
  readonly reason: string | undefined
}

export type Book = {
  /** One request with this payment header; checks what holds for every answer. */
  readonly call: (url: string, header: string, init?: RequestInit) => Promise<Answer>
  /** Every 200 is settled, every settled row is on chain exactly once, and the balances agree. */
  readonly audit: (url: string) => Promise<readonly Receipt[]>
}

type Paid = { readonly claim: string; readonly text: string; readonly receiptId: string }

export async function openBook(rpc: Rpc, payTo: Address): Promise<Book> {
  const openingBalance = await dollarsOf(rpc, payTo)
  const paid: Paid[] = []

  return {
    call: async (url, header, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('payment-signature', header)
      const response = await fetch(url, { ...init, headers })
      const text = await response.text()
      // With a receipt it is the cartridge's own 400, to a payment that was fine.
      const isGuests = response.status === 400 && response.headers.has('zooid-receipt')
      if ((response.status === 402 || response.status === 400) && !isGuests) expectOffer(response)
      if (response.status === 200) {
        const receiptId = (response.headers.get('zooid-receipt') ?? '').slice('/ledger/'.length)
        paid.push({ claim: claimOf(header) ?? '', text, receiptId })
        expect(response.headers.get('cache-control')).toContain('private')
      }
      return {
        status: response.status,
        text,
        headers: response.headers,
        settle: decodeSettleResponse(response.headers.get('payment-response') ?? ''),
        reason: reasonOf(response, text),
      }
    },
    audit: async (url) => {
      const receipts = await listReceipts(url)
      const claims = new Set(receipts.map((r) => `${r.payer}/${r.nonce}`.toLowerCase()))
      expect(claims.size, 'one row for one authorization').toBe(receipts.length)
      for (const key of ['claim', 'receiptId'] as const)
        for (const [name, bodies] of bodiesBy(paid, key))
          expect(bodies.size, `I1: bodies of ${name}`).toBe(1)
      for (const { receiptId } of paid)
        expect(receipts.find(({ id }) => id === receiptId)?.state, `I2: ${receiptId}`).toBe(
          'settled',
        )
      let earned = 0n
      for (const receipt of receipts) earned += await expectOnChain(rpc, receipt, payTo)
      expect((await dollarsOf(rpc, payTo)) - openingBalance, 'I3: the balance').toBe(earned)
      return receipts
    },
  }
}

function bodiesBy(paid: readonly Paid[], key: 'claim' | 'receiptId') {
  const bodies = new Map<string, Set<string>>()
  for (const answer of paid)
    bodies.set(answer[key], (bodies.get(answer[key]) ?? new Set()).add(answer.text))
  return bodies
}

/** @returns what this payment left in our account */
async function expectOnChain(rpc: Rpc, receipt: Receipt, payTo: Address): Promise<bigint> {
  const { payer, nonce, state, txHash, refundTxHash } = receipt
  const amount = BigInt(receipt.amount)
  const name = `${receipt.route} ${receipt.id} ${state} ${receipt.reason}`
  expect(receipt.payTo.toLowerCase(), name).toBe(payTo.toLowerCase())
  const isPaid = state === 'settled' || state === 'refunded'
  if (!isPaid) {
    expect(await countUses(rpc, payer, nonce), `${name}: charged for nothing`).toBe(0)
    return 0n
  }
  expect(await countUses(rpc, payer, nonce), `${name}: uses`).toBe(1)
  expect(await countPayments(rpc, receipt), `${name}: transfers`).toBe(1)
  const settlement = txHash === null ? null : await transactionReceipt(rpc, txHash)
  expect(settlement?.status, `${name}: settlement`).toBe('0x1')
  expect(settlement && BigInt(settlement.blockNumber), name).toBe(BigInt(receipt.blockNumber ?? -1))
  if (state !== 'refunded') return amount
  const refund = await transactionReceipt(rpc, refundTxHash as Hex)
  expect(
    refund && countTransfers(refund, { from: payTo, to: payer, value: amount }),
    `${name}: refund`,
  ).toBe(1)
  return 0n
}

/** Transfers to us in the transactions that used this authorization. */
async function countPayments(rpc: Rpc, { payer, payTo, nonce, amount, txHash }: Receipt) {
  if ((await countUses(rpc, payer, nonce)) === 0 || !txHash) return 0
  const settlement = await transactionReceipt(rpc, txHash)
  if (!settlement) return 0
  const transfers = countTransfers(settlement, { from: payer, to: payTo, value: BigInt(amount) })
  // Several payments of one payer may share a transaction; each has its own transfer.
  return Math.min(transfers, 1)
}

export async function listReceipts(url: string): Promise<readonly Receipt[]> {
  const all: Receipt[] = []
  for (let path: string | null = '/ledger?limit=200'; path !== null; ) {
    const page = (await (await fetch(`${url}${path}`)).json()) as {
      receipts: Receipt[]
      next: string | null
    }
    all.push(...page.receipts)
    path = page.next
  }
  return all
}

function expectOffer(response: Response): void {
  const offer = decodePaymentRequired(response.headers.get('payment-required') ?? '')
  expect(offer?.accepts, 'a refusal carries a fresh offer').toHaveLength(1)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('zooid-receipt')).toBeNull()
}

function reasonOf(response: Response, text: string): string | undefined {
  const offer = decodePaymentRequired(response.headers.get('payment-required') ?? '')
  if (offer) return offer.error
  try {
    return (JSON.parse(text) as { code?: string }).code
  } catch {
    return undefined
  }
}

// A devnet that was reset under a node that kept its data: what was on the old chain is closed history.
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLedger } from './ledger.ts'
import {
  answer,
  createNode,
  createSimulatedChain,
  fingerprint,
  newPayer,
  type Payer,
  price,
  type SimulatedChain,
  settlerAddress,
  sign,
  type TestNode,
  termsOf,
} from './payments.fixture.ts'
import { migrations } from './schema.ts'
import type { Served } from './types.ts'

let chain: SimulatedChain
let node: TestNode
let payer: Payer
beforeEach(() => {
  chain = createSimulatedChain()
  node = createNode(chain)
  payer = newPayer(chain)
})
afterEach(() => node.remove())

type Signed = Awaited<ReturnType<typeof sign>>
const serve = ({ header }: Pick<Signed, 'header'>, terms = termsOf()) =>
  node.payments.serve(terms, { header, fingerprint }, async () => answer())
const reasonOf = (served: Served) => (served.kind === 'challenge' ? served.reason : served.kind)

/** The node stops, the chain is wiped, both start again; the payer is given money on the new chain. */
async function resetChain(): Promise<void> {
  chain.reset()
  node.reboot()
  chain.fund(payer.address, price * 10n)
  chain.setMode('normal')
}

it('leaves payments of a chain that is gone alone, and does not hold them against the payer', async () => {
  const before = await serve(await sign(payer))
  if (before.kind !== 'paid') throw new Error(before.kind)
  before.delivered()
  await resetChain()
  // Nothing to ask, nothing to broadcast again, nothing to refund.
  expect(await node.payments.reconcile()).toEqual({
    checked: 0,
    settled: 0,
    failed: 0,
    refunded: 0,
    pending: 0,
  })
  expect(reasonOf(await serve(await sign(payer)))).toBe('paid')
  expect(chain.paid).toHaveLength(1)
  expect(node.ledger.receipt(before.receipt.id)).toMatchObject({
    state: 'settled',
    txHash: before.receipt.txHash,
    past: true,
  })
  const [now] = node.ledger.payments({ limit: 1 })
  expect(now).not.toHaveProperty('past')
  expect(now?.chain).not.toBe(before.receipt.chain)
})

it('counts no open payment and reserves no money for a chain that is gone', async () => {
  chain.fund(payer.address, price)
  chain.setMode('lost')
  const lost = await sign(payer)
  expect(reasonOf(await serve(lost))).toBe('settlement_pending')
  expect(node.ledger.counts()).toEqual({ settling: 1 })
  await resetChain()
  chain.fund(payer.address, price)
  await node.payments.reconcile()
  expect(node.ledger.counts()).toEqual({})
  expect(node.ledger.unfinished()).toEqual([])
  expect(reasonOf(await serve(await sign(payer)))).toBe('paid')
  expect(chain.isUsed(lost.authorization)).toBe(false)
})

it('serves an authorization of the old chain never again, whatever became of it there', async () => {
  const used = await sign(payer)
  expect(reasonOf(await serve(used))).toBe('paid')
  chain.setMode('lost')
  const lost = await sign(payer)
  expect(reasonOf(await serve(lost))).toBe('settlement_pending')
  const named = await sign(payer, { id: 'order-0123456789-abcdef' })
  chain.setMode('normal')
  expect(reasonOf(await serve(named))).toBe('paid')
  await resetChain()
  for (const old of [used, lost, named])
    expect(reasonOf(await serve(old))).toBe('invalid_exact_evm_nonce_already_used')
  // The name of an order is free again with a new payment.
  const again = await serve(await sign(payer, { id: 'order-0123456789-abcdef' }))
  expect(again).toMatchObject({ kind: 'paid', replayed: false })
  expect(chain.paid).toHaveLength(1)
})

it('refunds nothing on a chain that never had the money', async () => {
  const upfront = termsOf('upfront')
  const failing = node.payments.serve(
    upfront,
    { header: (await sign(payer, { terms: upfront })).header, fingerprint },
    async () => answer('broken', 500),
  )
  // The node has no dollars to give back, so the refund stays open.
  expect(await failing).toMatchObject({ receipt: { state: 'refunding' } })
  await resetChain()
  chain.fund(settlerAddress, price * 10n)
  await node.payments.reconcile()
  expect(chain.paid).toEqual([])
})

it('notices a chain that is reset while the node runs', async () => {
  expect(reasonOf(await serve(await sign(payer)))).toBe('paid')
  chain.reset()
  chain.fund(payer.address, price)
  expect(await node.payments.reconcile()).toMatchObject({ checked: 0, failed: 0 })
  expect(reasonOf(await serve(await sign(payer)))).toBe('paid')
  expect(chain.paid).toHaveLength(1)
})

it('takes rows from before chains were told apart for rows of the chain it is on', async () => {
  chain.setMode('lost')
  expect(reasonOf(await serve(await sign(payer)))).toBe('settlement_pending')
  node.ledger.close()
  const old = new Database(node.path)
  old.exec('alter table payments drop column chain')
  old.pragma('user_version = 1')
  old.close()
  node.reboot()
  expect(migrations).toHaveLength(2)
  chain.setMode('normal')
  expect(await node.payments.reconcile()).toMatchObject({ checked: 1, settled: 1 })
  const [receipt] = node.ledger.payments({ limit: 1 })
  expect(receipt).toMatchObject({ state: 'settled', chain: await chain.reader.genesis() })
  node.ledger.close()
  const backup = openLedger(node.path.replace(/\.db$/, '.backup-v1.db'))
  expect(backup.counts()).toEqual({ settling: 1 })
  backup.close()
})

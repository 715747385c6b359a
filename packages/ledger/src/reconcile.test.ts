import { systemClock } from '@zooid/base'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  answer,
  createNode,
  createSimulatedChain,
  fingerprint,
  newPayer,
  type Payer,
  payTo,
  price,
  type SimulatedChain,
  settlerAddress,
  sign,
  type TestNode,
  termsOf,
  textOf,
} from './payments.fixture.ts'
import type { Served, StoredResponse } from './types.ts'

let chain: SimulatedChain
let node: TestNode
let payer: Payer
beforeEach(() => {
  chain = createSimulatedChain()
  node = createNode(chain)
  payer = newPayer(chain)
  chain.fund(settlerAddress, price * 100n)
})
afterEach(() => node.remove())

type Signed = Awaited<ReturnType<typeof sign>>
const ok = async () => answer()
const serve = (
  { header }: Pick<Signed, 'header'>,
  work: () => Promise<StoredResponse> = ok,
  terms = termsOf(),
) => node.payments.serve(terms, { header, fingerprint }, work)
const reasonOf = (served: Served) => (served.kind === 'challenge' ? served.reason : served.kind)
const only = () => node.ledger.payments({ limit: 10 })[0]

/** Starts a call whose work never ends and waits until it works. */
async function startForever(signed: Signed, terms = termsOf()): Promise<void> {
  await new Promise<void>((started) => {
    void serve(
      signed,
      () => {
        started()
        return new Promise(() => {})
      },
      terms,
    )
  })
}

describe('after a crash', () => {
  it('before settlement the payment has failed, nothing was charged, and it may be used again', async () => {
    const signed = await sign(payer)
    await startForever(signed)
    node.crash()
    expect(only()?.state).toMatch(/claimed|executing/)
    expect(reasonOf(await serve(signed))).toBe('invalid_exact_evm_nonce_already_used')
    expect(await node.payments.reconcile()).toMatchObject({ checked: 1, failed: 1 })
    expect(chain.paid).toHaveLength(0)
    expect(reasonOf(await serve(signed))).toBe('paid')
    expect(chain.paid).toHaveLength(1)
  })
  it('during the work, when somebody else broadcast the payment, the money goes back', async () => {
    const signed = await sign(payer)
    await startForever(signed)
    chain.frontRun(signed.authorization)
    node.crash()
    expect(await node.payments.reconcile()).toMatchObject({ refunded: 1 })
    expect(chain.balance(payTo)).toBe(price)
    expect(chain.balance(payer.address)).toBe(1_000_000n)
    expect(reasonOf(await serve(signed))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it.each(['lost', 'mined_unheard'] as const)(
    'with a broadcast that was %s it is settled once, and the stored body served once',
    async (mode) => {
      chain.setMode(mode)
      const signed = await sign(payer)
      const work = vi.fn(ok)
      expect(reasonOf(await serve(signed, work))).toBe('settlement_pending')
      node.crash()
      chain.setMode('normal')
      expect(await node.payments.reconcile()).toMatchObject({ checked: 1, settled: 1 })
      const served = await serve(signed, work)
      if (served.kind !== 'paid') throw new Error(served.kind)
      expect(textOf(served.response)).toBe('result')
      served.delivered()
      expect(reasonOf(await serve(signed, work))).toBe('invalid_exact_evm_nonce_already_used')
      expect(work).toHaveBeenCalledTimes(1)
      expect(chain.paid).toHaveLength(1)
    },
  )
  it('with a broadcast still in the pool it stays pending until it is mined', async () => {
    chain.setMode('held')
    const signed = await sign(payer)
    await serve(signed)
    node.crash()
    expect(await node.payments.reconcile()).toMatchObject({ pending: 1 })
    expect(reasonOf(await serve(signed))).toBe('settlement_pending')
    chain.mineHeld()
    expect(await node.payments.reconcile()).toMatchObject({ settled: 1 })
    expect(reasonOf(await serve(signed))).toBe('paid')
  })
  it('with a lost broadcast that expired it is expired, not charged', async () => {
    chain.setMode('lost')
    const signed = await sign(payer)
    await serve(signed)
    node.crash()
    const late = createNode(chain, {
      ledger: node.ledger,
      clock: { ...systemClock, now: () => Date.now() + 120_000, sleep: async () => {} },
    })
    expect(await late.payments.reconcile()).toMatchObject({ failed: 1 })
    expect(only()).toMatchObject({ state: 'expired' })
    expect(chain.paid).toHaveLength(0)
    late.remove()
  })
  it('with a settlement nobody was told about, the stored body waits for its payer', async () => {
    const signed = await sign(payer)
    expect(reasonOf(await serve(signed))).toBe('paid')
    node.crash()
    await node.payments.reconcile()
    expect(only()?.state).toBe('settled')
    expect(await serve(signed)).toMatchObject({ kind: 'paid', replayed: true })
  })
  it('during work that was paid upfront, the money goes back once', async () => {
    const signed = await sign(payer, { terms: termsOf('upfront') })
    await startForever(signed, termsOf('upfront'))
    node.ledger.flush()
    node.crash()
    expect(await node.payments.reconcile()).toMatchObject({ refunded: 1 })
    expect(await node.payments.reconcile()).toMatchObject({ checked: 0 })
    expect(chain.balance(payer.address)).toBe(1_000_000n)
    expect(chain.paid).toHaveLength(2)
  })
  it('leaves rows alone that this process is working on', async () => {
    const signed = await sign(payer)
    await startForever(signed)
    expect(await node.payments.reconcile()).toMatchObject({ checked: 0 })
  })
  it('has nothing to do when everything is closed, chain or no chain', async () => {
    const served = await serve(await sign(payer))
    if (served.kind === 'paid') served.delivered()
    node.reboot()
    chain.failNth(1)
    expect(await node.payments.reconcile()).toMatchObject({ checked: 0, pending: 0 })
  })
})

type Scenario = {
  readonly flow: 'authorization' | 'upfront'
  readonly work: () => Promise<StoredResponse>
}
const scenarios: { readonly [name: string]: Scenario } = {
  'work then settle': { flow: 'authorization', work: ok },
  'settle then work': { flow: 'upfront', work: ok },
  'settle, failed work, refund': { flow: 'upfront', work: async () => answer('no', 500) },
}

describe('whichever call to the chain fails', () => {
  it.each(Object.entries(scenarios))('%s ends square', async (_, { flow, work }) => {
    for (let n = 1; ; n++) {
      const faulty = createSimulatedChain()
      const shop = createNode(faulty)
      const buyer = newPayer(faulty)
      faulty.fund(settlerAddress, price * 100n)
      const terms = termsOf(flow)
      const signed = await sign(buyer, { terms })
      const request = { header: signed.header, fingerprint }
      let bodies = 0
      const pay = async () => {
        const served = await shop.payments.serve(terms, request, work)
        if (served.kind !== 'paid') return
        bodies++
        served.delivered()
      }
      faulty.failNth(n)
      await pay()
      const hit = faulty.calls() >= n
      faulty.failNth(-1)
      shop.ledger.flush()
      shop.crash()
      await shop.payments.reconcile()
      await pay()
      await shop.payments.reconcile()
      await pay()

      const gone = 1_000_000n - faulty.balance(buyer.address)
      expect(bodies, `fault at call ${n}`).toBeLessThanOrEqual(1)
      expect(gone, `fault at call ${n}`).toBe(bodies === 1 ? price : 0n)
      expect(faulty.paid.filter((one) => one.from === buyer.address).length).toBeLessThanOrEqual(1)
      expect(faulty.paid.filter((one) => one.to === buyer.address).length).toBeLessThanOrEqual(1)
      shop.remove()
      if (!hit) break
    }
  })
})

// A paid call as its payer sees it: each answer, its order and what is left in the ledger. One file, because
// every case is a variation of the same call on the same simulated chain.
import { encodeBase64Utf8 } from '@zooid/base'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  answer,
  createNode,
  createSimulatedChain,
  fingerprint,
  newPayer,
  otherFingerprint,
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
import type { PaidRequest, Served, StoredResponse } from './types.ts'

let chain: SimulatedChain
let node: TestNode
let payer: Payer
beforeEach(() => {
  chain = createSimulatedChain()
  node = createNode(chain)
  payer = newPayer(chain)
})
afterEach(() => node.remove())

const ok = async () => answer()
const serve = (
  { header }: Pick<PaidRequest, 'header'>,
  work: () => Promise<StoredResponse> = ok,
  print = fingerprint,
  terms = termsOf(),
) => node.payments.serve(terms, { header, fingerprint: print }, work)

function paid(served: Served) {
  if (served.kind !== 'paid') throw new Error(`${served.kind}: ${JSON.stringify(served)}`)
  return served
}
const reasonOf = (served: Served) => (served.kind === 'challenge' ? served.reason : served.kind)

describe('a paid call', () => {
  it('is sold to a payer who was funded after we last looked', async () => {
    const poor = newPayer(chain, 0n)
    chain.remember(poor.address)
    expect(reasonOf(await serve(await sign(poor)))).toBe('invalid_exact_evm_insufficient_balance')
    chain.fund(poor.address, price)
    paid(await serve(await sign(poor)))
    // The remembered balance still says 0, and the true one is spent.
    expect(reasonOf(await serve(await sign(poor)))).toBe('invalid_exact_evm_insufficient_balance')
  })
  it('is asked for money with an offer, and nothing else happens', async () => {
    const work = vi.fn(ok)
    const served = await node.payments.serve(termsOf(), { header: undefined, fingerprint }, work)
    expect(served).toMatchObject({
      kind: 'challenge',
      status: 402,
      reason: 'payment_required',
      offer: { x402Version: 2, accepts: [{ amount: '1000', payTo }] },
    })
    expect(work).not.toHaveBeenCalled()
  })
  it('works once, settles once and answers with its receipt', async () => {
    const work = vi.fn(ok)
    const served = paid(await serve(await sign(payer), work))
    expect(textOf(served.response)).toBe('result')
    expect(served.settle).toMatchObject({ success: true, payer: payer.address })
    expect(served.replayed).toBe(false)
    served.delivered()
    expect(work).toHaveBeenCalledTimes(1)
    expect(chain.balance(payTo)).toBe(price)
    expect(node.ledger.receipt(served.receipt.id)).toMatchObject({
      state: 'settled',
      txHash: served.settle.transaction,
    })
    expect(node.events).toEqual(['payment.claimed', 'payment.settled'])
    expect(node.ledger.revenue()).toEqual([
      { route: 'c/x', payments: 1, amount: '1000', refunded: '0' },
    ])
    expect(node.ledger.counts()).toEqual({ settled: 1 })
  })
  it('tells the work who pays', async () => {
    const work = vi.fn(ok)
    await serve(await sign(payer), work)
    expect(work).toHaveBeenCalledWith(
      expect.objectContaining({ payer: payer.address, amount: price }),
    )
  })
  it('answers 400 exactly for a header that can not be decoded, with a fresh offer', async () => {
    for (const value of ['%%%', encodeBase64Utf8('['), encodeBase64Utf8('[]')])
      expect(await serve({ header: { version: 2, value } })).toMatchObject({
        kind: 'challenge',
        status: 400,
        offer: { accepts: [{ amount: '1000' }] },
      })
  })
  it('answers 402 for a payment of another shape', async () => {
    const value = encodeBase64Utf8('{"x402Version":2}')
    expect(await serve({ header: { version: 2, value } })).toMatchObject({ status: 402 })
  })
})

describe('a payment that is not good', () => {
  const now = () => BigInt(Math.floor(Date.now() / 1000))
  it.each([
    ['for another route', { resourceUrl: 'http://node.test/c/y' }, 'payment.mismatch'],
    [
      'of a lower value',
      { change: { value: 999n } },
      'invalid_exact_evm_payload_authorization_value_mismatch',
    ],
    [
      'to somebody else',
      { change: { to: settlerAddress } },
      'invalid_exact_evm_recipient_mismatch',
    ],
    [
      'that expires in 5 s',
      () => ({ change: { validBefore: now() + 5n } }),
      'invalid_exact_evm_payload_authorization_valid_before',
    ],
    [
      'that is valid for two days',
      () => ({ change: { validBefore: now() + 172_800n } }),
      'invalid_exact_evm_payload_authorization_valid_before',
    ],
    [
      'that is not valid yet',
      () => ({ change: { validAfter: now() + 60n } }),
      'invalid_exact_evm_payload_authorization_valid_after',
    ],
    ['with a payment identifier of another form', { id: 'short' }, 'invalid_payload'],
  ])('%s is refused before any work or row', async (_, options, reason) => {
    const work = vi.fn(ok)
    const signed = await sign(payer, typeof options === 'function' ? options() : options)
    expect(reasonOf(await serve(signed, work))).toBe(reason)
    expect(work).not.toHaveBeenCalled()
    expect(node.ledger.counts()).toEqual({})
  })
  it('of a wallet that can not cover it is refused', async () => {
    const poor = newPayer(chain, price - 1n)
    expect(reasonOf(await serve(await sign(poor)))).toBe('invalid_exact_evm_insufficient_balance')
  })
  it('signed by somebody else is refused', async () => {
    const signed = await sign(newPayer(chain), { change: { from: payer.address } })
    expect(reasonOf(await serve(signed))).toBe('invalid_exact_evm_signature')
  })
  it('counts what the payer already has in flight', async () => {
    const poor = newPayer(chain, price * 3n)
    const signed = await Promise.all(Array.from({ length: 6 }, () => sign(poor)))
    const served = await Promise.all(signed.map((one) => serve(one)))
    expect(served.filter((one) => one.kind === 'paid')).toHaveLength(3)
    const refused = served.filter((one) => one.kind !== 'paid').map(reasonOf)
    expect(new Set(refused)).toEqual(new Set(['invalid_exact_evm_insufficient_balance']))
  })
})

describe('the same payment', () => {
  it('raced 50 times works once and gives one body', async () => {
    const work = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return answer()
    })
    const signed = await sign(payer)
    const served = await Promise.all(Array.from({ length: 50 }, () => serve(signed, work)))
    expect(served.filter((one) => one.kind === 'paid')).toHaveLength(1)
    expect(work).toHaveBeenCalledTimes(1)
    expect(chain.paid).toHaveLength(1)
    for (const one of served.filter((each) => each.kind !== 'paid'))
      expect(one).toMatchObject({
        kind: 'challenge',
        status: 402,
        reason: 'invalid_exact_evm_nonce_already_used',
      })
  })
  it('is refused after it was served, however its case is spelled', async () => {
    const signed = await sign(payer)
    paid(await serve(signed)).delivered()
    expect(reasonOf(await serve(signed))).toBe('invalid_exact_evm_nonce_already_used')
    const from = payer.address.toUpperCase().replace('0X', '0x') as typeof payer.address
    const again = await sign(payer, { change: { ...signed.authorization, from } })
    expect(reasonOf(await serve(again))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('gives its stored body once more when the first answer did not arrive', async () => {
    const signed = await sign(payer)
    const work = vi.fn(ok)
    paid(await serve(signed, work)).abandoned()
    expect(reasonOf(await serve(signed, work, otherFingerprint))).toBe(
      'invalid_exact_evm_nonce_already_used',
    )
    const answers = await Promise.all(Array.from({ length: 10 }, () => serve(signed, work)))
    const replays = answers.filter((one) => one.kind === 'paid')
    expect(replays).toHaveLength(1)
    const replay = paid(replays[0]!)
    expect(replay.replayed).toBe(true)
    expect(textOf(replay.response)).toBe('result')
    replay.delivered()
    expect(reasonOf(await serve(signed, work))).toBe('invalid_exact_evm_nonce_already_used')
    expect(work).toHaveBeenCalledTimes(1)
    expect(chain.paid).toHaveLength(1)
  })
  it('gives its stored body after a restart between settlement and delivery', async () => {
    const signed = await sign(payer)
    paid(await serve(signed))
    node.reboot()
    expect(await node.payments.reconcile()).toMatchObject({ refunded: 0 })
    expect(paid(await serve(signed)).replayed).toBe(true)
    expect(chain.paid).toHaveLength(1)
  })
})

describe('work that fails', () => {
  it.each([
    ['answers 500', async () => answer('broken', 500), 500],
    ['answers 404', async () => answer('none', 404), 404],
    ['throws', async () => Promise.reject(new Error('boom')), 500],
  ])('because it %s is not charged, and the payment may be used again', async (_, work, status) => {
    const signed = await sign(payer)
    const served = await serve(signed, work)
    expect(served).toMatchObject({ kind: 'not_charged', response: { status } })
    expect(chain.paid).toHaveLength(0)
    const retried = paid(await serve(signed))
    expect(retried.receipt.id).toBe((served as { receipt: { id: string } }).receipt.id)
    expect(chain.paid).toHaveLength(1)
  })
  it('is not charged when the caller left', async () => {
    const gone = new AbortController()
    const { header } = await sign(payer)
    const work = async () => {
      gone.abort()
      return answer()
    }
    const served = await node.payments.serve(termsOf(), { header, fingerprint }, work, gone.signal)
    expect(served.kind).toBe('not_charged')
    expect(chain.paid).toHaveLength(0)
  })
})

describe('a settlement', () => {
  it('that fails withholds the body and cools the payer down', async () => {
    const signed = await sign(payer)
    const served = await serve(signed, async () => {
      chain.fund(payer.address, 0n)
      return answer()
    })
    expect(served).toMatchObject({
      kind: 'challenge',
      reason: 'invalid_exact_evm_insufficient_balance',
      settle: { success: false, transaction: '' },
    })
    chain.fund(payer.address, price * 10n)
    expect(reasonOf(await serve(await sign(payer)))).toBe('payment.payer_cooled_down')
    expect(reasonOf(await serve(await sign(newPayer(chain))))).toBe('paid')
  })
  it('front-run by a third party still serves, once', async () => {
    const signed = await sign(payer)
    const served = paid(
      await serve(signed, async () => {
        chain.frontRun(signed.authorization)
        return answer()
      }),
    )
    served.delivered()
    expect(chain.paid).toHaveLength(1)
    expect(reasonOf(await serve(signed))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('of an authorization used before we saw it is refused', async () => {
    const signed = await sign(payer)
    chain.frontRun(signed.authorization)
    expect(reasonOf(await serve(signed))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('found in a block we knew before the payment came bought something else', async () => {
    const signed = await sign(payer)
    await serve(signed, async () => answer('no', 500))
    chain.claimUse(signed.authorization, `0x${'12'.repeat(32)}`, 100n)
    expect(reasonOf(await serve(signed))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('whose transaction used two nonces for one transfer pays for one body', async () => {
    const both = await Promise.all([sign(payer), sign(payer)])
    const work = async () => {
      for (const { authorization } of both)
        chain.claimUse(authorization, `0x${'12'.repeat(32)}`, 101n)
      return answer()
    }
    // Both seen before that transaction.
    await serve(both[1], async () => answer('no', 500))
    expect(reasonOf(await serve(both[0], work))).toBe('paid')
    expect(reasonOf(await serve(both[1]))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('whose nonce was cancelled meanwhile withholds the body', async () => {
    const signed = await sign(payer)
    const served = await serve(signed, async () => {
      chain.burn(signed.authorization)
      return answer()
    })
    expect(reasonOf(served)).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('unknown at the deadline is pending with its hash, and a retry attaches and is served once', async () => {
    chain.setMode('held')
    const signed = await sign(payer)
    const work = vi.fn(ok)
    const first = await serve(signed, work)
    expect(first).toMatchObject({
      reason: 'settlement_pending',
      settle: { success: false, transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
    })
    const retries = Promise.all([serve(signed, work), serve(signed, work)])
    await new Promise((resolve) => setTimeout(resolve, 30))
    chain.mineHeld()
    const kinds = (await retries).map(reasonOf).sort()
    expect(kinds).toEqual(['paid', 'settlement_pending'])
    expect(work).toHaveBeenCalledTimes(1)
    expect(chain.paid).toHaveLength(1)
  })
})

describe('paying upfront', () => {
  const terms = termsOf('upfront')
  beforeEach(() => chain.fund(settlerAddress, price * 100n))

  it('announces itself, settles before the work and answers once', async () => {
    expect(node.payments.offer(terms).accepts[0]?.extra.paymentFlow).toBe('upfront')
    const work = vi.fn(async () => {
      expect(chain.paid).toHaveLength(1)
      return answer()
    })
    const signed = await sign(payer, { terms })
    const served = paid(await serve(signed, work, fingerprint, terms))
    served.delivered()
    expect(work).toHaveBeenCalledTimes(1)
    expect(reasonOf(await serve(signed, work, fingerprint, terms))).toMatch(/nonce_already_used/)
  })
  it('gives the money back when the work fails, and the payment is spent', async () => {
    const signed = await sign(payer, { terms })
    const before = chain.balance(payer.address)
    const served = await serve(signed, async () => answer('no', 500), fingerprint, terms)
    expect(served).toMatchObject({ kind: 'not_charged', receipt: { state: 'refunded' } })
    expect(chain.balance(payer.address)).toBe(before)
    expect(reasonOf(await serve(signed, ok, fingerprint, terms))).toMatch(/nonce_already_used/)
    expect(node.ledger.revenue()).toEqual([
      { route: 'c/x', payments: 0, amount: '0', refunded: '1000' },
    ])
  })
  it('works for money that came in after the deadline, once', async () => {
    chain.setMode('held')
    const signed = await sign(payer, { terms })
    const work = vi.fn(ok)
    expect(reasonOf(await serve(signed, work, fingerprint, terms))).toBe('settlement_pending')
    expect(work).not.toHaveBeenCalled()
    chain.mineHeld()
    paid(await serve(signed, work, fingerprint, terms)).delivered()
    expect(work).toHaveBeenCalledTimes(1)
  })
})

describe('a payment identifier', () => {
  const id = 'order_0123456789abcdef'
  it('replays the stored answer for a new authorization, without charging again', async () => {
    const work = vi.fn(ok)
    paid(await serve(await sign(payer, { id }), work)).delivered()
    for (let i = 0; i < 3; i++) {
      const replay = paid(await serve(await sign(payer, { id }), work))
      expect(replay.replayed).toBe(true)
      replay.delivered()
    }
    expect(work).toHaveBeenCalledTimes(1)
    expect(chain.paid).toHaveLength(1)
  })
  it('used for another request is a conflict', async () => {
    paid(await serve(await sign(payer, { id }))).delivered()
    expect(await serve(await sign(payer, { id }), ok, otherFingerprint)).toMatchObject({
      kind: 'conflict',
      code: 'payment.body_mismatch',
    })
  })
  it('whose first use still runs is in progress, also in the same instant', async () => {
    const work = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return answer()
    })
    const signed = await Promise.all([1, 2, 3].map(() => sign(payer, { id })))
    const served = await Promise.all(signed.map((one) => serve(one, work)))
    expect(served.map((one) => one.kind).sort()).toEqual(['conflict', 'conflict', 'paid'])
    expect(work).toHaveBeenCalledTimes(1)
    expect(chain.paid).toHaveLength(1)
  })
  it('belongs to one payer', async () => {
    paid(await serve(await sign(payer, { id }))).delivered()
    expect(paid(await serve(await sign(newPayer(chain), { id }))).replayed).toBe(false)
  })
  it('is free again after work that failed', async () => {
    await serve(await sign(payer, { id }), async () => answer('no', 500))
    expect(paid(await serve(await sign(payer, { id }))).replayed).toBe(false)
  })
})

describe('draining', () => {
  it('waits for settlements that outlived their requests, until it is told not to', async () => {
    chain.setMode('held')
    const signed = await sign(payer)
    expect(reasonOf(await serve(signed))).toBe('settlement_pending')
    await node.payments.drain(AbortSignal.timeout(20))
    expect(node.ledger.counts()).toEqual({ settling: 1 })
    const drained = node.payments.drain()
    chain.mineHeld()
    await drained
    expect(node.ledger.counts()).toEqual({ settled: 1 })
  })
})

describe('a version 1 payment', () => {
  const v1Network = 'base-sepolia'
  const v1Of = async () => {
    const { authorization, signature } = await sign(payer)
    const texts = Object.entries(authorization).map(([key, value]) => [key, String(value)])
    return {
      version: 1 as const,
      value: encodeBase64Utf8(
        JSON.stringify({
          x402Version: 1,
          scheme: 'exact',
          network: v1Network,
          payload: { signature, authorization: Object.fromEntries(texts) },
        }),
      ),
    }
  }
  it('is served on a chain version 1 can name, and only there', async () => {
    const named = createNode(chain, { profile: { ...chain.reader.profile, v1Network } })
    const request = { header: await v1Of(), fingerprint }
    expect(reasonOf(await serve(request))).toBe('invalid_exact_evm_network_mismatch')
    expect((await named.payments.serve(termsOf(), request, ok)).kind).toBe('paid')
    const upfront = { header: await v1Of(), fingerprint }
    expect(reasonOf(await named.payments.serve(termsOf('upfront'), upfront, ok))).toBe(
      'invalid_x402_version',
    )
    named.remove()
  })
})

describe('trouble of our own', () => {
  it('with the chain is 503 before any work', async () => {
    const work = vi.fn(ok)
    const signed = await sign(payer)
    chain.failNth(1)
    expect(await serve(signed, work)).toMatchObject({ kind: 'unavailable' })
    expect(work).not.toHaveBeenCalled()
    expect(reasonOf(await serve(signed, work))).toBe('paid')
  })
  it('is refused as a bug when a route would pay somebody else', async () => {
    const terms = termsOf()
    const foreign = { ...terms, requirements: { ...terms.requirements, payTo: settlerAddress } }
    await expect(
      node.payments.serve(foreign, { header: undefined, fingerprint }, ok),
    ).rejects.toMatchObject({ code: 'payment.foreign_payee' })
  })
})

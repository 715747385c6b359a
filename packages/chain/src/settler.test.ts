import type { Address } from '@zooid/base'
import { type Log, silentLog, systemClock } from '@zooid/base'
import { reasons } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChainFixture, keyOf, randomNonce, signPayment, startChain } from './client.fixture.ts'
import { createChainReader } from './client.ts'
import { createSettler } from './settler.ts'
import type { SettleOutcome, Settler } from './types.ts'

const payee: Address = '0x00000000000000000000000000000000000000aa'

describe('settler', () => {
  let chain: ChainFixture
  let settler: Settler
  let signerIndex = 0
  const warnings: string[] = []
  const log: Log = { ...silentLog, warn: (_data, message) => void warnings.push(message) }
  const newSettler = (options = {}) => {
    const { privateKey } = keyOf(signerIndex)
    return createSettler({ reader: chain.reader, privateKey, clock: systemClock, log, ...options })
  }
  const rpc = (method: string, ...params: unknown[]) => chain.rpc(method, params)

  beforeAll(async () => {
    chain = await startChain()
    settler = newSettler()
  })
  afterAll(async () => {
    await settler?.close()
    await chain?.close()
  })

  it('settles one payment, with its hash known before it is sent', async () => {
    const before = await chain.reader.balanceOf(payee)
    const request = await signPayment(chain.reader, 1, payee, 1500n)
    const outcome = await settler.settle(request)
    expect(outcome.status).toBe('settled')
    expect(request.hashes).toEqual([(outcome as { txHash: string }).txHash])
    expect(await chain.reader.balanceOf(payee)).toBe(before + 1500n)
    expect(
      await chain.reader.isAuthorizationUsed(
        request.authorization.from,
        request.authorization.nonce,
      ),
    ).toBe(true)
    const use = await chain.reader.findAuthorizationUse(request.authorization)
    expect(use).toMatchObject({ txHash: request.hashes[0], paid: true })
  })

  it('puts what waits into one transaction and judges each item by its own event', async () => {
    const good = await Promise.all(
      [1, 2, 3, 4].map((i) => signPayment(chain.reader, i, payee, 10n)),
    )
    const used = good[0]!
    expect((await settler.settle(used)).status).toBe('settled')
    const poor = await signPayment(chain.reader, 5, payee, 10n ** 30n)
    const expired = await signPayment(chain.reader, 6, payee, 10n, { validBefore: 1n })
    const early = await signPayment(chain.reader, 6, payee, 10n, {
      validAfter: 2n ** 40n,
      validBefore: 2n ** 41n,
    })
    const forged = {
      ...(await signPayment(chain.reader, 7, payee, 10n)),
      signature: good[1]!.signature,
    }
    const requests = [...good.slice(1), used, poor, expired, early, forged]
    const outcomes = await Promise.all(requests.map((request) => settler.settle(request)))
    expect(outcomes.slice(0, 3).map((outcome) => outcome.status)).toEqual(Array(3).fill('settled'))
    const hashes = new Set(good.slice(1).map((request) => request.hashes.at(-1)))
    expect(hashes.size).toBe(1)
    expect(outcomes.slice(3).map((outcome) => (outcome as { reason?: string }).reason)).toEqual([
      reasons.nonceUsed,
      reasons.balance,
      reasons.validBefore,
      reasons.validAfter,
      reasons.signature,
    ])
  })

  it('settles 600 payments, 16 in flight, without a failure, in far fewer transactions', async () => {
    const total = 600
    const requests: Awaited<ReturnType<typeof signPayment>>[] = []
    for (let i = 0; i < total; i++)
      requests.push(await signPayment(chain.reader, 1 + (i % 8), payee, 1n))
    const before = await chain.reader.balanceOf(payee)
    const outcomes: SettleOutcome[] = []
    let next = 0
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let request = requests[next++]; request; request = requests[next++])
          outcomes.push(await settler.settle(request))
      }),
    )
    expect(outcomes.filter((outcome) => outcome.status !== 'settled')).toEqual([])
    expect(await chain.reader.balanceOf(payee)).toBe(before + BigInt(total))
    const transactions = new Set(requests.flatMap((request) => request.hashes))
    expect(transactions.size).toBeLessThan(total / 4)
  })

  it('settles for a contract wallet alone, and does not send what its code refuses or never ends', async () => {
    const wallet: Address = '0x00000000000000000000000000000000000000ee'
    await settler.transfer(wallet, 1000n, async () => {})
    const pay = async () => ({
      ...(await signPayment(chain.reader, 1, payee, 4n, { from: wallet })),
      signature: '0xc0ffee' as const,
    })
    const says = (code: string) => rpc('anvil_setCode', wallet, code)
    await says(`0x7f1626ba7e${'0'.repeat(56)}60005260206000f3`)
    const good = await pay()
    const neighbour = await signPayment(chain.reader, 2, payee, 4n)
    const settled = await Promise.all([settler.settle(good), settler.settle(neighbour)])
    expect(settled.map(({ status }) => status)).toEqual(['settled', 'settled'])
    expect(good.hashes[0]).not.toBe(neighbour.hashes[0])
    for (const code of ['0x60006000fd', '0x5b600056']) {
      await says(code)
      const bad = await pay()
      expect(await settler.settle(bad)).toMatchObject({ reason: reasons.signature })
      expect(bad.hashes).toEqual([])
    }
    await says('0x')
  })

  it('joins a second call for the same authorization and refuses another one with its nonce', async () => {
    const request = await signPayment(chain.reader, 1, payee, 5n)
    const other = await signPayment(chain.reader, 1, payee, 6n, {
      nonce: request.authorization.nonce,
    })
    const [first, second, third] = await Promise.all([
      settler.settle(request),
      settler.settle(request),
      settler.settle(other),
    ])
    expect(first).toEqual(second)
    expect(third).toMatchObject({ status: 'failed', reason: reasons.nonceUsed })
  })

  it('does not send a payment whose hash could not be kept, and settles its neighbours', async () => {
    const lost = await signPayment(chain.reader, 1, payee, 7n)
    const kept = await signPayment(chain.reader, 2, payee, 7n)
    const full = async () => {
      throw new Error('disk full')
    }
    const [a, b] = await Promise.all([
      settler.settle({ ...lost, onBroadcast: full }),
      settler.settle(kept),
    ])
    expect(a).toMatchObject({ status: 'failed', reason: reasons.settleError })
    expect(b.status).toBe('settled')
    expect(await chain.reader.findAuthorizationUse(lost.authorization)).toBeNull()
  })

  it('transfers and sends through the same queue, and fails what would revert without sending it', async () => {
    const hashes: string[] = []
    const keep = async (hash: string) => void hashes.push(hash)
    const outcome = await settler.transfer(payee, 3n, keep)
    expect(outcome).toMatchObject({ status: 'settled', txHash: hashes[0] })
    const tooMuch = await settler.transfer(payee, 10n ** 40n, keep)
    expect(tooMuch.status).toBe('failed')
    expect(hashes).toHaveLength(1)
    expect((await settler.send({ to: payee, data: '0x', value: 1n })).status).toBe('settled')
  })

  it('finds its nonce again when someone else used the key', async () => {
    const other = newSettler()
    expect((await other.send({ to: payee, data: '0x', value: 1n })).status).toBe('settled')
    expect((await other.send({ to: payee, data: '0x', value: 1n })).status).toBe('settled')
    await other.close()
    const outcome = await settler.settle(await signPayment(chain.reader, 1, payee, 2n))
    expect(outcome.status).toBe('settled')
    expect(warnings).toContain('nonce was taken by another transaction, asking the chain')
  })

  it('broadcasts a dropped transaction again, unchanged', async () => {
    await rpc('evm_setAutomine', false)
    const quick = newSettler({ stuckMs: 200 })
    const request = await signPayment(chain.reader, 1, payee, 2n)
    const settling = quick.settle(request)
    await expect.poll(() => request.hashes.length).toBe(1)
    await expect.poll(() => rpc('eth_getTransactionByHash', request.hashes[0])).not.toBeNull()
    await rpc('anvil_dropTransaction', request.hashes[0])
    await expect
      .poll(() => warnings.includes('transaction fell out of the pool, broadcasting it again'), {
        timeout: 4000,
      })
      .toBe(true)
    await rpc('anvil_mine')
    await rpc('evm_setAutomine', true)
    expect(await settling).toMatchObject({ status: 'settled' })
    await quick.close()
  })

  it('raises the fee of a stuck transaction and says pending meanwhile', async () => {
    await rpc('evm_setAutomine', false)
    signerIndex = 9
    const quick = newSettler({ stuckMs: 150, pendingAfterMs: 600 })
    const request = await signPayment(chain.reader, 1, payee, 2n)
    const outcome = await quick.settle(request)
    expect(outcome.status).toBe('pending')
    expect(request.hashes.length).toBeGreaterThan(1)
    expect(await quick.outcomeOf(request.hashes[0]!, request.authorization)).toMatchObject({
      status: expect.stringMatching(/pending|unknown/),
    })
    await rpc('anvil_mine')
    await rpc('evm_setAutomine', true)
    for (const hash of request.hashes.slice(0, 1))
      expect(await quick.outcomeOf(hash, request.authorization)).toMatchObject({
        status: 'settled',
      })
    expect((await quick.settle(await signPayment(chain.reader, 1, payee, 2n))).status).toBe(
      'settled',
    )
    await quick.close()
    signerIndex = 0
  })

  it('fills a nonce that another transaction left empty', async () => {
    await rpc('evm_setAutomine', false)
    const earlier = newSettler()
    const abandoned = await signPayment(chain.reader, 2, payee, 2n)
    const given = earlier.settle(abandoned)
    await expect
      .poll(() => abandoned.hashes[0] && rpc('eth_getTransactionByHash', abandoned.hashes[0]))
      .toBeTruthy()
    await earlier.close()
    expect((await given).status).toBe('pending')
    const quick = newSettler({ stuckMs: 150 })
    const request = await signPayment(chain.reader, 1, payee, 2n)
    const settling = quick.settle(request)
    await expect.poll(() => request.hashes.length).toBe(1)
    await rpc('anvil_dropTransaction', abandoned.hashes[0])
    await expect.poll(() => warnings.includes('filled a nonce gap'), { timeout: 4000 }).toBe(true)
    await rpc('evm_setAutomine', true)
    await rpc('anvil_mine')
    expect((await settling).status).toBe('settled')
    await quick.close()
  })

  it('waits for confirmations and sends again what a reorganisation took back', async () => {
    const { profile } = chain.devnet
    const reader = await createChainReader({
      profile: { ...profile, confirmations: 3 },
      clock: systemClock,
      log: silentLog,
      pollMs: 20,
    })
    const { privateKey } = keyOf(8)
    const deep = createSettler({ reader, privateKey, clock: systemClock, log, stuckMs: 100 })
    const request = await signPayment(reader, 1, payee, 2n)
    let isSettled = false
    const settling = deep.settle(request).finally(() => {
      isSettled = true
    })
    await expect
      .poll(() => request.hashes[0] && rpc('eth_getTransactionReceipt', request.hashes[0]))
      .toBeTruthy()
    await rpc('anvil_mine', '0x1')
    await rpc('anvil_reorg', 2, [])
    await expect.poll(() => rpc('eth_getTransactionReceipt', request.hashes[0])).toBeTruthy()
    expect(isSettled).toBe(false)
    await rpc('anvil_mine', '0x2')
    expect(await settling).toMatchObject({ status: 'settled', txHash: request.hashes[0] })
    expect(request.hashes).toHaveLength(1)
    await deep.close()
    await reader.close()
  })

  it('reports outcomes of earlier transactions: settled, expired, unknown', async () => {
    const done = await signPayment(chain.reader, 2, payee, 2n)
    await settler.settle(done)
    const wrongHash = randomNonce()
    expect(await settler.outcomeOf(wrongHash, done.authorization)).toMatchObject({
      status: 'settled',
      txHash: done.hashes.at(-1),
    })
    const never = await signPayment(chain.reader, 2, payee, 2n)
    expect(await settler.outcomeOf(wrongHash, never.authorization)).toEqual({ status: 'unknown' })
    const late = await signPayment(chain.reader, 2, payee, 2n, { validBefore: 5n })
    expect(await settler.outcomeOf(wrongHash, late.authorization)).toMatchObject({
      status: 'failed',
      reason: reasons.validBefore,
    })
  })

  it('answers a caller who gives up, and everyone when it closes', async () => {
    await rpc('evm_setAutomine', false)
    const closing = newSettler()
    const flying = await signPayment(chain.reader, 1, payee, 2n)
    const first = closing.settle(flying)
    await expect.poll(() => flying.hashes.length).toBe(1)
    const giveUp = new AbortController()
    const second = closing.settle(await signPayment(chain.reader, 2, payee, 2n), giveUp.signal)
    const third = closing.settle(await signPayment(chain.reader, 3, payee, 2n))
    await expect.poll(() => closing.depth()).toEqual({ waiting: 2, inFlight: 1 })
    giveUp.abort()
    expect(await second).toMatchObject({ status: 'failed', reason: reasons.settleError })
    await closing.close()
    expect(await first).toEqual({ status: 'pending', txHash: flying.hashes[0] })
    expect(await third).toMatchObject({ status: 'failed' })
    await rpc('evm_setAutomine', true)
    await rpc('anvil_mine')
  })
})

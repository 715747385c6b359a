// The same rules on a real chain: anvil, the real reader and settler, real transactions.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hex, silentLog, systemClock, systemRng } from '@zooid/base'
import {
  type ChainClient,
  createChainReader,
  createSettler,
  type Devnet,
  devKeys,
  recoverSigner,
  type Settler,
  startDevnet,
} from '@zooid/chain'
import { type Authorization, localSigner } from '@zooid/x402'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type LedgerBook, openLedger } from './ledger.ts'
import { answer, fingerprint, price, sign, termsOf } from './payments.fixture.ts'
import { createPayments } from './payments.ts'
import type { Payments, Served, Terms } from './types.ts'

const keyOf = (index: number): Hex => devKeys[index]!.privateKey
const node = devKeys[0]!.address
const termsToNode = (flow: Terms['flow'] = 'authorization'): Terms => {
  const terms = termsOf(flow)
  return { ...terms, requirements: { ...terms.requirements, payTo: node } }
}

describe('paying on a real chain', () => {
  let folder: string
  let devnet: Devnet
  let reader: ChainClient
  let settler: Settler
  let ledger: LedgerBook
  let payments: Payments

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zooid-ledger-'))
    devnet = await startDevnet({ profile: 'devnet', dataDir: join(folder, 'chain'), port: 0 })
    const ports = { clock: systemClock, log: silentLog }
    reader = await createChainReader({ profile: devnet.profile, ...ports })
    settler = createSettler({ reader, privateKey: keyOf(0), ...ports })
    ledger = openLedger(join(folder, 'ledger.db'), ports)
    payments = createPayments({
      ledger,
      reader,
      settler,
      recover: recoverSigner,
      profile: reader.profile,
      payTo: node,
      rng: systemRng,
      ...ports,
    })
  })
  afterAll(async () => {
    await payments?.drain()
    await settler?.close()
    ledger?.close()
    await reader?.close()
    await devnet?.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })

  const payer = (index: number) => localSigner(keyOf(index))
  const signed = (index: number, flow: Terms['flow'] = 'authorization') =>
    sign(payer(index), { terms: termsToNode(flow), change: { to: node } })
  const serve = (
    { header }: Pick<Awaited<ReturnType<typeof sign>>, 'header'>,
    work = async () => answer(),
    flow: Terms['flow'] = 'authorization',
  ) => payments.serve(termsToNode(flow), { header, fingerprint }, work)
  const reasonOf = (served: Served) => (served.kind === 'challenge' ? served.reason : served.kind)

  async function frontRun(authorization: Authorization, signature: Hex): Promise<void> {
    const third = createSettler({
      reader,
      privateKey: keyOf(9),
      clock: systemClock,
      log: silentLog,
    })
    await third.settle({ authorization, signature, onBroadcast: async () => {} })
    await third.close()
  }

  it('moves the money the chain confirms, and says so in the receipt', async () => {
    const before = await reader.balanceOf(node)
    const payment = await signed(1)
    const served = await serve(payment)
    if (served.kind !== 'paid') throw new Error(JSON.stringify(served))
    served.delivered()
    expect(await reader.balanceOf(node)).toBe(before + price)
    expect(await reader.findAuthorizationUse(payment.authorization)).toMatchObject({
      txHash: served.settle.transaction,
      paid: true,
    })
    expect(reasonOf(await serve(payment))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('raced 50 times works once and is paid once', async () => {
    const before = await reader.balanceOf(node)
    const payment = await signed(1)
    const work = vi.fn(async () => answer())
    const served = await Promise.all(Array.from({ length: 50 }, () => serve(payment, work)))
    expect(served.filter((one) => one.kind === 'paid')).toHaveLength(1)
    expect(work).toHaveBeenCalledTimes(1)
    expect(await reader.balanceOf(node)).toBe(before + price)
  })
  it('serves 32 payments of four payers at once, each settled', async () => {
    const before = await reader.balanceOf(node)
    const all = await Promise.all(Array.from({ length: 32 }, (_, i) => signed(1 + (i % 4))))
    const served = await Promise.all(all.map((one) => serve(one)))
    expect(served.map((one) => one.kind)).toEqual(Array(32).fill('paid'))
    expect(await reader.balanceOf(node)).toBe(before + 32n * price)
  })
  it('front-run by a third party during the work is served, once', async () => {
    const payment = await signed(2)
    const served = await serve(payment, async () => {
      await frontRun(payment.authorization, payment.signature)
      return answer()
    })
    expect(reasonOf(served)).toBe('paid')
    if (served.kind === 'paid') served.delivered()
    expect(reasonOf(await serve(payment))).toBe('invalid_exact_evm_nonce_already_used')
  })
  it('dropped by a reorganisation is broadcast again and settled once', async () => {
    const before = await reader.balanceOf(node)
    const payment = await signed(2)
    const served = await serve(payment)
    if (served.kind !== 'paid') throw new Error(JSON.stringify(served))
    served.delivered()
    await reader.rpc.request('anvil_reorg', [1, []])
    expect(await reader.findAuthorizationUse(payment.authorization)).toBeNull()
    expect(await payments.reconcile()).toMatchObject({ checked: 1, settled: 1 })
    expect(await reader.findAuthorizationUse(payment.authorization)).toMatchObject({ paid: true })
    expect(ledger.receipt(served.receipt.id)?.state).toBe('settled')
    await vi.waitFor(async () => expect(await reader.balanceOf(node)).toBe(before + price))
    expect(await payments.reconcile()).toMatchObject({ checked: 0 })
  })
  it('gives money paid upfront back when the work fails', async () => {
    const before = await reader.balanceOf(payer(3).address as Hex)
    const served = await serve(await signed(3, 'upfront'), async () => answer('no', 500), 'upfront')
    expect(served).toMatchObject({ kind: 'not_charged', receipt: { state: 'refunded' } })
    const { refundTxHash } = (served as { receipt: { refundTxHash: Hex } }).receipt
    expect(await reader.balanceOf(payer(3).address)).toBe(before)
    expect(await settler.outcomeOfTransfer(refundTxHash, payer(3).address, price)).toMatchObject({
      status: 'settled',
    })
  })
  it('verifies and settles for other servers, reporting success once', async () => {
    const { payment, requirements } = await facilitated(4)
    expect(await payments.verify(payment, requirements)).toEqual({
      isValid: true,
      payer: payment.authorization.from,
    })
    const settled = await payments.settle(payment, requirements)
    expect(settled).toMatchObject({ success: true, network: 'eip155:31337', amount: '1000' })
    expect(await payments.settle(payment, requirements)).toMatchObject({
      success: false,
      errorReason: 'invalid_exact_evm_nonce_already_used',
    })
    expect(await payments.verify(payment, requirements)).toMatchObject({
      isValid: false,
      invalidReason: 'invalid_exact_evm_nonce_already_used',
    })
  })
  it('refuses to facilitate what does not verify', async () => {
    const { payment, requirements } = await facilitated(4)
    const poorer = { ...requirements, amount: '999' }
    expect(await payments.verify(payment, poorer)).toMatchObject({ isValid: false })
    expect(await payments.settle(payment, poorer)).toMatchObject({
      success: false,
      transaction: '',
    })
    const forged = { ...payment, signature: `0x${'11'.repeat(65)}` as Hex }
    expect(await payments.settle(forged, requirements)).toMatchObject({
      errorReason: 'invalid_exact_evm_signature',
    })
  })

  async function facilitated(index: number) {
    const { authorization, signature } = await signed(index)
    const { requirements } = termsToNode()
    const payment = { version: 2 as const, accepted: requirements, authorization, signature }
    return { payment, requirements }
  }
})

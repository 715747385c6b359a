// The facilitator pays gas for other people's payments: what it refuses, and whom it makes wait.
import { systemClock } from '@zooid/base'
import { parsePayment } from '@zooid/x402'
import { afterEach, expect, it } from 'vitest'
import {
  createNode,
  createSimulatedChain,
  newPayer,
  type SignOptions,
  sign,
  type TestNode,
  termsOf,
} from './payments.fixture.ts'

const nodes: TestNode[] = []
afterEach(() => {
  for (const node of nodes.splice(0)) node.remove()
})

function setup(overrides: Parameters<typeof createNode>[1] = {}) {
  const chain = createSimulatedChain()
  const node = createNode(chain, overrides)
  nodes.push(node)
  const payer = newPayer(chain)
  const signed = async (options: SignOptions = {}) => {
    const { header } = await sign(payer, options)
    const parsed = parsePayment(header.value, 2)
    if (parsed.status !== 'ok') throw new Error(parsed.status)
    return parsed.payment
  }
  return { chain, node, payer, signed }
}

it('never moves nothing: a payment of 0 is refused before it costs gas', async () => {
  const { chain, node, signed } = setup()
  const { requirements, ...terms } = termsOf()
  const free = { ...requirements, amount: '0' }
  const payment = await signed({
    terms: { ...terms, requirements: free },
    change: { value: 0n },
  })
  expect(await node.payments.verify(payment, free)).toMatchObject({
    isValid: false,
    invalidReason: 'invalid_payment_requirements',
  })
  expect(await node.payments.settle(payment, free)).toMatchObject({
    success: false,
    errorReason: 'invalid_payment_requirements',
    transaction: '',
  })
  expect(chain.paid).toEqual([])
})

it('settles for one payer as often as the limit says, and for others meanwhile', async () => {
  let now = Date.now()
  const clock = { ...systemClock, now: () => now }
  const { chain, node, signed } = setup({ clock, facilitatorPerMinute: 3 })
  const { requirements } = termsOf()
  const settle = async () => node.payments.settle(await signed(), requirements)
  const first = await signed()
  expect(await node.payments.settle(first, requirements)).toMatchObject({ success: true })
  expect(await settle()).toMatchObject({ success: true })
  expect(await settle()).toMatchObject({ success: true })

  const late = await signed()
  expect(await node.payments.settle(late, requirements)).toMatchObject({
    success: false,
    errorReason: 'payment.payer_rate_limited',
    transaction: '',
  })
  expect(await node.payments.verify(late, requirements)).toMatchObject({
    isValid: false,
    invalidReason: 'payment.payer_rate_limited',
  })
  expect(chain.paid).toHaveLength(3)
  const other = await sign(newPayer(chain))
  const parsed = parsePayment(other.header.value, 2)
  if (parsed.status !== 'ok') throw new Error(parsed.status)
  expect(await node.payments.settle(parsed.payment, requirements)).toMatchObject({ success: true })

  now += 20_000
  expect(await node.payments.settle(late, requirements)).toMatchObject({ success: true })
})

it('charges no token for what a stranger signed in the name of a payer', async () => {
  const { chain, node, payer, signed } = setup({ facilitatorPerMinute: 1 })
  const { requirements } = termsOf()
  const stranger = newPayer(chain)
  for (let i = 0; i < 3; i++) {
    const { header } = await sign(stranger, { change: { from: payer.address } })
    const forged = parsePayment(header.value, 2)
    if (forged.status !== 'ok') throw new Error(forged.status)
    expect(await node.payments.settle(forged.payment, requirements)).toMatchObject({
      success: false,
      errorReason: 'invalid_exact_evm_signature',
    })
  }
  expect(await node.payments.settle(await signed(), requirements)).toMatchObject({ success: true })
})

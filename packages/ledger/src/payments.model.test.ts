// Random histories of payers, thieves, outages and crashes against a real ledger file. After every step:
// a nonce is used once, a body was paid for, one payment gives one body, and the books match the chain.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answer,
  createNode,
  createSimulatedChain,
  fingerprint,
  newPayer,
  type Payer,
  payTo,
  price,
  type SettleMode,
  type SimulatedChain,
  settlerAddress,
  sign,
  type TestNode,
  termsOf,
} from './payments.fixture.ts'
import type { Terms } from './types.ts'

type Signed = Awaited<ReturnType<typeof sign>> & { readonly flow: Terms['flow'] }

/** What an honest bookkeeper outside the node writes down. */
type Model = { readonly payments: Signed[]; readonly bodies: Map<string, number>; works: number }

type Real = {
  readonly chain: SimulatedChain
  readonly node: TestNode
  readonly payers: readonly Payer[]
}

type Command = fc.AsyncCommand<Model, Real>

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real)
    await holds(model, real)
  },
  toString: () => name,
})

async function pay(model: Model, { node }: Real, signed: Signed, works: boolean, arrives: boolean) {
  const served = await node.payments.serve(
    termsOf(signed.flow),
    { header: signed.header, fingerprint },
    async () => {
      model.works++
      return works ? answer() : answer('no', 500)
    },
  )
  if (served.kind !== 'paid') return
  if (!arrives) return served.abandoned()
  const { nonce } = signed.authorization
  model.bodies.set(nonce, (model.bodies.get(nonce) ?? 0) + 1)
  served.delivered()
}

const commands = [
  fc
    .record({
      payer: fc.nat(2),
      flow: fc.constantFrom<Terms['flow']>('authorization', 'upfront'),
      works: fc.boolean(),
      arrives: fc.boolean(),
      times: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ payer, flow, works, arrives, times }) =>
      command(`pay(${payer}, ${flow}, ${works}, ${arrives}, x${times})`, async (model, real) => {
        const signed = { ...(await sign(real.payers[payer]!, { terms: termsOf(flow) })), flow }
        model.payments.push(signed)
        await Promise.all(
          Array.from({ length: times }, () => pay(model, real, signed, works, arrives)),
        )
      }),
    ),
  fc.tuple(fc.nat(), fc.boolean()).map(([which, arrives]) =>
    command(`retry(${which}, ${arrives})`, async (model, real) => {
      const signed = model.payments[which % Math.max(1, model.payments.length)]
      if (signed) await pay(model, real, signed, true, arrives)
    }),
  ),
  fc.nat().map((which) =>
    command(`frontRun(${which})`, async (model, { chain }) => {
      const signed = model.payments[which % Math.max(1, model.payments.length)]
      if (signed) chain.frontRun(signed.authorization)
    }),
  ),
  fc
    .constantFrom<SettleMode>('normal', 'mined_unheard', 'lost')
    .map((mode) => command(`settlements are ${mode}`, async (_, { chain }) => chain.setMode(mode))),
  fc
    .integer({ min: 1, max: 15 })
    .map((n) => command(`the chain fails at call ${n}`, async (_, { chain }) => chain.failNth(n))),
  fc.nat(2).map((payer) =>
    command(`payer ${payer} is drained`, async (_, { chain, payers }) => {
      chain.fund(payers[payer]!.address, 0n)
    }),
  ),
  fc.nat(2).map((payer) =>
    command(`payer ${payer} gets money`, async (_, { chain, payers }) => {
      chain.fund(payers[payer]!.address, price * 20n)
    }),
  ),
  fc.constant(
    command('power loss', async (_, { node, chain }) => {
      // Delivery marks are lazy; a body replayed for want of one is the accepted cost of a crash.
      node.ledger.flush()
      node.crash()
      chain.failNth(-1)
      await node.payments.reconcile()
    }),
  ),
  fc.constant(command('reconcile', async (_, { node }) => void (await node.payments.reconcile()))),
]

async function holds(model: Model, { chain, node }: Real): Promise<void> {
  const used = model.payments.filter((one) => chain.isUsed(one.authorization))
  const income = chain.paid.filter((one) => one.to === payTo)
  expect(income.length, 'each nonce moves money at most once').toBe(used.length)
  for (const [nonce, count] of model.bodies) {
    expect(count, 'one payment gives one body').toBe(1)
    expect(
      used.some((one) => one.authorization.nonce === nonce),
      'a body was paid for',
    ).toBe(true)
  }
  const receipts = node.ledger.payments({ limit: 1000 })
  expect(new Set(receipts.map((one) => one.nonce)).size).toBe(receipts.length)
  for (const { state, nonce } of receipts)
    if (state === 'settled' || state === 'refunding' || state === 'refunded')
      expect(
        used.some((one) => one.authorization.nonce === nonce),
        `${state} means paid`,
      ).toBe(true)
  for (const { state, nonce } of receipts)
    if (state === 'refunded' || state === 'refunding')
      expect(model.bodies.get(nonce) ?? 0, 'no body for money that went back').toBe(0)
  const refunds = chain.paid.filter((one) => one.from === settlerAddress)
  const refunded = receipts.filter((one) => one.refundTxHash !== null)
  expect(refunds.length, 'each refund is paid once').toBeLessThanOrEqual(refunded.length)
}

describe('the payment state machine', () => {
  it('keeps its books square through any history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 25 }), async (history) => {
        const chain = createSimulatedChain()
        chain.fund(settlerAddress, price * 1000n)
        const node = createNode(chain, { settleWaitMs: 50 })
        const payers = [1, 2, 3].map(() => newPayer(chain, price * 20n))
        try {
          await fc.asyncModelRun(
            () => ({
              model: { payments: [], bodies: new Map<string, number>(), works: 0 },
              real: { chain, node, payers },
            }),
            history,
          )
        } finally {
          node.remove()
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

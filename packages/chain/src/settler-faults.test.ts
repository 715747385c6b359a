// The Nth request to the chain fails, for N = 1, 2, 3 … until a run needs fewer requests than that. In
// each run the outcome must agree with the chain: settled means paid once, failed means never paid.
import { type Address, type Fetch, silentLog, systemClock } from '@zooid/base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChainFixture, keyOf, signPayment, startChain } from './client.fixture.ts'
import { createChainReader } from './client.ts'
import { createSettler } from './settler.ts'

const payee: Address = '0x00000000000000000000000000000000000000ab'

type Fault = 'not_delivered' | 'answer_lost' | 'html'

describe('settling while requests fail', () => {
  let chain: ChainFixture
  beforeAll(async () => {
    chain = await startChain()
  })
  afterAll(() => chain?.close())

  /** A fetch that harms request number `at`, and those after it up to `count`. */
  function faultyFetch(fault: Fault, at: number, count: number) {
    const state = { isArmed: false, seen: 0 }
    const port: Fetch = async (input, init) => {
      const isHarmed = state.isArmed && ++state.seen >= at && state.seen < at + count
      if (!isHarmed) return fetch(input, init)
      if (fault === 'not_delivered') throw new TypeError('connection refused')
      const answer = await fetch(input, init)
      await answer.text()
      if (fault === 'answer_lost') throw new TypeError('connection reset')
      return new Response('<html>bad gateway</html>', { status: 502 })
    }
    return { state, port }
  }

  async function runWith(
    fault: Fault,
    at: number,
    count: number,
    endpoints: number,
  ): Promise<number> {
    const url = chain.devnet.rpcUrl
    const { state, port } = faultyFetch(fault, at, count)
    const reader = await createChainReader({
      profile: { ...chain.devnet.profile, rpcUrls: Array.from({ length: endpoints }, () => url) },
      clock: systemClock,
      log: silentLog,
      pollMs: 60_000,
      fetch: port,
      rpc: { breaker: { coolDownMs: 20 } },
    })
    const settler = createSettler({
      reader,
      privateKey: keyOf(0).privateKey,
      clock: systemClock,
      log: silentLog,
      stuckMs: 60,
      pendingAfterMs: 5000,
    })
    const requests = await Promise.all([1, 2].map((i) => signPayment(reader, i, payee, 3n)))
    const hashes: string[] = []
    const before = await chain.reader.rpc.request<string>('eth_call', [balanceCall()])
    state.isArmed = true
    const outcomes = await Promise.all([
      ...requests.map((request) => settler.settle(request)),
      settler.transfer(payee, 1000n, async (hash) => void hashes.push(hash)),
    ])
    state.isArmed = false
    await new Promise((resolve) => setTimeout(resolve, 20))
    for (const [i, request] of requests.entries()) {
      const use = await chain.reader.findAuthorizationUse(request.authorization)
      expect([fault, at, outcomes[i]?.status], JSON.stringify(outcomes[i], text)).toEqual([
        fault,
        at,
        use ? 'settled' : 'failed',
      ])
    }
    const after = await chain.reader.rpc.request<string>('eth_call', [balanceCall()])
    const settled = outcomes.filter(({ status }) => status === 'settled').length
    const paid =
      outcomes[2]?.status === 'settled' ? 3n * BigInt(settled - 1) + 1000n : 3n * BigInt(settled)
    expect(BigInt(after) - BigInt(before), `${fault} at ${at}`).toBe(paid)
    await settler.close()
    await reader.close()
    return state.seen
  }
  const text = (_key: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)
  const balanceCall = () => ({
    to: chain.devnet.profile.asset.address,
    data: `0x70a08231${payee.slice(2).padStart(64, '0')}`,
  })

  const plans: readonly [Fault, number, number][] = [
    ['not_delivered', 1, 1],
    ['answer_lost', 1, 1],
    ['answer_lost', 1, 2],
    ['html', 3, 2],
  ]
  it.each(plans)(
    'never lies when %s hits %i request(s) in a row with %i endpoint(s)',
    async (fault, count, endpoints) => {
      for (let at = 1; at <= 40; at++) {
        const seen = await runWith(fault, at, count, endpoints)
        if (seen < at) return
      }
    },
  )
})

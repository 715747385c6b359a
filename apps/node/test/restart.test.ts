import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buyer, startTestNode, tempDir } from './harness.ts'

const info = async (url: string) =>
  (await (await fetch(`${url}/info`)).json()) as { address: string; identity: { agentId: string } }

const addOne = (url: string) =>
  buyer(1)(`${url}/c/kv-counter/visits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: 1 }),
  })

describe('a second start', { timeout: 60_000 }, () => {
  it('keeps wallet, agent id, ledger and key-value state', async () => {
    const dataDir = tempDir('restart')
    const first = await startTestNode({ ZOOID_DATA: dataDir })
    const before = await info(first.url)
    const { response } = await addOne(first.url)
    expect(await response.json()).toMatchObject({ value: 1 })
    const receiptPath = response.headers.get('zooid-receipt') as string
    await first.close(AbortSignal.timeout(5_000))

    const second = await startTestNode({ ZOOID_DATA: dataDir })
    try {
      expect(await info(second.url)).toMatchObject({
        address: before.address,
        identity: before.identity,
      })
      const receipt = await (await fetch(`${second.url}${receiptPath}`)).json()
      expect(receipt).toMatchObject({ state: 'settled' })
      expect(await (await addOne(second.url)).response.json()).toMatchObject({ value: 2 })
    } finally {
      await second.dispose()
    }
  })

  it('sells on a chain that was wiped meanwhile, and keeps the receipts of the old one', async () => {
    const dataDir = tempDir('wiped')
    const first = await startTestNode({ ZOOID_DATA: dataDir })
    const before = await addOne(first.url)
    expect(before.response.status).toBe(200)
    const path = before.response.headers.get('zooid-receipt') as string
    const old = (await (await fetch(`${first.url}${path}`)).json()) as { txHash: string }
    expect(old).toMatchObject({ state: 'settled' })
    expect(old).not.toHaveProperty('past')
    await first.close(AbortSignal.timeout(5_000))
    rmSync(join(dataDir, 'devnet'), { recursive: true })
    // A devnet's genesis differs from another's only by its second.
    await new Promise((resolve) => setTimeout(resolve, 1100))

    const second = await startTestNode({ ZOOID_DATA: dataDir })
    try {
      const { response } = await addOne(second.url)
      expect([response.status, await response.json()]).toMatchObject([200, { value: 2 }])
      expect(await (await fetch(`${second.url}${path}`)).json()).toEqual({ ...old, past: true })
    } finally {
      await second.dispose()
    }
  })
})

// A public chain, played by anvil with the public profile's chain id: there the operator funds the wallet,
// so the node starts without gas and must sell until it has some.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Log, silentLog, systemClock } from '@zooid/base'
import { type Devnet, startDevnet } from '@zooid/chain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolder, startTestNode, tempDir } from './harness.ts'

const dataDir = tempDir('unfunded')
let devnet: Devnet
beforeAll(async () => {
  mkdirSync(join(dataDir, 'chain'))
  devnet = await startDevnet({
    profile: 'shadow-base-sepolia',
    dataDir: join(dataDir, 'chain'),
    port: 0,
    clock: systemClock,
    log: silentLog,
  })
})
afterAll(async () => {
  await devnet.close()
  await removeFolder(dataDir)
})

const rpc = (method: string, params: readonly unknown[]) =>
  fetch(devnet.rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
const json = async (url: string) => (await (await fetch(url)).json()) as Record<string, unknown>
const registrations = async (url: string) => {
  const response = await fetch(`${url}/events?limit=500`, {
    headers: { accept: 'application/json' },
  })
  const { events } = (await response.json()) as { events: { type: string }[] }
  return events.filter(({ type }) => type === 'node.registered').length
}

describe('a node without gas on a public chain', () => {
  it('sells with its identity pending, and registers once it is funded', {
    timeout: 40_000,
  }, async () => {
    const ready: Record<string, unknown>[] = []
    const log: Log = {
      ...silentLog,
      info: (fields, message) => {
        if (message === 'ready') ready.push(fields as Record<string, unknown>)
      },
    }
    const env = {
      ZOOID_PROFILE: 'base-sepolia',
      ZOOID_RPC_URLS: devnet.rpcUrl,
      ZOOID_DATA: join(dataDir, 'node'),
    }
    const node = await startTestNode(env, { log })
    const { address } = await json(`${node.url}/info`)
    try {
      expect(ready[0]).toMatchObject({ agentId: null, address })
      expect(await json(`${node.url}/info`)).toMatchObject({ identity: null })
      expect((await fetch(`${node.url}/c/uuid-v7`)).status).toBe(402)
      const readyz = await fetch(`${node.url}/readyz`)
      expect(readyz.status).toBe(503)
      const { checks } = (await readyz.json()) as { checks: { name: string; ok: boolean }[] }
      expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['identity'])
      expect(await json(`${node.url}/.well-known/agent-registration.json`)).toMatchObject({
        registrations: [],
      })
      expect(await registrations(node.url)).toBe(0)

      await rpc('anvil_setBalance', [address, '0xde0b6b3a7640000'])
      await expect
        .poll(
          async () => {
            // The public profile waits for two confirmations; nobody else makes blocks here.
            await rpc('anvil_mine', ['0x1'])
            return (await fetch(`${node.url}/readyz`)).status
          },
          { timeout: 25_000, interval: 300 },
        )
        .toBe(200)
      expect(await registrations(node.url)).toBe(1)
    } finally {
      await node.close(AbortSignal.timeout(5_000))
    }
    const port = new URL(node.url).port
    const again = await startTestNode({ ...env, ZOOID_PORT: port }, { log })
    expect(ready[1]).toMatchObject({ agentId: expect.stringMatching(/^\d+$/) })
    // Nothing was registered or changed this time.
    expect(await registrations(again.url)).toBe(1)
    await again.close(AbortSignal.timeout(5_000))
  })
})

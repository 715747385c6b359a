import { silentLog, systemClock } from '@zooid/base'
import { encodeFunctionData } from 'viem'
import { generatePrivateKey } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identityRegistryAbi } from './artifacts.gen.ts'
import { type ChainFixture, keyOf, startChain } from './client.fixture.ts'
import { ensureIdentity, type IdentityOptions } from './identity.ts'
import { listAgents } from './identity-list.ts'
import { identityRegistry } from './identity-registry.ts'
import { decodeAgentUri, encodeAgentUri } from './registration.ts'
import { createSettler } from './settler.ts'
import type { Settler } from './types.ts'

function memorySettings() {
  const map = new Map<string, string>()
  return {
    map,
    get: (key: string) => map.get(key),
    set: (key: string, value: string) => void map.set(key, value),
  }
}

describe('identity', () => {
  let chain: ChainFixture
  let settler: Settler
  const settlerAt = (on: ChainFixture, privateKey = keyOf(3).privateKey) =>
    createSettler({ reader: on.reader, privateKey, clock: systemClock, log: silentLog })
  const optionsFor = (
    overrides: Partial<IdentityOptions> & Pick<IdentityOptions, 'settings'>,
  ): IdentityOptions => ({
    reader: chain.reader,
    settler,
    publicUrl: 'http://127.0.0.1:4021',
    name: 'queen',
    description: 'a test node',
    role: 'queen',
    colonyId: 'colony-1',
    ...overrides,
  })

  beforeAll(async () => {
    chain = await startChain()
    settler = settlerAt(chain)
  })
  afterAll(async () => {
    await settler?.close()
    await chain?.close()
  })

  it('registers once and is found again by note, by receipt and by event', async () => {
    const settings = memorySettings()
    const first = await ensureIdentity(optionsFor({ settings }))
    expect(first).toEqual({
      address: settler.address,
      agentId: 0n,
      agentRegistry: `eip155:31337:${chain.devnet.profile.contracts.identity}`,
    })
    const sent = () => chain.rpc('eth_getTransactionCount', [settler.address, 'latest'])
    const before = await sent()
    expect(await ensureIdentity(optionsFor({ settings }))).toEqual(first)
    expect(await ensureIdentity(optionsFor({ settings: memorySettings() }))).toEqual(first)
    settings.map.set('chain.identity', '{ torn')
    expect(await ensureIdentity(optionsFor({ settings }))).toEqual(first)
    expect(await sent()).toBe(before)
    const registry = identityRegistry(chain.reader)
    expect(decodeAgentUri((await registry.agentUri(0n)) ?? '')).toMatchObject({
      name: 'queen',
      x402Support: true,
      registrations: [{ agentId: 0, agentRegistry: first.agentRegistry }],
      supportedTrust: ['reputation'],
    })
  })

  it('finds a registration whose receipt was lost in a crash', async () => {
    const settings = memorySettings()
    const other = settlerAt(chain, keyOf(4).privateKey)
    const dying: Settler = {
      ...other,
      send: async (call, keep) => {
        await other.send(call, keep)
        throw new Error('killed')
      },
    }
    await expect(ensureIdentity(optionsFor({ settings, settler: dying }))).rejects.toThrow('killed')
    expect(settings.map.get('chain.identity')).toContain('"pendingTx":"0x')
    const found = await ensureIdentity(optionsFor({ settings, settler: other }))
    expect(found.agentId).toBe(1n)
    expect(settings.map.get('chain.identity')).toContain('"pendingTx":null')
    await other.close()
  })

  it('updates URI and metadata when URL and role change', async () => {
    const settings = memorySettings()
    await ensureIdentity(
      optionsFor({ settings, publicUrl: 'http://127.0.0.1:5000', role: 'worker' }),
    )
    expect(await listAgents({ reader: chain.reader, colonyId: 'colony-1' })).toContainEqual({
      agentId: 0n,
      owner: settler.address,
      name: 'queen',
      role: 'worker',
      url: 'http://127.0.0.1:5000',
    })
  })

  it('asks for gas when it has none, and says what is missing when nobody gives any', async () => {
    const poor = settlerAt(chain, generatePrivateKey())
    const settings = memorySettings()
    await expect(ensureIdentity(optionsFor({ settings, settler: poor }))).rejects.toMatchObject({
      code: 'chain.identity',
    })
    const fund = async () => {
      await chain.rpc('anvil_setBalance', [poor.address, '0xde0b6b3a7640000'])
    }
    const identity = await ensureIdentity(optionsFor({ settings, settler: poor, fund }))
    expect(identity.address).toBe(poor.address)
    await poor.close()
  })

  it('registers anew when it no longer owns its id or the chain was reset, and remembers the old one', async () => {
    const settings = memorySettings()
    const other = settlerAt(chain, keyOf(5).privateKey)
    const first = await ensureIdentity(optionsFor({ settings, settler: other }))
    const data = encodeFunctionData({
      abi: identityRegistryAbi,
      functionName: 'transferFrom',
      args: [other.address, keyOf(6).address, first.agentId],
    })
    const { identity } = chain.devnet.profile.contracts
    expect((await other.send({ to: identity, data })).status).toBe('settled')
    const second = await ensureIdentity(optionsFor({ settings, settler: other }))
    expect(second.agentId).toBeGreaterThan(first.agentId)

    const fresh = await startChain()
    const onFresh = settlerAt(fresh, keyOf(5).privateKey)
    const third = await ensureIdentity(
      optionsFor({ settings, settler: onFresh, reader: fresh.reader }),
    )
    expect(third.agentId).toBe(0n)
    const note = JSON.parse(settings.map.get('chain.identity') ?? '')
    expect(note.history.map((past: { agentId: string }) => past.agentId)).toEqual([
      first.agentId.toString(),
      second.agentId.toString(),
    ])
    await onFresh.close()
    await other.close()
    await fresh.close()
  })

  it('lists the agents of one colony and skips hostile registrations', async () => {
    const spammer = settlerAt(chain, keyOf(7).privateKey)
    const registry = identityRegistry(chain.reader)
    const register = async (uri: string, metadata: Record<string, string>) =>
      expect(
        (await spammer.send({ to: registry.address, data: registry.registerCall(uri, metadata) }))
          .status,
      ).toBe('settled')
    const ofColony = (url: string, role = 'worker') => ({
      'zooid.colony': 'colony-2',
      'zooid.role': role,
      'zooid.url': url,
    })
    const file = (name: unknown) => encodeAgentUri({ name } as never)
    await register(file('a worker'), ofColony('http://10.0.0.2:4021'))
    await register('https://169.254.169.254/latest', ofColony('http://10.0.0.3'))
    await register(
      `data:application/json;base64,${'AAAA'.repeat(3000)}`,
      ofColony('http://10.0.0.4'),
    )
    await register(file({ toString: 1 }), ofColony('http://10.0.0.5'))
    await register(file('n'.repeat(5000)), ofColony('http://10.0.0.6'))
    await register('', ofColony('file:///etc/passwd'))
    await register('', ofColony('javascript:alert(1)'))
    await register('', ofColony('http://user:pass@10.0.0.7'))
    await register('', ofColony(`http://10.0.0.8/${'a'.repeat(3000)}`))
    await register('', ofColony('http://10.0.0.9', 'r'.repeat(50)))
    await register('', { 'zooid.colony': 'colony-2' })
    await register(file('elsewhere'), {
      ...ofColony('http://10.0.0.10'),
      'zooid.colony': 'colony-3',
    })
    const agents = await listAgents({ reader: chain.reader, colonyId: 'colony-2' })
    expect(agents.map(({ url, name }) => [url, name.slice(0, 8), name.length <= 100])).toEqual([
      ['http://10.0.0.6', 'nnnnnnnn', true],
      ['http://10.0.0.5', expect.stringMatching(/^agent/), true],
      ['http://10.0.0.4', expect.stringMatching(/^agent/), true],
      ['http://10.0.0.3', expect.stringMatching(/^agent/), true],
      ['http://10.0.0.2:4021', 'a worker', true],
    ])
    expect(agents.every((agent) => agent.owner === keyOf(7).address)).toBe(true)
    await spammer.close()
  })
})

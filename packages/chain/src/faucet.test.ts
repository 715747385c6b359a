import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Address, Clock } from '@zooid/base'
import { systemClock } from '@zooid/base'
import { createPublicClient, erc20Abi, http, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Devnet, startDevnet } from './devnet.ts'
import { createFaucet, type FaucetLimits } from './faucet.ts'
import { tempoFeeToken } from './plant.ts'
import { resolveProfile } from './profiles.ts'

let dataDir: string
let devnet: Devnet

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zooid-faucet-'))
  devnet = await startDevnet({ profile: 'devnet', dataDir, port: 0 })
})
afterAll(async () => {
  await devnet.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const stranger = (): Address => privateKeyToAccount(generatePrivateKey()).address

function makeFaucet(limits: FaucetLimits = {}, clock: Clock = systemClock) {
  return createFaucet({ rpc: devnet.rpcUrl, profile: devnet.profile, clock, limits })
}

async function holdings(owner: Address) {
  const client = createPublicClient({ transport: http(devnet.rpcUrl) })
  const asset = await client.readContract({
    address: devnet.profile.asset.address,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [owner],
  })
  return { native: await client.getBalance({ address: owner }), asset }
}

describe('the faucet', () => {
  it('gives one coin and a hundred dollars in two mined transactions', async () => {
    const address = stranger()
    const drip = await makeFaucet().drip(address)
    expect(drip).toMatchObject({ address, native: parseEther('1'), asset: 100_000_000n })
    expect(drip.txHashes).toHaveLength(2)
    expect(await holdings(address)).toEqual({ native: parseEther('1'), asset: 100_000_000n })
  })

  it('serves three processes that share its key at the same time', async () => {
    const addresses = Array.from({ length: 12 }, stranger)
    const faucets = [makeFaucet(), makeFaucet(), makeFaucet()]
    await Promise.all(addresses.map((address, i) => faucets[i % 3]!.drip(address)))
    for (const address of addresses)
      expect(await holdings(address)).toEqual({ native: parseEther('1'), asset: 100_000_000n })
  })

  it('refuses a fourth drip within the hour, however the address is written, and allows it later', async () => {
    let now = 1_000_000
    const faucet = makeFaucet({}, { ...systemClock, now: () => now })
    const address = stranger()
    for (const form of [address, address.toLowerCase(), address]) await faucet.drip(form as Address)
    now += 60_000
    await expect(faucet.drip(address)).rejects.toMatchObject({
      name: 'FaucetLimitError',
      status: 429,
      retryable: true,
      retryAfterSeconds: 3540,
      hint: 'try again in 3540 s',
    })
    now += 3_541_000
    await faucet.drip(address)
  })

  it('holds the limit against requests that arrive together', async () => {
    const faucet = makeFaucet({ perAddressPerHour: 2 })
    const address = stranger()
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => faucet.drip(address)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect((await holdings(address)).asset).toBe(200_000_000n)
  })

  it('refuses everybody once the minute is used up', async () => {
    let now = 5_000_000
    const faucet = makeFaucet({ perMinute: 2 }, { ...systemClock, now: () => now })
    await faucet.drip(stranger())
    await faucet.drip(stranger())
    await expect(faucet.drip(stranger())).rejects.toMatchObject({ status: 429 })
    now += 60_001
    await faucet.drip(stranger())
  })

  it('does not count a drip that failed', async () => {
    const faucet = createFaucet({
      rpc: 'http://127.0.0.1:9',
      profile: devnet.profile,
      clock: systemClock,
      limits: { perAddressPerHour: 1 },
    })
    const address = stranger()
    for (let i = 0; i < 3; i++)
      await expect(faucet.drip(address)).rejects.toMatchObject({ retryable: true })
  })

  it.each(['0x12', '', `0x${'0'.repeat(40)}`])('refuses %j as an address', async (text) => {
    await expect(makeFaucet().drip(text as Address)).rejects.toMatchObject({ status: 400 })
  })

  it('does not exist on a public chain', () => {
    const profile = resolveProfile('base-sepolia')
    expect(() => createFaucet({ rpc: devnet.rpcUrl, profile, clock: systemClock })).toThrow(
      /no faucet on base-sepolia/,
    )
  })

  it('gives fee dollars instead of a coin in Tempo mode', async () => {
    const tempoDir = await mkdtemp(join(tmpdir(), 'zooid-faucet-'))
    const tempo = await startDevnet({ profile: 'tempo-devnet', dataDir: tempoDir, port: 0 })
    try {
      const address = stranger()
      const faucet = createFaucet({
        rpc: tempo.rpcUrl,
        profile: tempo.profile,
        clock: systemClock,
      })
      expect(await faucet.drip(address)).toMatchObject({ native: 0n, asset: 100_000_000n })
      const client = createPublicClient({ transport: http(tempo.rpcUrl) })
      for (const token of [tempo.profile.asset.address, tempoFeeToken]) {
        const balance = await client.readContract({
          address: token,
          abi: erc20Abi,
          functionName: 'balanceOf',
          args: [address],
        })
        expect(balance).toBe(100_000_000n)
      }
    } finally {
      await tempo.close()
      await rm(tempoDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    }
  })
})

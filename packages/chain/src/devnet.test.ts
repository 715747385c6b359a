import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { silentLog, systemClock } from '@zooid/base'
import { createPublicClient, createWalletClient, erc20Abi, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeProcess } from './anvil.ts'
import { multicall3Abi, testDollarAbi } from './artifacts.gen.ts'
import { type Devnet, type DevnetOptions, startDevnet } from './devnet.ts'
import { devKeys, faucetKey } from './devnet-keys.ts'
import { plantsOf } from './plant.ts'
import { resolveProfile } from './profiles.ts'

let dataDir: string
const running: Devnet[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zooid-devnet-'))
})
afterEach(async () => {
  for (const devnet of running.splice(0)) await devnet.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

async function start(options: Partial<DevnetOptions> = {}): Promise<Devnet> {
  const devnet = await startDevnet({ profile: 'devnet', dataDir, port: 0, ...options })
  running.push(devnet)
  return devnet
}

function clientOf(devnet: Pick<Devnet, 'rpcUrl'>) {
  return createPublicClient({
    transport: http(devnet.rpcUrl, { retryCount: 0 }),
    pollingInterval: 20,
  })
}

async function mint(devnet: Pick<Devnet, 'rpcUrl' | 'profile'>, value: bigint): Promise<void> {
  const account = privateKeyToAccount(faucetKey.privateKey)
  const wallet = createWalletClient({ account, transport: http(devnet.rpcUrl) })
  const hash = await wallet.writeContract({
    chain: null,
    address: devnet.profile.asset.address,
    abi: testDollarAbi,
    functionName: 'mint',
    args: [account.address, value],
  })
  await clientOf(devnet).waitForTransactionReceipt({ hash })
}

const mintedOf = (devnet: Devnet) =>
  clientOf(devnet).readContract({
    address: devnet.profile.asset.address,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [faucetKey.address],
  })

async function until(isTrue: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('waited in vain')
    await systemClock.sleep(20)
  }
}

/** A devnet whose owner, another process, was killed. It holds five minted units. */
async function leaveOrphan(): Promise<{ pid: number; port: number; rpcUrl: string }> {
  const script = join(dataDir, 'owner.mts')
  await writeFile(
    script,
    `import { startDevnet } from ${JSON.stringify(new URL('./devnet.ts', import.meta.url).href)}
    const devnet = await startDevnet({ profile: 'devnet', dataDir: process.argv[2], port: 0 })
    console.log(JSON.stringify({ pid: devnet.pid, port: devnet.port, rpcUrl: devnet.rpcUrl }))
    setInterval(() => {}, 1000)`,
  )
  const owner = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(owner, 'exit')
  const [line] = await once(owner.stdout, 'data')
  const orphan = JSON.parse(String(line))
  await mint({ ...orphan, profile: resolveProfile('devnet') }, 5n)
  owner.kill('SIGKILL')
  await exited
  return orphan
}

describe('a devnet', () => {
  it.each(['devnet', 'shadow-base-sepolia', 'tempo-devnet'] as const)(
    'of profile %s has its chain id, contracts and rich dev accounts',
    async (profile) => {
      const devnet = await start({ profile })
      const client = clientOf(devnet)
      expect(await client.getChainId()).toBe(devnet.profile.chainId)
      expect(devnet.profile.rpcUrls).toEqual([devnet.rpcUrl])
      for (const { address } of plantsOf(devnet.profile))
        expect(await client.getCode({ address })).toMatch(/^0x60/)
      const { asset } = devnet.profile
      const token = { address: asset.address, abi: testDollarAbi } as const
      expect(await client.readContract({ ...token, functionName: 'name' })).toBe(asset.name)
      expect(await client.readContract({ ...token, functionName: 'symbol' })).toBe(asset.symbol)
      expect(await client.readContract({ ...token, functionName: 'version' })).toBe(asset.version)
      for (const { address } of devKeys)
        expect(
          await client.readContract({ ...token, functionName: 'balanceOf', args: [address] }),
        ).toBe(1_000_000_000_000n)
      const multicall = {
        address: devnet.profile.contracts.multicall3,
        abi: multicall3Abi,
      } as const
      expect(await client.readContract({ ...multicall, functionName: 'getBlockNumber' })).toBe(
        await client.getBlockNumber(),
      )
    },
  )

  it('keeps blocks and balances over a restart and plants nothing twice', async () => {
    const first = await start()
    await mint(first, 7n)
    const head = await clientOf(first).getBlock()
    await first.close()
    const second = await start({ port: first.port })
    expect(second.adopted).toBe(false)
    expect(await mintedOf(second)).toBe(7n)
    expect((await clientOf(second).getBlock()).hash).toBe(head.hash)
  })

  it('ends within three seconds and leaves the port free', async () => {
    const devnet = await start()
    const startedAt = performance.now()
    await devnet.close()
    await devnet.close()
    expect(performance.now() - startedAt).toBeLessThan(3000)
    expect(describeProcess(devnet.pid)).toBeNull()
    expect(await readdir(dataDir)).not.toContain('devnet.pid.json')
    await start({ port: devnet.port })
  })

  it('is taken over when its owner was killed', async () => {
    const orphan = await leaveOrphan()
    const devnet = await start({ port: orphan.port })
    expect(devnet).toMatchObject({ adopted: true, pid: orphan.pid, rpcUrl: orphan.rpcUrl })
    expect(await mintedOf(devnet)).toBe(5n)
    await devnet.close()
    expect(describeProcess(orphan.pid)).toBeNull()
    const next = await start()
    expect(await mintedOf(next)).toBe(5n)
  })

  it('moves an orphan that is wanted on another port, with its state', async () => {
    const orphan = await leaveOrphan()
    const blocker = createServer().listen(0, '127.0.0.1')
    await until(() => blocker.listening)
    const { port } = blocker.address() as AddressInfo
    blocker.close()
    const devnet = await start({ port })
    expect(devnet).toMatchObject({ adopted: false, port })
    expect(describeProcess(orphan.pid)).toBeNull()
    expect(await mintedOf(devnet)).toBe(5n)
  })

  it('refuses a folder whose devnet another living process runs', async () => {
    await start()
    await expect(start()).rejects.toMatchObject({ code: 'devnet.owned' })
  })

  it('says who sits on the port: a stranger or another chain', async () => {
    const stranger = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
    await until(() => stranger.listening)
    const { port } = stranger.address() as AddressInfo
    await expect(start({ port })).rejects.toMatchObject({
      code: 'devnet.port',
      message: expect.stringMatching(/something else listens/),
      hint: expect.stringMatching(/another port/),
    })
    stranger.close()
    const shadow = await start({ profile: 'shadow-base-sepolia' })
    await expect(start({ port: shadow.port })).rejects.toThrow(/another chain \(id 84532\)/)
  })

  it('comes back by itself on the same port after it was killed, and reports it', async () => {
    const reasons: string[] = []
    const devnet = await start({
      stateIntervalSeconds: 1,
      onDown: (reason) => reasons.push(reason),
    })
    const { pid } = devnet
    await mint(devnet, 9n)
    // The state is written once a second: wait for one that was.
    await systemClock.sleep(2200)
    process.kill(pid, 'SIGKILL')
    await until(() => devnet.pid !== pid)
    await until(() =>
      mintedOf(devnet)
        .then((minted) => minted === 9n)
        .catch(() => false),
    )
    expect(reasons).toEqual(['the process ended'])
  })

  it('can be closed while it is being started again', async () => {
    const devnet = await start()
    process.kill(devnet.pid, 'SIGKILL')
    await until(() => describeProcess(devnet.pid) === null)
    const startedAt = performance.now()
    await devnet.close()
    expect(performance.now() - startedAt).toBeLessThan(3000)
    await start({ port: devnet.port })
  })

  it('moves a torn state aside and goes on from the copy made at the last start', async () => {
    const first = await start()
    await mint(first, 3n)
    await first.close()
    await (await start()).close()
    const stateFile = join(dataDir, 'devnet.state.json')
    const state = await readFile(stateFile, 'utf8')
    await writeFile(stateFile, state.slice(0, state.length / 2))
    const warnings: string[] = []
    const log = { ...silentLog, warn: (_: object, message: string) => warnings.push(message) }
    const devnet = await start({ log })
    expect(await mintedOf(devnet)).toBe(3n)
    expect(warnings).toEqual([expect.stringMatching(/moved aside; going on from an earlier copy/)])
    expect(await readdir(dataDir)).toContainEqual(expect.stringMatching(/unreadable-\d+$/))
  })

  it('starts an empty chain when neither the state nor its copy can be read', async () => {
    await writeFile(join(dataDir, 'devnet.state.json'), '{"block":')
    await writeFile(join(dataDir, 'devnet.state.copy.json'), 'not json')
    const devnet = await start()
    expect(await clientOf(devnet).getBlockNumber()).toBe(10n)
  })

  it('keeps the state when something else than the state is wrong', async () => {
    const first = await start()
    await mint(first, 4n)
    await first.close()
    await expect(start({ binary: '/bin/false' })).rejects.toMatchObject({ code: 'devnet.start' })
    expect(await mintedOf(await start())).toBe(4n)
  })

  it('names the missing program', async () => {
    await expect(start({ binary: join(dataDir, 'no-anvil') })).rejects.toMatchObject({
      code: 'devnet.start',
      message: expect.stringMatching(/ENOENT/),
    })
  })

  it('is refused for public chains', async () => {
    await expect(start({ profile: 'base-sepolia' })).rejects.toThrow(/public chain/)
  })
})

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Colony, type ColonyOptions, createColony } from '../src/colony.ts'
import { dataDir } from '../src/data-dir.ts'
import { openLogFile } from '../src/log-file.ts'
import { startNodeProcess } from '../src/node-process.ts'
import { openTail } from '../src/tail.ts'
import { isAlive } from '../src/up-file.ts'

const nodeProgram = fileURLToPath(new URL('./node-program.mjs', import.meta.url))
let folder = ''
let colony: Colony | undefined
const notices: string[] = []
const deaths: string[] = []

const create = (options: Partial<ColonyOptions> = {}) => {
  colony = createColony({
    data: dataDir(folder),
    workers: 2,
    port: 0,
    devnetPort: 0,
    host: '127.0.0.1',
    profile: 'devnet',
    logLevel: 'info',
    nodeProgram,
    onStep: () => {},
    onNotice: (name, line) => notices.push(`${name} ${line}`),
    onDeath: (name, cause, pauseMs) => deaths.push(`${name} ${cause} ${pauseMs}`),
    onChange: () => {},
    ...options,
  })
  return colony
}
const behave = (node: string, how: string) => {
  mkdirSync(join(folder, node), { recursive: true })
  writeFileSync(join(folder, node, 'behaviour'), how)
}
const starts = (node: string) =>
  readFileSync(join(folder, node, 'starts'), 'utf8')
    .trim()
    .split('\n')
    .map(Number)
const until = async (isTrue: () => boolean) => {
  for (let i = 0; i < 200 && !isTrue(); i++) await new Promise((r) => setTimeout(r, 25))
  expect(isTrue()).toBe(true)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-colony-'))
  notices.length = 0
  deaths.length = 0
})
afterEach(async () => {
  vi.unstubAllEnvs()
  colony?.kill()
  colony = undefined
  await new Promise((resolve) => setTimeout(resolve, 50))
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

describe('a colony', () => {
  test('starts the queen, then workers that know queen and chain, and ends them in reverse', async () => {
    const running = create()
    const nodes = await running.start()
    expect(nodes.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'queen queen',
      'worker-1 worker',
      'worker-2 worker',
    ])
    const [queen] = nodes
    const warning = notices.find((line) => line.startsWith('worker-1 ')) ?? ''
    expect(warning).toContain(`"queen":"${queen?.url}"`)
    expect(warning).toContain(`"rpc":"${queen?.rpcUrl}"`)
    expect(running.nodes().every((node) => node.pid && isAlive(node.pid) && node.url)).toBe(true)

    const pids = running.nodes().map((node) => node.pid ?? 0)
    await running.stop()
    expect(pids.some(isAlive)).toBe(false)
    expect(readFileSync(join(folder, 'ended'), 'utf8').trim().split('\n').at(-1)).toBe('queen')
    expect(readFileSync(join(folder, 'logs', 'queen.log'), 'utf8')).toContain('"msg":"ready"')
  })

  test('starts the workers as soon as the devnet stands', async () => {
    behave('queen', 'slow')
    const running = create({ workers: 1 })
    const nodes = await running.start()
    expect(nodes.map(({ name }) => name)).toEqual(['queen', 'worker-1'])
    const warning = notices.find((line) => line.startsWith('worker-1 ')) ?? ''
    expect(warning).toContain('"queen":"http://127.0.0.1:1"')
    expect(warning).toContain(`"rpc":"${nodes[0]?.rpcUrl}"`)
    await running.stop()
  })

  test('hands settings of the environment on, but none that belong to a single node', async () => {
    vi.stubEnv('ZOOID_RPM', '777')
    vi.stubEnv('ZOOID_ASSET_NAME', 'Mine')
    vi.stubEnv('ZOOID_COLONY', 'from-env')
    vi.stubEnv('ZOOID_PUBLIC_URL', 'https://one.example')
    vi.stubEnv('ZOOID_NAME', 'other')
    const running = create({ workers: 1 })
    await running.start()
    for (const name of ['queen', 'worker-1']) {
      const line = notices.find((notice) => notice.startsWith(`${name} `)) ?? ''
      const { settings } = JSON.parse(line.slice(name.length + 1))
      expect(settings).toMatchObject({
        ZOOID_NAME: name,
        ZOOID_RPM: '777',
        ZOOID_ASSET_NAME: 'Mine',
        ZOOID_COLONY: 'from-env',
      })
      expect(settings).not.toHaveProperty('ZOOID_PUBLIC_URL')
    }
    await running.stop()
    notices.length = 0
    await create({ workers: 0, colony: 'from-flag' }).start()
    expect(notices[0]).toContain('"ZOOID_COLONY":"from-flag"')
    await colony?.stop()
  })

  test('starts with log files that leave the ready line out', async () => {
    const running = create({ workers: 0, logLevel: 'warn' })
    await running.start()
    const log = readFileSync(join(folder, 'logs', 'queen.log'), 'utf8')
    expect(log).toContain('a warning')
    expect(log).not.toContain('"msg":"ready"')
    await running.stop()
  })

  test('brings a killed worker back on its port, the others go on', async () => {
    const running = create({ workers: 1 })
    const [, worker] = await running.start()
    process.kill(starts('worker-1')[0] ?? 0, 'SIGKILL')
    await until(() => starts('worker-1').length === 2)
    expect(deaths).toEqual(['worker-1 killed by SIGKILL 500'])
    await until(() => notices.filter((line) => line.startsWith('worker-1')).length === 2)
    await until(() => running.nodes()[1]?.pid === starts('worker-1')[1])
    expect(running.nodes()[1]?.url).toBe(worker?.url)
    expect(starts('queen')).toHaveLength(1)
    await running.stop()
  })

  test('a node that refuses to start says why, and is not tried again', async () => {
    behave('queen', 'refuse')
    await expect(create().start()).rejects.toMatchObject({
      code: 'node.key_mode',
      message: 'queen did not start: wallet.key may be read by others',
      hint: 'chmod 600 it',
    })
    expect(starts('queen')).toHaveLength(1)
  })

  test('a worker that refuses to start is left out, the others go on', async () => {
    behave('worker-1', 'refuse')
    const running = create()
    const nodes = await running.start()
    expect(nodes.map(({ name }) => name)).toEqual(['queen', 'worker-2'])
    expect(deaths).toEqual([
      'worker-1 worker-1 did not start: wallet.key may be read by others null',
    ])
    await running.stop()
  })

  test('a busy port is named together with its flag, and nothing is started', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
    try {
      await expect(create({ port }).start()).rejects.toMatchObject({
        code: 'up.port_busy',
        message: `port ${port} on 127.0.0.1 is in use`,
        hint: expect.stringContaining('--port'),
      })
      await expect(create({ devnetPort: port }).start()).rejects.toMatchObject({
        hint: expect.stringContaining('--devnet-port'),
      })
      expect(colony?.nodes()).toEqual([])
    } finally {
      server.close()
    }
  })

  test('a deaf node is killed within ten seconds', async () => {
    behave('worker-1', 'deaf')
    const running = create({ workers: 1 })
    await running.start()
    const startedAt = performance.now()
    await running.stop()
    const tookMs = performance.now() - startedAt
    expect(tookMs).toBeGreaterThan(8_000)
    expect(tookMs).toBeLessThan(10_000)
    expect(starts('worker-1').some(isAlive)).toBe(false)
  })
})

test('a node that dies again and again is given up after the last restart', async () => {
  behave('mole', 'die')
  const seen: (number | null)[] = []
  const node = startNodeProcess({
    name: 'mole',
    argv: [nodeProgram],
    env: {
      ZOOID_DATA: join(folder, 'mole'),
      ZOOID_NAME: 'mole',
      ZOOID_ROLE: 'worker',
      ZOOID_PROFILE: 'devnet',
      ZOOID_PORT: '0',
      ZOOID_HOST: '127.0.0.1',
    },
    logPath: join(folder, 'mole.log'),
    maxRestarts: 2,
    restartPauseMs: 10,
    onNotice: () => {},
    onDeath: ({ pauseMs }) => seen.push(pauseMs),
    onReady: () => {},
  })
  await node.ready
  await until(() => seen.at(-1) === null)
  expect(seen).toEqual([10, 20, null])
  expect(starts('mole')).toHaveLength(3)
  await node.stop()
})

test('a log file is rotated at its cap, and a follower loses nothing', () => {
  const path = join(folder, 'logs', 'x.log')
  const log = openLogFile(path, 100)
  const tail = openTail(path)
  const seen: string[] = []
  for (let i = 0; i < 20; i++) {
    log.write(`line ${i} ${'.'.repeat(20)}`)
    seen.push(...tail.fresh())
  }
  log.close()
  expect(seen.map((line) => Number(line.split(' ')[1]))).toEqual(
    Array.from({ length: 20 }, (_, i) => i),
  )
  expect(readFileSync(path).length).toBeLessThanOrEqual(100)
  expect(readFileSync(`${path}.1`).length).toBeLessThanOrEqual(100)
})

// Row 47 of the table of hostile inputs: a node that is told to stop while money is on its way. Node
// processes of their own, because signals are what is tested.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  buyer,
  removeFolder,
  runNode,
  type SpawnedNode,
  signPayment,
  spawnNode,
  tempDir,
} from '../harness.ts'
import { emptyShelf, stockMoneyShelf } from '../money-shelf.ts'

let dataDir: string
let node: SpawnedNode
let besideSlowClient: Promise<{ code: number | null; ms: number }>
const start = () => spawnNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
// Beside the other tests, because it takes its time.
beforeAll(() => {
  besideSlowClient = stopBesideSlowClient()
})
beforeEach(async () => {
  dataDir = tempDir('shutdown')
  node = await start()
  await stockMoneyShelf(
    node.url,
    readFileSync(join(dataDir, 'keys', 'operator.token'), 'utf8').trim(),
  )
})
afterEach(async () => {
  await node.kill('SIGTERM')
  await removeFolder(dataDir)
})

type Receipt = { readonly state: string; readonly txHash: string | null }
async function receipts(): Promise<readonly Receipt[]> {
  const response = await fetch(`${node.url}/ledger`)
  return ((await response.json()) as { receipts: readonly Receipt[] }).receipts
}
const untilWorking = () =>
  expect
    .poll(async () => (await receipts()).map(({ state }) => state), { timeout: 3000 })
    .toEqual(['executing'])

/** Sends the signal; resolves when the process has ended. */
async function end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
  const startedAt = performance.now()
  await node.kill(signal)
  return { code: node.child.exitCode, ms: performance.now() - startedAt }
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}
const devnetPid = () =>
  (JSON.parse(readFileSync(join(dataDir, 'devnet', 'devnet.pid.json'), 'utf8')) as { pid: number })
    .pid

describe('row 47: SIGTERM', () => {
  it('lets a payment finish and takes no other: the body arrives, the money is settled, exit code 0', async () => {
    const devnet = devnetPid()
    const header = await signPayment(2, `${node.url}/c/work/late`, { method: 'POST' })
    const paid = buyer(1)(`${node.url}/c/work/slow?ms=1500`, { method: 'POST' })
    await untilWorking()
    const ended = end('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const late = fetch(`${node.url}/c/work/late`, {
      method: 'POST',
      headers: { 'payment-signature': header },
    }).then(
      (answer) => answer.status,
      () => 'refused',
    )
    expect([503, 'refused']).toContain(await late)
    const { response, settle } = await paid
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ count: 1 })
    expect(settle).toMatchObject({ success: true })
    const { code, ms } = await ended
    expect(code).toBe(0)
    // The rest of the call and the farewell, not the time-out of a connection that is kept alive.
    expect(ms).toBeLessThan(5000)
    expect(isAlive(devnet)).toBe(false)

    node = await start()
    expect(await receipts()).toEqual([
      expect.objectContaining({ state: 'settled', txHash: settle?.transaction }),
    ])
  })

  it('is not held up by idle connections and event streams', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => fetch(`${node.url}/events`)))
    const { hostname, port } = new URL(node.url)
    const idle = connect(Number(port), hostname)
    await once(idle, 'connect')
    const { code, ms } = await end('SIGTERM')
    expect(code).toBe(0)
    expect(ms).toBeLessThan(4000)
    for (const { body } of streams) await body?.cancel().catch(() => {})
    idle.destroy()
  })
})

describe('row 47: SIGTERM while a node starts', () => {
  it.each([300, 800])('after %i ms ends it and leaves no devnet', async (ms) => {
    const folder = tempDir('early')
    try {
      const { code } = await runNode(
        { ZOOID_DATA: folder, ZOOID_CARTRIDGES: emptyShelf(folder) },
        ms,
      )
      // Null: it had not even read its own code yet.
      expect([0, null]).toContain(code)
      expect(existsSync(join(folder, 'devnet', 'devnet.pid.json'))).toBe(false)
      const left = spawnSync('pgrep', ['-f', folder], { encoding: 'utf8' })
      expect(left.stdout).toBe('')
    } finally {
      await removeFolder(folder)
    }
  })
})

describe('row 47: a second SIGINT', () => {
  it('ends the process at once; the next start charges nothing twice and takes the devnet over', async () => {
    const url = `${node.url}/c/work/slow?ms=4000`
    const paid = buyer(1)(url, { method: 'POST' }).then(
      ({ response }) => response.status,
      () => 'cut',
    )
    await untilWorking()
    node.child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(node.child.exitCode).toBeNull()
    const { code, ms } = await end('SIGINT')
    expect(code).toBe(130)
    expect(ms).toBeLessThan(1000)
    expect(await paid).toBe('cut')

    const devnet = devnetPid()
    node = await start()
    expect(devnetPid()).toBe(devnet)
    const [receipt, ...others] = await receipts()
    expect(others).toEqual([])
    expect(receipt).toMatchObject({ state: expect.stringMatching(/failed|expired/), txHash: null })
    const { response } = await buyer(1)(`${node.url}/c/work/slow`, { method: 'POST' })
    expect(await response.json()).toMatchObject({ count: 1 })
  })
})

describe('row 47: a client that never finishes its request', () => {
  it('is cut within the ten seconds a supervisor waits', async () => {
    const { code, ms } = await besideSlowClient
    expect(code).toBe(0)
    expect(ms).toBeLessThan(10_000)
  })
})

async function stopBesideSlowClient(): Promise<{ code: number | null; ms: number }> {
  const folder = tempDir('slow-client')
  const stopped = await spawnNode({ ZOOID_DATA: folder, ZOOID_CARTRIDGES: emptyShelf(folder) })
  const { hostname, port, host } = new URL(stopped.url)
  const slow = connect(Number(port), hostname)
  slow.on('error', () => {})
  slow.write(
    `POST /verify HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
  )
  await new Promise((resolve) => setTimeout(resolve, 300))
  const startedAt = performance.now()
  await stopped.kill('SIGTERM')
  const ms = performance.now() - startedAt
  slow.destroy()
  await removeFolder(folder)
  return { code: stopped.child.exitCode, ms }
}

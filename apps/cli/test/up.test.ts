// The README's main job, as a newcomer runs it: the whole colony as processes, twice on one folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const zooid = fileURLToPath(new URL('../bin/zooid.js', import.meta.url))
const data = mkdtempSync(join(tmpdir(), 'zooid-up-'))
const children: ChildProcess[] = []
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

type Node = {
  readonly name: string
  readonly role: string
  readonly url: string
  readonly address: string
  readonly agentId: string
}
type Summary = {
  readonly nodes: readonly Node[]
  readonly firstCall: { readonly url: string; readonly receipt: { readonly txHash: string } }
}

async function up(): Promise<{ readonly child: ChildProcess; readonly summary: Summary }> {
  const child = spawn(process.execPath, [zooid, 'up', '--port', '0', '--data', data, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let noise = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    noise += chunk.toString()
  })
  for await (const line of createInterface(child.stdout as NodeJS.ReadableStream)) {
    if (!line.startsWith('{')) continue
    child.stdout?.resume()
    return { child, summary: JSON.parse(line) as Summary }
  }
  throw new Error(`zooid up ended early:\n${noise.slice(-2000)}`)
}

/** Ctrl-C; gives the exit code and how long it took. */
async function interrupt(child: ChildProcess) {
  const startedAt = performance.now()
  const gone = once(child, 'exit')
  child.kill('SIGINT')
  const [code] = (await gone) as [number | null]
  return { code, ms: performance.now() - startedAt }
}

const call = async (...args: string[]) => {
  const child = spawn(process.execPath, [zooid, ...args, '--data-dir', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

describe('zooid up', () => {
  let firstNodes: readonly Node[] = []

  it('brings up a queen and two workers with three identities and a first paid call', {
    timeout: 90_000,
  }, async () => {
    const { child, summary } = await up()
    expect(summary.nodes.map(({ role }) => role)).toEqual(['queen', 'worker', 'worker'])
    expect(new Set(summary.nodes.map(({ agentId }) => agentId)).size).toBe(3)
    expect(new Set(summary.nodes.map(({ address }) => address)).size).toBe(3)
    // It lies beyond the first page of the catalogue.
    expect(summary.firstCall.url).toContain('/c/json-diff')
    expect(summary.firstCall.receipt.txHash).toMatch(/^0x[0-9a-f]{64}$/)
    firstNodes = summary.nodes
    const worker = summary.nodes[1] as Node
    const { code, out, err } = await call(
      'call',
      `${worker.url}/c/kv-counter/visits`,
      '--data',
      '{"by":5}',
    )
    expect({ code, err }).toMatchObject({ code: 0 })
    expect(out).toContain('5')
    const { code: stopped, ms } = await interrupt(child)
    expect(stopped).toBe(0)
    expect(ms).toBeLessThan(10_000)
  })

  it('keeps wallets, agent ids and state on the second start', { timeout: 90_000 }, async () => {
    const { child, summary } = await up()
    const identity = ({ name, address, agentId }: Node) => ({ name, address, agentId })
    expect(summary.nodes.map(identity)).toEqual(firstNodes.map(identity))
    await interrupt(child)
  })
})

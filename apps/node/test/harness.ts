// Real nodes for tests: in this process (startTestNode) or as a child that can be killed (spawnNode),
// each with its own data folder and, unless told otherwise, its own devnet. Buyers hold real test dollars.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Hex, silentLog, systemClock, systemRng } from '@zooid/base'
import { devKeys } from '@zooid/chain'
import { createPayingFetch, localSigner, type PayingFetch } from '@zooid/x402'
import { readConfig } from '../src/config.ts'
import { type RunningNode, startNode } from '../src/node.ts'
import type { NodePorts } from '../src/node-ports.ts'

export type Env = { readonly [name: string]: string }

export const silentPorts: NodePorts = { clock: systemClock, rng: systemRng, fetch, log: silentLog }

export function tempDir(name: string): string {
  return mkdtempSync(join(tmpdir(), `zooid-test-${name}-`))
}

/**
 * Remove what a process used that may have left children (a chain, a killed node) still writing for a moment.
 * Not `rmSync`: that one tries an emptied folder again, but never empties it a second time.
 */
export function removeFolder(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

export type TestNode = RunningNode & {
  readonly dataDir: string
  readonly rpcUrl: string
  readonly operatorToken: string
  /** Close the node and remove its data. */
  readonly dispose: () => Promise<void>
}

/** A node in this process on an ephemeral port with an embedded devnet. */
export async function startTestNode(
  env: Env = {},
  ports: Partial<NodePorts> = {},
): Promise<TestNode> {
  const dataDir = env.ZOOID_DATA ?? tempDir('node')
  const config = readConfig({
    ZOOID_DATA: dataDir,
    ZOOID_PORT: '0',
    ZOOID_DEVNET_PORT: '0',
    ...env,
  })
  const node = await startNode(config, { ...silentPorts, ...ports })
  return {
    ...node,
    dataDir,
    rpcUrl: await rpcUrlOf(dataDir, config.rpcUrls),
    operatorToken: readFileSync(join(dataDir, 'keys', 'operator.token'), 'utf8').trim(),
    dispose: async () => {
      await node.close(AbortSignal.timeout(5_000))
      await removeFolder(dataDir)
    },
  }
}

async function rpcUrlOf(dataDir: string, configured: readonly string[]): Promise<string> {
  if (configured[0]) return configured[0]
  const note = JSON.parse(readFileSync(join(dataDir, 'devnet', 'devnet.pid.json'), 'utf8')) as {
    host: string
    port: number
  }
  return `http://${note.host}:${note.port}`
}

export type SpawnedNode = {
  readonly child: ChildProcess
  readonly url: string
  /** Fields of the `ready` log line. */
  readonly ready: { readonly [field: string]: unknown }
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
  /** Everything it has written to stdout and stderr so far. */
  readonly output: () => string
}

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** A node as a process of its own, from the bundle the test setup built. Resolves when it is ready. */
export async function spawnNode(env: Env): Promise<SpawnedNode> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', ZOOID_PORT: '0', ZOOID_DEVNET_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = async (signal: NodeJS.Signals) => {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
    child.kill(signal)
    await gone
  }
  const lines: string[] = []
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  child.stderr?.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  for await (const line of createInterface(child.stdout as NodeJS.ReadableStream)) {
    lines.push(line)
    const entry = parseLine(line)
    if (entry?.msg === 'ready' && typeof entry.url === 'string') {
      child.stdout?.resume()
      return { child, url: entry.url, ready: entry, kill, output: () => output }
    }
  }
  throw new Error(`the node ended before it was ready:\n${lines.slice(-20).join('\n')}`)
}

export type NodeEnd = { readonly code: number | null; readonly output: string }

/** A node process that is expected not to start, or is told to stop after a time: how it ended. */
export async function runNode(env: Env, stopAfterMs = 8_000): Promise<NodeEnd> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', ZOOID_PORT: '0', ZOOID_DEVNET_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  // One that starts after all still has to take its devnet along; one that hangs has none.
  const timers = [
    setTimeout(() => child.kill('SIGTERM'), stopAfterMs),
    setTimeout(() => child.kill('SIGKILL'), 14_000),
  ]
  await once(child, 'close')
  for (const timer of timers) clearTimeout(timer)
  return { code: child.exitCode, output }
}

function parseLine(line: string): { readonly msg?: unknown; readonly url?: unknown } | null {
  try {
    return JSON.parse(line) as { msg?: unknown; url?: unknown }
  } catch {
    return null
  }
}

/** Key of a rich devnet account; 0 to 9. */
export function devKey(index: number): Hex {
  const key = devKeys[index]
  if (!key) throw new Error(`there is no dev key ${index}`)
  return key.privateKey
}

/** A fetch that pays from devnet account `index`. */
export function buyer(index: number, network: `eip155:${number}` = 'eip155:31337'): PayingFetch {
  return createPayingFetch({
    fetch,
    signer: localSigner(devKey(index)),
    maxAmount: 1_000_000n,
    networks: [network],
    clock: systemClock,
    rng: systemRng,
  })
}

/** Sign a payment for `url` without sending it: the PAYMENT-SIGNATURE value. */
export async function signPayment(
  index: number,
  url: string,
  init: RequestInit = {},
): Promise<string> {
  let header = ''
  const pay = createPayingFetch({
    fetch: async (input, request) => {
      const signed = new Headers(request?.headers).get('payment-signature')
      if (!signed) return fetch(input, request)
      header = signed
      return new Response(null)
    },
    signer: localSigner(devKey(index)),
    maxAmount: 1_000_000n,
    networks: ['eip155:31337'],
    clock: systemClock,
    rng: systemRng,
  })
  await pay(url, init)
  return header
}

export type CartridgeDraft = {
  readonly slug: string
  readonly index: string
  readonly title?: string
  readonly capabilities?: readonly string[]
  readonly timeoutMs?: number
}

/** Publish through the operator's API; the test file only looks at what loads. */
export async function publish(
  { url, operatorToken }: { readonly url: string; readonly operatorToken: string },
  { slug, index, title = slug, capabilities = [], timeoutMs = 2000 }: CartridgeDraft,
): Promise<Response> {
  const manifest = {
    slug,
    title,
    description: title,
    version: '1.0.0',
    price: '$0.001',
    capabilities,
    timeoutMs,
    input: {},
    output: {},
    examples: [{ title: 'call', request: {} }],
  }
  return fetch(`${url}/admin/cartridges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ manifest, index, test: "test('is there', () => ok(true))" }),
  })
}

/** Bytes on a socket of our own, and what comes back until the other side is done or `waitMs` have passed. */
export function rawExchange(url: string, bytes: string | Buffer, waitMs = 5000): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes))
    let answer = ''
    const timer = setTimeout(() => socket.destroy(), waitMs)
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
    })
    // A server that refuses early resets the connection while we still write.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error)
    })
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
  })
}

/** The operator token a node with this data folder made at its first start. */
export function operatorTokenOf(dataDir: string): string {
  return readFileSync(join(dataDir, 'keys', 'operator.token'), 'utf8').trim()
}

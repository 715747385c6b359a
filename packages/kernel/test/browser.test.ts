// The kernel in a real browser, when this machine has one: with cross-origin isolation on two threads,
// without it on one, in both cases with the numbers Node gets.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)

const page = `
const readWasm = async (build) => new Uint8Array(await (await fetch('/' + build + '.wasm')).arrayBuffer())
const report = (value) => fetch('/report', { method: 'POST', body: JSON.stringify(value) })
try {
  const { browserWorkers, createKernel, gemm } = await import('/index.js')
  const kernel = await createKernel({ threads: 2, maxMemoryBytes: 2 ** 26, readWasm, startWorker: browserWorkers() })
  const [a, b, c] = [kernel.tensor([130, 129]), kernel.tensor([129, 131]), kernel.tensor([130, 131])]
  kernel.f32(a).fill(0.5)
  kernel.f32(b).fill(2)
  for (let i = 0; i < 20; i++) gemm(kernel, 'nn', a, b, c)
  const { build, threads, features, refused } = kernel.info()
  const right = kernel.f32(c).every((value) => value === 129)
  await kernel.close()
  await report({ isolated: self.crossOriginIsolated, build, threads, refused, right })
} catch (error) {
  await report({ error: String(error && error.stack || error) })
}
`

/** A browser's own start on a busy machine takes many seconds. */
const startMs = 45_000

describe.skipIf(chromium === undefined)('in a browser', { timeout: startMs + 15_000 }, () => {
  let folder: string
  let files: Map<string, string | Uint8Array>
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zooid-kernel-browser-'))
    const bundle = await build({
      entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
      bundle: true,
      // Chunks keep what only Node can load apart; the browser never asks for that one.
      splitting: true,
      format: 'esm',
      platform: 'browser',
      external: ['node:*'],
      outdir: folder,
      write: false,
    })
    files = new Map<string, string | Uint8Array>(
      bundle.outputFiles.map((file) => [file.path.slice(folder.length), file.contents]),
    )
    files.set('/', '<!doctype html><script type="module" src="/page.js"></script>')
    files.set('/page.js', page)
    for (const name of ['scalar', 'simd128', 'relaxed']) {
      files.set(`/${name}.wasm`, readFileSync(new URL(`../wasm/${name}.wasm`, import.meta.url)))
    }
  })
  // Its helpers write for a moment after the browser is gone; unlike rmSync, rm then empties the folder again.
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))

  test('two threads with cross-origin isolation', async () => {
    expect(await visit(files, folder, true)).toEqual({
      isolated: true,
      build: 'relaxed',
      threads: 2,
      refused: [],
      right: true,
    })
  })

  test('one thread without it', async () => {
    expect(await visit(files, folder, false)).toMatchObject({
      isolated: false,
      threads: 1,
      right: true,
    })
  })
})

const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

async function visit(
  files: ReadonlyMap<string, string | Uint8Array>,
  folder: string,
  isolated: boolean,
): Promise<unknown> {
  const { server, report } = serve(files, isolated)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run']
  const profile = `--user-data-dir=${mkdtempSync(join(folder, 'profile-'))}`
  const url = `http://127.0.0.1:${port}/`
  // A group of its own, so that its helpers can be ended with it.
  const browser = spawn(chromium ?? '', [...flags, profile, url], {
    stdio: 'ignore',
    detached: true,
  })
  try {
    return await Promise.race([report, once(browser, 'exit'), setTimeout(startMs, 'no report')])
  } finally {
    const ended = once(browser, 'exit')
    if (browser.exitCode === null && browser.signalCode === null && browser.pid !== undefined) {
      process.kill(-browser.pid, 'SIGKILL')
      await ended
    }
    server.closeAllConnections()
    server.close()
  }
}

function serve(files: ReadonlyMap<string, string | Uint8Array>, isolated: boolean) {
  let settle: (value: unknown) => void = () => {}
  const report = new Promise<unknown>((resolve) => {
    settle = resolve
  })
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    if (path === '/report') {
      settle(JSON.parse(await text(request)))
      response.end()
      return
    }
    const content = files.get(path)
    const headers = isolated ? isolation : {}
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': typeOf(path),
      ...headers,
    })
    response.end(content)
  })
  server.listen(0, '127.0.0.1')
  return { server, report }
}

function typeOf(path: string): string {
  if (path.endsWith('.wasm')) return 'application/wasm'
  return path.endsWith('.js') ? 'text/javascript' : 'text/html'
}

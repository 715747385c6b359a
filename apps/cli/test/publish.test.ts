// What `zooid publish` sends, told by a server that only listens: judging is the node's business.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

let folder: string
let received: { readonly index: string; readonly test: string }[]
let url: string
let close: () => void

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-publish-'))
  received = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString()))
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end('{"slug":"hello","unchanged":false}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => server.close()
})
afterEach(() => {
  close()
  rmSync(folder, { recursive: true })
})

function write(files: Readonly<Record<string, string>>): string {
  const dir = join(folder, 'hello')
  mkdirSync(dir)
  const all = { 'cartridge.json': '{"slug":"hello"}', 'test.ts': '// tests', ...files }
  for (const [name, text] of Object.entries(all)) writeFileSync(join(dir, name), text)
  writeFileSync(join(folder, 'token'), 'a'.repeat(64), { mode: 0o600 })
  return dir
}
const publish = (dir: string) =>
  runCli('publish', dir, '--node', url, '--token-file', join(folder, 'token'), '--data', folder)

it('sends the page of a cartridge inside of index.ts', async () => {
  const dir = write({
    'index.ts': 'export const handle = () => ({ body: page })\n',
    'page.html': '<link rel="stylesheet" href="page.css">\n<script src="page.js"></script>',
    'page.css': 'p { color: red }',
    'page.js': 'go()',
  })
  const { code, err } = await publish(dir)
  expect([code, err]).toEqual([0, ''])
  const [sent] = received
  expect(sent?.index).toMatch(/^export const handle = [^\n]*\n\nconst page = \[/)
  expect(sent?.index).toContain('"p { color: red }"')
  expect(sent?.index).toContain('"go()"')
  expect(sent?.test).toBe('// tests')
})

it('sends index.ts as it is when there is no page', async () => {
  const index = 'export const handle = () => ({ body: 1 })\n'
  expect((await publish(write({ 'index.ts': index }))).code).toBe(0)
  expect(received[0]?.index).toBe(index)
})

it('sends nothing when the page does not fit together, and says why', async () => {
  const dir = write({ 'index.ts': '', 'page.html': '<p>', 'page.js': 'go()' })
  const { code, err } = await publish(dir)
  expect(code).not.toBe(0)
  expect(err).toMatch(/page\.html must hold <script src="page\.js"><\/script> exactly once/)
  expect(received).toEqual([])
})

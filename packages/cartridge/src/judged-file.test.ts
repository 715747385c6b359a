import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CartridgeSource, CartridgeVerdict } from '@zooid/judge'
import { createSandbox, parseManifest, type Sandbox } from '@zooid/sandbox'
import { openStore, type Store } from '@zooid/store'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createShelf, readCartridgeFolder, seedShelf, sourceSha256 } from './index.ts'

let folder: string
let store: Store
let sandbox: Sandbox
let seen: string[]

beforeAll(() => {
  sandbox = createSandbox({ workers: 1 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-judged-'))
  store = openStore(join(folder, 'node.db'))
  seen = []
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

/** A judge that lets nothing through, so whatever is published was not judged here. */
const strict = async ({ manifest }: CartridgeSource): Promise<CartridgeVerdict> => {
  seen.push(manifest.slug)
  return { kind: 'forbidden', rule: 'test', message: 'judged' }
}
const newShelf = () =>
  createShelf({
    store,
    sandbox,
    judge: { judgeCartridge: strict },
  })

const manifest = {
  slug: 'hello',
  title: 'Hello',
  description: 'Greets',
  version: '1.0.0',
  price: '$0.001',
  input: {},
  output: {},
  examples: [{ title: 'one', request: {} }],
}

function writeCartridge(files: Record<string, string> = {}): string {
  const dir = join(folder, 'cartridges')
  mkdirSync(join(dir, 'hello'), { recursive: true })
  const all = {
    'cartridge.json': JSON.stringify(manifest),
    'index.ts': 'export function handle(): Response { return { body: page } }\n',
    'test.ts': '',
    'page.html': '<p>hello</p>\n<script src="page.js"></script>',
    'page.js': 'void 0',
    ...files,
  }
  for (const [name, text] of Object.entries(all)) writeFileSync(join(dir, 'hello', name), text)
  return dir
}

async function hashOf(dir: string): Promise<string> {
  const files = await readCartridgeFolder(join(dir, 'hello'))
  const parsed = parseManifest(files.manifest)
  if (!parsed.ok) throw new Error('the manifest of this test is wrong')
  return sourceSha256(parsed.manifest, files.index, files.test)
}

it('publishes what judged.json lists without judging it again, page included', async () => {
  const dir = writeCartridge()
  writeFileSync(join(dir, 'judged.json'), JSON.stringify({ hello: await hashOf(dir) }))
  const shelf = newShelf()
  expect(await seedShelf(shelf, dir, store.settings)).toMatchObject([{ status: 'published' }])
  expect(seen).toEqual([])
  const answer = await shelf.call('hello', {
    method: 'GET',
    path: '/',
    query: {},
    headers: {},
    body: null,
    payment: null,
  })
  expect(answer).toMatchObject({
    ok: true,
    response: { body: '<p>hello</p>\n<script>\nvoid 0\n</script>' },
  })
})

it.each([
  ['index.ts', 'export function handle(): Response { return { body: 2 } }\n'],
  ['test.ts', "test('more', () => {})"],
  ['page.js', 'void 1'],
  ['cartridge.json', JSON.stringify({ ...manifest, price: '$0.002' })],
])('judges again once %s differs from what was judged', async (name, text) => {
  const dir = writeCartridge()
  const hash = await hashOf(dir)
  writeCartridge({ [name]: text })
  writeFileSync(join(dir, 'judged.json'), JSON.stringify({ hello: hash }))
  expect(await seedShelf(newShelf(), dir, store.settings)).toMatchObject([{ status: 'refused' }])
  expect(seen).toEqual(['hello'])
})

it('lends no entry of one cartridge to a publication over HTTP', async () => {
  const dir = writeCartridge()
  writeFileSync(join(dir, 'judged.json'), JSON.stringify({ hello: await hashOf(dir) }))
  const result = await newShelf().publish(await readCartridgeFolder(join(dir, 'hello')))
  expect(result.ok).toBe(false)
  expect(seen).toEqual(['hello'])
})

it.each(['[]', '{', '{"hello":"abc"}', '{"hello":{"x":1}}'])(
  'says what is wrong with a judged.json of %s',
  async (text) => {
    const dir = writeCartridge()
    writeFileSync(join(dir, 'judged.json'), text)
    await expect(seedShelf(newShelf(), dir, store.settings)).rejects.toThrow(/judged\.json/)
  },
)

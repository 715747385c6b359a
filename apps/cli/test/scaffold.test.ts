import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseManifest } from '@zooid/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-new-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a new cartridge has all parts and a valid manifest', async () => {
  const { code } = await runCli('cartridge', 'new', 'my-hello', '--dir', folder)
  expect(code).toBe(0)
  const made = join(folder, 'my-hello')
  expect(readdirSync(made).sort()).toEqual(['README.md', 'cartridge.json', 'index.ts', 'test.ts'])
  const parsed = parseManifest(JSON.parse(readFileSync(join(made, 'cartridge.json'), 'utf8')))
  expect(parsed).toMatchObject({ ok: true, manifest: { slug: 'my-hello', title: 'My hello' } })
})

test('an existing folder is never touched', async () => {
  await runCli('cartridge', 'new', 'hello', '--dir', folder)
  const { code, err } = await runCli('cartridge', 'new', 'hello', '--dir', folder)
  expect(code).toBe(1)
  expect(err).toContain('cannot make')
})

test.each(['a', '0', '-', 'a'.repeat(40)])('the slug %s gives a valid manifest', async (slug) => {
  await runCli('cartridge', 'new', '--dir', folder, '--', slug)
  const text = readFileSync(join(folder, slug, 'cartridge.json'), 'utf8')
  expect(parseManifest(JSON.parse(text)).ok).toBe(true)
})

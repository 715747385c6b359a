import { manifest } from '@zooid/genome'
import { expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

test('without a word it prints the index, with --json the manifest itself', async () => {
  const { code, out } = await runCli('describe')
  expect(code).toBe(0)
  for (const family of Object.keys(manifest().families)) expect(out).toContain(`${family}: `)
  expect(JSON.parse((await runCli('describe', '--json')).out)).toEqual(manifest())
})

test('an op is explained, found by words, and guessed when misspelt', async () => {
  expect((await runCli('describe', 'swiglu')).out).toMatch(/^swiglu \(neural[\s\S]*example: /)
  const found = await runCli('describe', '--search', 'attention', '--json')
  expect(JSON.parse(found.out).ops).toContain('attn')
  const wrong = await runCli('describe', 'swigul')
  expect(wrong.code).toBe(1)
  expect(wrong.err).toContain('did you mean swiglu?')
})

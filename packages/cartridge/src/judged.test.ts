import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '@zooid/base'
import { createJudge, type Judge } from '@zooid/judge'
import { createSandbox, type Sandbox } from '@zooid/sandbox'
import { openStore, type Store } from '@zooid/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createShelf, describeRefusal } from './index.ts'
import type { RunningShelf } from './types.ts'

let folder: string
let store: Store
let sandbox: Sandbox
let judge: Judge
let shelf: RunningShelf

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-judged-'))
  store = openStore(join(folder, 'node.db'))
  sandbox = createSandbox({ workers: 2 })
  judge = createJudge({ sandbox, callOther: (slug, request) => shelf.rehearse(slug, request) })
  shelf = createShelf({ store, sandbox, judge })
})
afterAll(async () => {
  await judge.close()
  await sandbox.close()
  store.close()
  rmSync(folder, { recursive: true })
})

const publish = (slug: string, capabilities: readonly string[], index: string, expected: Json) =>
  shelf.publish({
    manifest: {
      slug,
      title: slug,
      description: 'A test of the whole path',
      version: '1.0.0',
      price: '$0.001',
      capabilities,
      input: {},
      output: {},
      examples: [{ title: 'one', request: { method: 'POST', body: 2 } }],
    },
    index,
    test: `test('works', async () => {
      const response = await request({ method: 'POST', body: 2 })
      equal(response.body, ${JSON.stringify(expected)})
    })`,
  })
const call = (slug: string, body: Json) =>
  shelf.call(slug, { method: 'POST', path: '/', query: {}, headers: {}, body, payment: null })

it('publishes typed cartridges that call each other, and their tests leave no trace', async () => {
  const total = `export function handle(request: Request): Response {
    const sum = Number(kv.get('sum') ?? 0) + Number(request.body)
    kv.set('sum', sum)
    return { body: sum }
  }`
  expect(await publish('total', ['kv'], total, 2)).toMatchObject({ ok: true })
  const twice = `export async function handle(request: Request): Promise<Response> {
    const { body } = await call('total', { method: 'POST', body: Number(request.body) * 2 })
    return { body }
  }`
  const refusal = await publish('twice', ['call'], twice, 4)
  expect(refusal.ok ? 'published' : describeRefusal(refusal)).toBe('published')
  expect(store.beginKv().get('total', 'sum')).toBeUndefined()
  expect(await call('twice', 5)).toMatchObject({ ok: true, response: { body: 10 } })
  expect(await call('total', 1)).toMatchObject({ ok: true, response: { body: 11 } })
})

it('refuses with the line of a type error, a failed test, and an undeclared capability', async () => {
  const reasons = []
  for (const [capabilities, body] of [
    [[], 'const n: number = "x"; return { body: n }'],
    [[], 'return { body: 3 }'],
    [[], 'kv.set("a", 1); return { body: 2 }'],
  ] as const) {
    const index = `export function handle(request: Request): Response { ${body} }`
    const result = await publish('bad', capabilities, index, 2)
    reasons.push(result.ok ? 'published' : describeRefusal(result))
  }
  expect(reasons).toEqual([
    expect.stringMatching(/^index\.ts:1:\d+ .*not assignable to type 'number'/),
    expect.stringMatching(/^test "works": /),
    expect.stringMatching(/^index\.ts:1:\d+ .*kv/),
  ])
  expect(shelf.find('bad')).toBeUndefined()
})

// A cartridge that is called again and again runs in a world whose memory was put back. These tests call
// often enough for that, and then look for anything the call before left behind.
import { expect, test } from 'vitest'
import { createEngine, type Engine, type EngineHost } from './engine.ts'
import type { Job } from './protocol.ts'

const host: EngineHost = {
  kv: () => ({ ok: true, text: '7' }),
  call: async (text) => ({
    ok: true,
    text: JSON.stringify({ status: 200, headers: {}, body: text }),
  }),
  log: () => {},
}
let lastJob = 0

async function call(engine: Engine, code: string, input: unknown, change: Partial<Job> = {}) {
  const { outcome, poisoned } = await engine.execute(
    {
      jobId: ++lastJob,
      mode: 'handle',
      code,
      codeId: code,
      input: JSON.stringify(input),
      granted: [],
      timeoutMs: 300,
      maxTextLength: 100_000,
      logLines: 0,
      epochMs: 1,
      ...change,
    },
    host,
  )
  const isUsable = !poisoned && engine.renew()
  return { answer: outcome.ok ? outcome.text : outcome.fault.code, isUsable }
}

test('nothing of a call is in the next one, however often the same cartridge is called', async () => {
  const engine = await createEngine()
  const code = `let calls = 0
    export async function handle({ secret }) {
      const seen = [++calls, typeof leak, {}.leak ?? null, [2].map((x) => x), Symbol.for('s').leak ?? null]
      globalThis.leak = secret
      Object.prototype.leak = secret
      Array.prototype.map = () => secret
      Symbol.prototype.leak = secret
      Promise.resolve().then(() => { globalThis.late = secret })
      const big = new Uint8Array(3e6).fill(secret)
      return { body: [...seen, big.length] }
    }`
  for (let secret = 1; secret <= 20; secret++)
    expect(await call(engine, code, { secret })).toEqual({
      answer: '{"body":[1,"undefined",null,[2],null,3000000]}',
      isUsable: true,
    })
})

test('fresh memory of a guest is zero although earlier guests filled it', async () => {
  const engine = await createEngine()
  const code = `export function handle({ fill }) {
    const bytes = new Uint8Array(2e6)
    const dirty = bytes.some((byte) => byte !== 0)
    bytes.fill(fill)
    return { body: dirty }
  }`
  for (let fill = 1; fill < 12; fill++)
    expect((await call(engine, code, { fill })).answer).toBe('{"body":false}')
})

test('faults, deadlines and other cartridges in between change nothing', async () => {
  const engine = await createEngine()
  const moody = `export function handle({ mood }) {
    if (mood === 'throw') throw new Error('as asked')
    if (mood === 'loop') for (;;);
    return { body: [mood, typeof left, (globalThis.left = mood)] }
  }`
  const other = 'export const handle = () => ({ body: typeof left })'
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 4; i++)
      expect((await call(engine, moody, { mood: i })).answer).toBe(
        `{"body":[${i},"undefined",${i}]}`,
      )
    expect((await call(engine, moody, { mood: 'throw' })).answer).toBe('sandbox.runtime')
    expect((await call(engine, moody, { mood: 9 })).answer).toBe('{"body":[9,"undefined",9]}')
    expect((await call(engine, moody, { mood: 'loop' }, { timeoutMs: 30 })).answer).toBe(
      'sandbox.timeout',
    )
    for (let i = 0; i < 3; i++)
      expect((await call(engine, other, {})).answer).toBe('{"body":"undefined"}')
  }
})

test('host functions answer each call of a world that was put back', async () => {
  const engine = await createEngine()
  const code = `export async function handle({ n }) {
    const first = await call('other', { body: n })
    return { body: [kv.get('k'), first.status, random(4).length, Math.random() !== Math.random()] }
  }`
  const randoms = new Set<string>()
  for (let n = 0; n < 10; n++) {
    const { answer } = await call(engine, code, { n }, { granted: ['kv', 'call', 'random'] })
    expect(answer).toBe('{"body":[7,200,4,true]}')
    const dice = 'export const handle = () => ({ body: Math.random() })'
    if (n > 4) randoms.add((await call(engine, dice, {}, { granted: ['random'] })).answer)
  }
  expect(randoms.size).toBe(5)
})

test('a second call does not wait for promises of the first', async () => {
  const engine = await createEngine()
  const code = `export function handle() {
    void call('other', {}).then(() => { globalThis.late = 1 })
    return { body: typeof late }
  }`
  for (let i = 0; i < 6; i++)
    expect((await call(engine, code, {}, { granted: ['call'] })).answer).toBe(
      '{"body":"undefined"}',
    )
})

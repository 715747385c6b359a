import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Json, limits, systemClock } from '@zooid/base'
import type { Judge } from '@zooid/judge'
import { type CartridgeRequest, createSandbox, type Sandbox } from '@zooid/sandbox'
import { openStore, type Store } from '@zooid/store'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createShelf, seedShelf } from './index.ts'
import type { RunningShelf } from './types.ts'

let sandbox: Sandbox
let folder: string
let store: Store
let shelf: RunningShelf
let judged: number
let skewMs: number

/** Lets everything through as it is, so that these tests are about the shelf; the judge has its own. */
const judge: Judge = {
  judgeCartridge: async ({ index }) => {
    judged++
    if (index.includes('REFUSE'))
      return { kind: 'forbidden', rule: 'import', message: 'no imports' }
    const timings = { checkMs: 1, testMs: 1 }
    return { kind: 'pass', code: index, testReport: { passed: 1, failed: 0, tests: [] }, timings }
  },
  close: async () => {},
}
const clock: Clock = { ...systemClock, now: () => Date.now() + skewMs }

beforeAll(() => {
  sandbox = createSandbox({ workers: 2 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-shelf-'))
  store = openStore(join(folder, 'node.db'))
  judged = 0
  skewMs = 0
  shelf = createShelf({ store, sandbox, judge, clock })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const manifest = (slug: string, more: object = {}) => ({
  slug,
  title: slug,
  description: `Tests ${slug}`,
  version: '1.0.0',
  price: '$0.001',
  capabilities: ['kv', 'call', 'log'],
  input: {},
  output: {},
  examples: [{ title: 'one', request: {} }],
  ...more,
})
const put = async (slug: string, body: string, more: object = {}) => {
  const index = `export async function handle(request) { ${body} }`
  const result = await shelf.publish({ manifest: manifest(slug, more), index, test: '' })
  if (!result.ok) throw new Error(JSON.stringify(result.verdict))
  return result
}
const request = (body: Json = null): CartridgeRequest => ({
  method: 'POST',
  path: '/',
  query: {},
  headers: {},
  body,
  payment: null,
})
const call = (slug: string, body: Json = null) => shelf.call(slug, request(body))
const bodyOf = async (slug: string, body: Json = null) => {
  const result = await call(slug, body)
  return result.ok ? result.response.body : result.fault
}
const stored = (slug: string, key: string) => store.beginKv().get(slug, key)
const events = () => {
  store.events.flush()
  return store.events.after(0, 10_000)
}

describe('calling', () => {
  it('runs the active version and counts the call', async () => {
    await put('echo', 'return { body: request.body }')
    expect(await bodyOf('echo', { a: 1 })).toEqual({ a: 1 })
    expect(store.callStats()).toMatchObject([{ slug: 'echo', calls: 1, faults: 0 }])
  })

  it('answers an unknown slug with a fault, prototypes included', async () => {
    expect(await bodyOf('__proto__')).toMatchObject({ code: 'cartridge.not_found' })
    expect(store.callStats()).toEqual([])
  })

  it('passes the payment only to a root that asked for it', async () => {
    const payment = { payer: '0x1', amount: '1', asset: '0x2', network: 'eip155:1' }
    const body = 'return { body: request.payment?.payer ?? null }'
    await put('blind', body)
    await put('seer', body, { capabilities: ['payment'] })
    await put(
      'relay',
      "return { body: (await call('seer', { method: 'POST', payment: request.payment })).body }",
      {
        capabilities: ['payment', 'call'],
      },
    )
    const pay = async (slug: string) => {
      const result = await shelf.call(slug, { ...request(), payment })
      return result.ok && result.response.body
    }
    expect([await pay('blind'), await pay('seer'), await pay('relay')]).toEqual([null, '0x1', null])
  })

  it('keeps KV of 200 answers, drops that of refusals and faults', async () => {
    await put(
      'keep',
      "kv.set('k', request.body); if (request.body === 3) throw new Error('no'); return { status: request.body === 2 ? 422 : 200 }",
    )
    await call('keep', 1)
    expect(stored('keep', 'k')).toBe(1)
    expect(await call('keep', 2)).toMatchObject({ ok: true, response: { status: 422 } })
    expect(await call('keep', 3)).toMatchObject({ ok: false, fault: { kind: 'runtime' } })
    expect(stored('keep', 'k')).toBe(1)
  })

  it('tells a quota to the guest, and to the caller when the guest does not care', async () => {
    await put('full', "kv.set('k'.repeat(300), 1)")
    expect(await call('full')).toMatchObject({ ok: false })
    await put('big', "kv.set('k', 'x'.repeat(70000))")
    expect(await bodyOf('big')).toMatchObject({ code: 'kv.quota' })
  })

  it('never loses an increment of 50 concurrent calls', async () => {
    await put('count', "const n = (kv.get('n') ?? 0) + 1; kv.set('n', n); return { body: n }", {
      timeoutMs: 10_000,
    })
    const answers = await Promise.all(Array.from({ length: 50 }, () => bodyOf('count')))
    expect([...answers].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    )
    expect(stored('count', 'n')).toBe(50)
  })

  it('gives up after five conflicts', async () => {
    await put(
      'slow',
      "kv.get('k'); await call('other', { method: 'POST' }); kv.set('k', 1); return {}",
      { timeoutMs: 5000 },
    )
    await put('other', 'return {}')
    let runs = 0
    const meddling: Sandbox = {
      ...sandbox,
      run: async (run, signal) => {
        const result = await sandbox.run(run, signal)
        if ((run.depth ?? 0) === 0) {
          runs++
          const kv = store.beginKv()
          kv.set('slow', 'k', runs)
          kv.commit()
        }
        return result
      },
    }
    shelf = createShelf({ store, sandbox: meddling, judge })
    expect(await bodyOf('slow')).toMatchObject({ code: 'kv.conflict' })
    expect(runs).toBe(5)
  })

  it('keeps nothing of a rehearsal', async () => {
    await put('note', "kv.set('k', 1); return { body: kv.get('k') }")
    expect(await shelf.rehearse('note', request())).toMatchObject({ status: 200, body: 1 })
    expect(stored('note', 'k')).toBeUndefined()
    expect(store.callStats()).toEqual([])
    await expect(shelf.rehearse('nobody', request())).rejects.toThrow(
      expect.objectContaining({ code: 'cartridge.not_found' }),
    )
  })

  it('stops when the caller hangs up', async () => {
    await put('spin', 'for (;;) {}', { timeoutMs: 5000 })
    const abort = new AbortController()
    const calling = shelf.call('spin', request(), abort.signal)
    setTimeout(() => abort.abort(new Error('gone')), 50)
    await expect(calling).rejects.toThrow('gone')
  })
})

describe('composing', () => {
  const relay = (target: string) =>
    `const r = await call('${target}', { method: 'POST', body: request.body }); return { status: r.status, body: r.body }`

  it('persists the KV of a whole tree with one commit', async () => {
    await put('leaf', "kv.set('n', request.body); return { body: 'leaf' }")
    await put('mid', `kv.set('m', 1); ${relay('leaf')}`)
    await put('top', `kv.set('t', 1); ${relay('mid')}`)
    expect(await bodyOf('top', 7)).toBe('leaf')
    expect([stored('top', 't'), stored('mid', 'm'), stored('leaf', 'n')]).toEqual([1, 1, 7])
  })

  it.each([
    ['throws', "throw new Error('no')"],
    ['answers 409', 'return { status: 409 }'],
  ])('drops only the writes of a child that %s', async (_, ending) => {
    await put('leaf', "kv.set('n', 1); return {}")
    await put('child', `kv.set('c', 1); await call('leaf', { method: 'POST' }); ${ending}`)
    await put(
      'top',
      "kv.set('before', 1); const p = call('child', { method: 'POST' }); kv.set('during', 1); try { await p } catch (e) { return { body: e.code ?? String(e) } } return {}",
    )
    expect(await call('top')).toMatchObject({ ok: true })
    expect([stored('top', 'before'), stored('top', 'during')]).toEqual([1, 1])
    expect([stored('child', 'c'), stored('leaf', 'n')]).toEqual([undefined, undefined])
  })

  it('refuses cycles, a fourth level, unknown slugs and methods', async () => {
    const code = (target: string, method = 'POST') =>
      `try { const r = await call('${target}', { method: '${method}' }); return { body: r.body } } catch (e) { return { body: e.code } }`
    await put('self', code('self'))
    await put('ping', code('pong'))
    await put('pong', code('ping'))
    await put('ghost', code('nobody'))
    await put('wrong', code('self', 'DELETE'))
    for (let i = 0; i < 5; i++) await put(`d${i}`, code(`d${i + 1}`))
    await put('d5', "return { body: 'deep' }")
    expect(await bodyOf('self')).toBe('cartridge.call_cycle')
    expect(await bodyOf('ping')).toBe('cartridge.call_cycle')
    expect(await bodyOf('ghost')).toBe('cartridge.not_found')
    expect(await bodyOf('wrong')).toBe('cartridge.method')
    expect(await bodyOf('d2')).toBe('deep')
    expect(await bodyOf('d1')).toBe('cartridge.call_depth')
  })

  it('lets a child time out within its caller, who can still answer', async () => {
    await put('spin', 'for (;;) {}', { timeoutMs: 10_000 })
    await put(
      'patient',
      "try { await call('spin', { method: 'POST' }) } catch (e) { return { body: e.code } }",
      { timeoutMs: 300 },
    )
    await put('short', 'for (;;) {}', { timeoutMs: 50 })
    await put(
      'caller',
      "try { await call('short', { method: 'POST' }) } catch (e) { return { body: e.code } }",
    )
    const startedAt = performance.now()
    expect(await bodyOf('caller')).toBe('sandbox.timeout')
    expect(performance.now() - startedAt).toBeLessThan(1000)
    const result = await call('patient')
    expect(result.ok ? result.response.body : result.fault.code).toBe('sandbox.timeout')
  })

  it('runs the children of one caller in order, so that two at once lose nothing', async () => {
    await put('count', "const n = (kv.get('n') ?? 0) + 1; kv.set('n', n); return { body: n }")
    await put(
      'twice',
      "const c = () => call('count', { method: 'POST' }); return { body: (await Promise.all([c(), c(), c()])).map((r) => r.body) }",
    )
    expect(await bodyOf('twice')).toEqual([1, 2, 3])
    expect(stored('count', 'n')).toBe(3)
  })

  it('waits for a call the guest did not await', async () => {
    await put('leaf', "kv.set('n', 1); return {}")
    await put('careless', "call('leaf', { method: 'POST' }); return {}")
    await call('careless')
    expect(stored('leaf', 'n')).toBe(1)
  })
})

describe('hostile cartridges', () => {
  it('are suspended for a minute after five kills', async () => {
    await put('killer', 'const a = []; a.length = 2 ** 32 - 2; a.reverse()', { timeoutMs: 50 })
    for (let i = 0; i < 5; i++)
      expect(await call('killer')).toMatchObject({
        fault: { kind: 'timeout' },
        usage: { workerReplaced: true },
      })
    expect(await bodyOf('killer')).toMatchObject({ code: 'cartridge.suspended' })
    expect(events().at(-1)).toMatchObject({
      type: 'cartridge.faulted',
      data: { code: 'cartridge.suspended' },
    })
    skewMs = 61_000
    expect(await bodyOf('killer')).toMatchObject({ kind: 'timeout' })
  })

  it('cannot flood the event log', async () => {
    await put('loud', "for (let i = 0; i < 90; i++) log('line ' + i + 'x'.repeat(3000)); return {}")
    for (let i = 0; i < 4; i++) await call('loud')
    const lines = events().filter((event) => event.type === 'cartridge.log')
    expect(lines.length).toBeGreaterThanOrEqual(100)
    expect(lines.length).toBeLessThan(150)
    expect(JSON.stringify(lines[0]?.data).length).toBeLessThan(1200)
  })
})

describe('publishing', () => {
  const files = (slug: string, body: string, more: object = {}) => ({
    manifest: manifest(slug, more),
    index: `export const handle = () => ({ body: ${body} })`,
    test: '',
  })

  it('swaps to the new version, knows the same again, and rolls back', async () => {
    expect(await shelf.publish(files('a', '1'))).toMatchObject({
      ok: true,
      unchanged: false,
      cartridge: { version: 1 },
    })
    expect(await shelf.publish(files('a', '1'))).toMatchObject({ ok: true, unchanged: true })
    expect(judged).toBe(1)
    expect(await shelf.publish(files('a', '2'))).toMatchObject({ cartridge: { version: 2 } })
    expect(await bodyOf('a')).toBe(2)
    expect(shelf.rollback('a')).toMatchObject({ version: 1 })
    expect(await bodyOf('a')).toBe(1)
    expect(shelf.rollback('a')).toBeUndefined()
    expect(shelf.source('a')?.index).toContain('body: 1')
    expect(
      events().map((event) => [event.type, (event.data as { version: number }).version]),
    ).toEqual([
      ['cartridge.published', 1],
      ['cartridge.published', 2],
      ['cartridge.published', 1],
    ])
  })

  it('finishes running calls on the version they began with', async () => {
    await put('a', 'let i = 0; while (i < 2e6) i++; return { body: 1 }', { timeoutMs: 5000 })
    const running = bodyOf('a')
    await shelf.publish(files('a', '2'))
    expect(await bodyOf('a')).toBe(2)
    expect(await running).toBe(1)
  })

  it('keeps what was there when the judge refuses', async () => {
    await shelf.publish(files('a', '1'))
    expect(await shelf.publish(files('a', "'REFUSE'"))).toMatchObject({
      ok: false,
      verdict: { kind: 'forbidden' },
    })
    expect(await bodyOf('a')).toBe(1)
  })

  it('names the field and the fix of a bad manifest', async () => {
    const result = await shelf.publish({
      ...files('a', '1'),
      manifest: manifest('A b', { price: 'free' }),
    })
    const verdict = result.ok ? null : result.verdict
    expect(verdict).toMatchObject({ kind: 'forbidden', rule: 'manifest' })
    expect(JSON.stringify(verdict)).toMatch(
      /slug: lower-case letters.*price: a price above zero like/,
    )
    for (const bad of [null, [], 'x', 1, undefined])
      expect(await shelf.publish({ ...files('a', '1'), manifest: bad })).toMatchObject({
        ok: false,
      })
  })

  it('refuses sources over the cap without judging them', async () => {
    const index = 'ä'.repeat(limits.cartridgeSourceBytes / 2 + 1)
    expect(await shelf.publish({ ...files('a', '1'), index })).toMatchObject({
      verdict: { rule: 'size' },
    })
    expect(judged).toBe(0)
  })

  it('survives a restart, and a removal takes the KV along', async () => {
    await put('a', "kv.set('k', 1); return {}")
    await call('a')
    shelf = createShelf({ store, sandbox, judge })
    expect(shelf.list()).toMatchObject([{ slug: 'a', version: 1 }])
    expect(shelf.remove('a')).toBe(true)
    expect(shelf.remove('a')).toBe(false)
    expect([shelf.find('a'), shelf.source('a'), shelf.list()]).toEqual([undefined, undefined, []])
    await put('a', 'return {}')
    expect(stored('a', 'k')).toBeUndefined()
  })
})

describe('seeding', () => {
  const write = (slug: string, body: string, more: object = {}) => {
    const at = join(folder, 'seeds', slug)
    mkdirSync(at, { recursive: true })
    writeFileSync(join(at, 'cartridge.json'), JSON.stringify(manifest(slug, more)))
    writeFileSync(join(at, 'index.ts'), `export const handle = () => ({ body: ${body} })`)
    writeFileSync(join(at, 'test.ts'), '')
  }
  const seed = async () => {
    const reports = await seedShelf(shelf, join(folder, 'seeds'), store.settings)
    return Object.fromEntries(reports.map(({ slug, status }) => [slug, status]))
  }

  it('judges each content once and follows a changed seed', async () => {
    write('a', '1')
    write('b', '1')
    expect(await seed()).toEqual({ a: 'published', b: 'published' })
    shelf = createShelf({ store, sandbox, judge })
    expect(await seed()).toEqual({ a: 'current', b: 'current' })
    expect(judged).toBe(2)
    write('b', '2')
    expect(await seed()).toEqual({ a: 'current', b: 'published' })
    expect(await bodyOf('b')).toBe(2)
  })

  it('leaves what the operator replaced, rolled back or removed', async () => {
    for (const slug of ['mine', 'back', 'gone']) write(slug, '1')
    await seed()
    await put('mine', 'return { body: 9 }')
    shelf.remove('gone')
    for (const slug of ['mine', 'back', 'gone']) write(slug, '2')
    expect(await seed()).toEqual({ mine: 'kept', back: 'published', gone: 'removed' })
    shelf.rollback('back')
    expect(await seed()).toEqual({ mine: 'kept', back: 'kept', gone: 'removed' })
    expect(await bodyOf('mine')).toBe(9)
  })

  it('comes back to a cartridge whose tests need a later one', async () => {
    write('a', "'needs b'")
    write('b', '1')
    const picky: Judge = {
      ...judge,
      judgeCartridge: async (source) =>
        source.index.includes('needs b') && !shelf.find('b')
          ? { kind: 'runtime_fault', message: 'no b', timings: { checkMs: 1, testMs: 1 } }
          : judge.judgeCartridge(source),
    }
    shelf = createShelf({ store, sandbox, judge: picky })
    expect(await seed()).toEqual({ a: 'published', b: 'published' })
  })

  it('refuses links, wrong names, large files and broken JSON, and goes on', async () => {
    write('good', '1')
    write('renamed', '1')
    writeFileSync(join(folder, 'seeds/renamed/cartridge.json'), JSON.stringify(manifest('good')))
    write('linked', '1')
    rmSync(join(folder, 'seeds/linked/index.ts'))
    symlinkSync('/etc/passwd', join(folder, 'seeds/linked/index.ts'))
    symlinkSync(join(folder, 'seeds/good'), join(folder, 'seeds/alias'))
    write('large', '1')
    writeFileSync(join(folder, 'seeds/large/test.ts'), 'x'.repeat(limits.cartridgeSourceBytes + 1))
    write('broken', '1')
    writeFileSync(join(folder, 'seeds/broken/cartridge.json'), '{')
    write('empty', '1')
    rmSync(join(folder, 'seeds/empty/test.ts'))
    write('UPPER', '1')
    writeFileSync(join(folder, 'seeds/README.md'), '')
    const { good, ...others } = await seed()
    expect(good).toBe('published')
    expect(Object.keys(others)).toHaveLength(7)
    expect(new Set(Object.values(others))).toEqual(new Set(['refused']))
    expect(shelf.list()).toHaveLength(1)
  })
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts'
import { nodeDisk } from './node-disk.ts'
import { exampleCheckpoint } from './seeded.fixture.ts'
import { openCheckpointStore, StoredCheckpointError } from './store.ts'

const root = mkdtempSync(join(tmpdir(), 'zooid-checkpoints-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const inFolder = async (name: string) => ({
  folder: join(root, name),
  store: await openCheckpointStore(join(root, name), nodeDisk),
})

describe('a checkpoint store', () => {
  it('keeps files under their hash and names one of them current', async () => {
    const { folder, store } = await inFolder('basics')
    expect(await store.current()).toBeNull()
    const first = await store.save(Uint8Array.of(1))
    const second = await store.keep(Uint8Array.of(2))
    expect(await store.current()).toBe(first)
    await store.select(second)
    expect(await store.current()).toBe(second)
    expect(await store.load(first)).toEqual(Uint8Array.of(1))
    expect(await store.list()).toEqual([first, second].sort())
    expect(readdirSync(folder).sort()).toEqual(
      ['current', `${first}.safetensors`, `${second}.safetensors`].sort(),
    )
  })

  it('notices a damaged, a missing and a misnamed checkpoint', async () => {
    const { folder, store } = await inFolder('damage')
    const hash = await store.save(Uint8Array.of(1, 2, 3))
    writeFileSync(join(folder, `${hash}.safetensors`), Uint8Array.of(1, 2, 4))
    await expect(store.load(hash)).rejects.toThrow(StoredCheckpointError)
    await expect(store.load('00'.repeat(32))).rejects.toThrow(StoredCheckpointError)
    await expect(store.load('../../etc/passwd')).rejects.toThrow(StoredCheckpointError)
    await expect(store.select('00'.repeat(32))).rejects.toThrow(StoredCheckpointError)
    writeFileSync(join(folder, 'current'), 'nothing')
    await expect(store.current()).rejects.toThrow(StoredCheckpointError)
  })

  it('heals a damaged file when the same checkpoint is saved again', async () => {
    const { folder, store } = await inFolder('heal')
    const hash = await store.save(Uint8Array.of(1, 2, 3))
    writeFileSync(join(folder, `${hash}.safetensors`), Uint8Array.of(9))
    await store.save(Uint8Array.of(1, 2, 3))
    expect(await store.load(hash)).toEqual(Uint8Array.of(1, 2, 3))
  })

  it('prunes all but the current and the named ones, and what crashes left', async () => {
    const { folder, store } = await inFolder('prune')
    const hashes = []
    for (let i = 0; i < 4; i++) hashes.push(await store.save(Uint8Array.of(i)))
    writeFileSync(join(folder, 'half.safetensors.tmp'), 'half')
    await store.prune([hashes[0]!])
    expect(await store.list()).toEqual([hashes[0]!, hashes[3]!].sort())
    expect(readdirSync(folder)).toHaveLength(3)
  })

  describe('killed with SIGKILL', () => {
    const script = join(root, 'writer.mjs')
    beforeAll(async () => {
      await build({
        entryPoints: [fileURLToPath(new URL('crashing-writer.fixture.ts', import.meta.url))],
        outfile: script,
        bundle: true,
        platform: 'node',
        format: 'esm',
        logLevel: 'error',
      })
    })

    // Two places when the folder opens, then ten per file, two files per save, three saves: a crash falls
    // before, within and after each write, rename and flush.
    const places = [1, 3, 6, 8, 10, 11, 13, 16, 19, 20, 22, 30, 39, 57, 62]
    it.each(places)('at place %i, it leaves the last good checkpoint', async (place) => {
      const { folder, store } = await inFolder(`kill-${place}`)
      const journal = join(root, `journal-${place}`)
      writeFileSync(journal, '')
      const child = spawnSync(process.execPath, [script, folder, journal, String(place)])
      expect(child.signal, child.stderr.toString()).toBe('SIGKILL')
      const lines = readFileSync(journal, 'utf8').trim().split('\n')
      const saved = lines.filter((line) => line.startsWith('saved')).map((line) => line.split(' '))
      const begun = lines.filter((line) => line.startsWith('begin')).length
      const current = await store.current()
      // Either what was acknowledged last, or the next one when the crash fell after its last rename.
      const [, seed, hash] = saved.at(-1) ?? []
      if (current === null) expect(saved).toHaveLength(0)
      else {
        const { manifest } = decodeCheckpoint(await store.load(current))
        if (current !== hash) expect(manifest.seed).toBe(begun)
        else expect(String(manifest.seed)).toBe(seed)
      }
      for (const whole of await store.list()) await store.load(whole)
      const next = await store.save(encodeCheckpoint(exampleCheckpoint(9)))
      await store.prune([])
      expect(readdirSync(folder).sort()).toEqual([`${next}.safetensors`, 'current'].sort())
    })

    it('not at all, it saves three', async () => {
      const { folder, store } = await inFolder('alive')
      const child = spawnSync(process.execPath, [script, folder, join(root, 'journal'), '0'])
      expect(child.status, child.stderr.toString()).toBe(0)
      expect(await store.list()).toHaveLength(3)
    })
  })
})

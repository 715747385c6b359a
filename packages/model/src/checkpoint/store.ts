// Checkpoints on disk by content: `<sha256>.safetensors`, and `current`, which names one of them. Every
// file appears whole or not at all: temp, fsync, rename, fsync of the folder, and `current` moves last.
// So a crash at any byte leaves the last good checkpoint readable. One process owns a folder.
import { toHex, ZooidError } from '@zooid/base'
import type { Disk } from './disk.ts'
import { safetensorsLimits } from './limits.ts'

export type CheckpointStore = {
  /** Write bytes under their hash and make them current. Resolves once both survive a loss of power. */
  readonly save: (bytes: Uint8Array) => Promise<string>
  /** Write bytes under their hash only. */
  readonly keep: (bytes: Uint8Array) => Promise<string>
  /** Make a kept checkpoint current. @throws {StoredCheckpointError} when it is not there or damaged */
  readonly select: (hash: string) => Promise<void>
  /** Hash of the current checkpoint, or null in a new folder. */
  readonly current: () => Promise<string | null>
  /** Bytes of a checkpoint, proven to have this hash. @throws {StoredCheckpointError} */
  readonly load: (hash: string) => Promise<Uint8Array>
  /** Hashes of all whole files, sorted. */
  readonly list: () => Promise<readonly string[]>
  /** Remove every checkpoint but the current one and those named, and what crashes left behind. */
  readonly prune: (keep: readonly string[]) => Promise<void>
}

const suffix = '.safetensors'
const tempSuffix = '.tmp'

/** Open a folder, making it when missing. */
export async function openCheckpointStore(folder: string, disk: Disk): Promise<CheckpointStore> {
  await disk.makeFolder(folder)
  // The folder's own name must survive a loss of power too.
  await disk.syncFolder(`${folder}/..`)
  const pathOf = (name: string) => `${folder}/${name}`
  const place = async (name: string, bytes: Uint8Array) => {
    // One writer per folder, so a fixed temp name per target is enough and crashes leave at most one.
    await disk.writeDurably(pathOf(name + tempSuffix), bytes)
    await disk.rename(pathOf(name + tempSuffix), pathOf(name))
    await disk.syncFolder(folder)
  }
  const keep = async (bytes: Uint8Array) => {
    const hash = await hashOf(bytes)
    // Written again even when it is there: an older crash of the disk may have damaged it.
    await place(hash + suffix, bytes)
    return hash
  }
  const point = (hash: string) => place('current', new TextEncoder().encode(`${hash}\n`))
  const current = async () => {
    const bytes = await disk.read(pathOf('current'), 1024)
    if (bytes === null) return null
    const hash = new TextDecoder().decode(bytes).trim()
    if (!isHash(hash)) throw new StoredCheckpointError('current names no checkpoint')
    return hash
  }
  const load = async (hash: string) => {
    if (!isHash(hash)) throw new StoredCheckpointError(`${hash.slice(0, 80)} is no SHA-256`)
    const bytes = await disk.read(pathOf(hash + suffix), safetensorsLimits.fileBytes)
    if (bytes === null) throw new StoredCheckpointError(`checkpoint ${hash} is not here`)
    if ((await hashOf(bytes)) !== hash)
      throw new StoredCheckpointError(`checkpoint ${hash} is damaged`)
    return bytes
  }
  const list = async () =>
    (await disk.list(folder))
      .filter((name) => name.endsWith(suffix) && isHash(name.slice(0, -suffix.length)))
      .map((name) => name.slice(0, -suffix.length))
      .sort()
  return {
    save: async (bytes) => {
      const hash = await keep(bytes)
      await point(hash)
      return hash
    },
    keep,
    select: async (hash) => {
      await load(hash)
      await point(hash)
    },
    current,
    load,
    list,
    prune: async (wanted) => {
      const kept = new Set([...wanted, await current()])
      for (const hash of await list()) if (!kept.has(hash)) await disk.remove(pathOf(hash + suffix))
      for (const name of await disk.list(folder))
        if (name.endsWith(tempSuffix)) await disk.remove(pathOf(name))
    },
  }
}

/** The platform's own SHA-256: an adult with its moments is 187 MB. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return toHex(new Uint8Array(digest)).slice(2)
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** A checkpoint on disk is missing or is not what its name says. */
export class StoredCheckpointError extends ZooidError {
  override readonly name = 'StoredCheckpointError'
  constructor(message: string) {
    super('checkpoint.stored', message, { hint: 'select another checkpoint of the same folder' })
  }
}

// The files a devnet leaves in its folder beside anvil's own: a note of who runs what, and a copy of the
// last state known to be whole, because anvil overwrites its state in place and may be killed midway.
import { copyFile, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { type Log, messageOf, parseJson } from '@zooid/base'
import { describeProcess } from './anvil.ts'

/** Which process is the devnet and which one started it. */
export type DevnetNote = {
  readonly pid: number
  readonly host: string
  readonly port: number
  readonly ownerPid: number
  readonly ownerStartedAt: string
}

/** The note, or null when there is none or it is garbage. */
export async function readDevnetNote(path: string): Promise<DevnetNote | null> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const parsed = parseJson(text, { maxBytes: 4096, maxDepth: 2 })
  if (!parsed.ok) return null
  const note = parsed.value as Partial<DevnetNote> | null
  const isWhole =
    Number.isInteger(note?.pid) &&
    Number.isInteger(note?.port) &&
    Number.isInteger(note?.ownerPid) &&
    typeof note?.host === 'string' &&
    typeof note.ownerStartedAt === 'string'
  return isWhole ? (note as DevnetNote) : null
}

/** Notes `pid` as the devnet owned by this process. */
export async function writeDevnetNote(
  path: string,
  devnet: Pick<DevnetNote, 'pid' | 'host' | 'port'>,
): Promise<void> {
  const ownerStartedAt = describeProcess(process.pid)?.startedAt ?? ''
  const note: DevnetNote = { ...devnet, ownerPid: process.pid, ownerStartedAt }
  await writeFile(`${path}.tmp`, JSON.stringify(note), { mode: 0o600 })
  await rename(`${path}.tmp`, path)
}

export async function removeDevnetNote(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** Does the process that wrote this note still live? */
export function isOwnerAlive(note: DevnetNote): boolean {
  return describeProcess(note.ownerPid)?.startedAt === note.ownerStartedAt
}

/**
 * Copies the state when it is whole: it ends like JSON does and nobody wrote while we read.
 * @returns whether a copy was made
 */
export async function copyState(stateFile: string, copy: string): Promise<boolean> {
  const before = await stat(stateFile).catch(() => null)
  if (!before || before.size === 0) return false
  await copyFile(stateFile, `${copy}.tmp`)
  const after = await stat(stateFile)
  const isWhole =
    after.mtimeMs === before.mtimeMs &&
    after.size === before.size &&
    (await lastByte(`${copy}.tmp`, before.size)) === '}'
  if (isWhole) await rename(`${copy}.tmp`, copy)
  else await rm(`${copy}.tmp`, { force: true })
  return isWhole
}

/** Copies the state now and then. @returns a function that stops it */
export function keepCopies(stateFile: string, copy: string, everyMs: number, log: Log): () => void {
  const timer = setInterval(() => {
    copyState(stateFile, copy).catch((error: unknown) =>
      log.warn({ error: messageOf(error) }, 'the chain state could not be copied'),
    )
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

async function lastByte(path: string, size: number): Promise<string> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer.toString('latin1')
  } finally {
    await file.close()
  }
}

// up.json: what `zooid up` runs on this data folder. It is a lock (one colony per folder) and a phone
// book (ps, ls, call find the nodes in it). A file whose `up` process is gone is stale, not a lock.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { messageOf } from '@zooid/base'
import { z } from 'zod'
import { CliError } from './command.ts'

const nodeSchema = z.object({
  name: z.string(),
  role: z.enum(['queen', 'worker']),
  pid: z.number().int().positive().nullable(),
  url: z.string().nullable(),
  dataDir: z.string(),
})

const upSchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.number(),
  profile: z.string(),
  nodes: z.array(nodeSchema),
})

export type UpNode = z.infer<typeof nodeSchema>
export type UpState = z.infer<typeof upSchema>

/** The colony recorded here, or null when there is none. Unreadable content counts as none. */
export function readUpFile(path: string): UpState | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new CliError('up.file', `cannot read ${path}: ${messageOf(error)}`)
  }
  const parsed = upSchema.safeParse(parseOrNull(text))
  return parsed.success ? parsed.data : null
}

/** The recorded colony if its `up` process still lives. */
export function readRunning(path: string): UpState | null {
  const state = readUpFile(path)
  return state && isAlive(state.pid) ? state : null
}

/**
 * Take the folder for this process. Exclusive creation decides between two that start together.
 * @returns the stale state that was taken over, or null
 * @throws AlreadyUpError while another `up` runs on it
 */
export function claimUpFile(path: string, state: UpState): UpState | null {
  let stale: UpState | null = null
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, format(state), { flag: 'wx', mode: 0o600 })
      return stale
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new CliError('up.file', `cannot write ${path}: ${messageOf(error)}`, {
          hint: 'choose a writable folder with --data',
        })
    }
    const existing = readUpFile(path)
    if (existing && isAlive(existing.pid)) throw new AlreadyUpError(existing, path)
    stale = existing ?? stale
    rmSync(path, { force: true })
  }
  throw new CliError('up.file', `${path} keeps changing`, {
    hint: 'is another "zooid up" starting?',
  })
}

/** Replace the content at once, so readers never see half a file. */
export function writeUpFile(path: string, state: UpState): void {
  writeFileSync(`${path}.tmp`, format(state), { mode: 0o600 })
  renameSync(`${path}.tmp`, path)
}

export function removeUpFile(path: string): void {
  rmSync(path, { force: true })
}

/** Does this process exist? One we may not signal does. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const format = (state: UpState) => `${JSON.stringify(state, null, 2)}\n`

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export class AlreadyUpError extends CliError {
  override readonly name = 'AlreadyUpError'
  constructor(state: UpState, path: string) {
    super(
      'up.already_running',
      `a colony already runs on this data folder (process ${state.pid}, see ${path})`,
      { hint: 'use it, stop it with "zooid stop", or choose another folder with --data' },
    )
  }
}

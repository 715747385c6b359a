// A node's own folder. It is marked as ours only when nothing else lies in it: `zooid reset` deletes
// marked folders and no others.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, ZooidError } from '@zooid/base'
import { acquireLock, DatabaseLockedError } from '@zooid/store'

/** The CLI knows this name and content too (apps/cli/src/data-dir.ts). */
const mark = '.zooid-folder'
const databases = ['node.db', 'ledger.db']
const ours = /^(keys|devnet|weights|repo|(node|ledger)\.db.*|\.zooid-folder)$/

/** @throws DataFolderError */
export async function makeDataFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    const names = readdirSync(path)
    if (!names.includes(mark) && names.every((name) => ours.test(name)))
      writeFileSync(join(path, mark), 'node\n', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw new DataFolderError(path, error)
  }
}

/** Pid of the process that has this folder's databases open; 0 when that process is unknown. */
export function holderOf(path: string): number | null {
  for (const name of databases) {
    const database = join(path, name)
    if (!existsSync(`${database}.lock`)) continue
    try {
      acquireLock(database).release()
    } catch (error) {
      if (error instanceof DatabaseLockedError) return error.pid ?? 0
      throw error
    }
  }
  return null
}

export class DataFolderError extends ZooidError {
  override readonly name = 'DataFolderError'
  constructor(path: string, cause: unknown) {
    super('node.data_folder', `the data folder ${path} cannot be made: ${messageOf(cause)}`, {
      hint: 'choose a folder this user can write to with ZOOID_DATA',
      cause,
    })
  }
}

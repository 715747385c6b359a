// What `zooid reset` may delete. A folder is ours only when we marked it ourselves; one entry we did not
// make stops everything, and a symbolic link is never ours. Looks, deletes nothing.
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CliError } from './command.ts'
import { folderMark } from './data-dir.ts'

export type ResetPlan = {
  readonly root: string
  /** Names in `root`, all of them. */
  readonly entries: readonly string[]
  /** Folders in which a node may be running. */
  readonly nodeFolders: readonly string[]
}

const ownFiles = ['up.json', 'up.json.tmp', 'wallet.key', folderMark]
const logFile = /\.log(\.\d+)?$/

/**
 * @returns null when there is no such folder
 * @throws NotOursError for a folder without our mark, ForeignEntriesError when something else lies in it
 */
export function planReset(root: string): ResetPlan | null {
  const stat = lstatSync(root, { throwIfNoEntry: false })
  if (!stat) return null
  const mark = stat.isDirectory() ? markOf(root) : null
  if (mark === null) throw new NotOursError(root)
  const found = readdirSync(root, { withFileTypes: true })
  const entries = found.map(({ name }) => name)
  // The folder of one node was marked while it was empty and is that node's alone.
  if (mark === 'node') return { root, entries, nodeFolders: [root] }
  const foreign = found.filter((entry) => !isOurs(root, entry)).map(({ name }) => name)
  if (foreign.length > 0) throw new ForeignEntriesError(root, foreign)
  const nodeFolders = found
    .filter((entry) => entry.isDirectory() && entry.name !== 'logs')
    .map(({ name }) => join(root, name))
  return { root, entries, nodeFolders }
}

function isOurs(root: string, entry: Dirent): boolean {
  if (entry.isFile()) return ownFiles.includes(entry.name)
  // A Dirent tells of the link, not of what it points to.
  if (!entry.isDirectory()) return false
  const path = join(root, entry.name)
  if (entry.name !== 'logs') return markOf(path) === 'node'
  return readdirSync(path, { withFileTypes: true }).every(
    (log) => log.isFile() && logFile.test(log.name),
  )
}

function markOf(folder: string): 'colony' | 'node' | null {
  const path = join(folder, folderMark)
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return null
  const text = readFileSync(path, 'utf8').trim()
  return text === 'colony' || text === 'node' ? text : null
}

export class NotOursError extends CliError {
  override readonly name = 'NotOursError'
  constructor(root: string) {
    super('reset.not_ours', `${root} does not look like a zooid data folder`, {
      hint: `check --data; a folder made by zooid has the file ${folderMark} in it; nothing was deleted`,
    })
  }
}

export class ForeignEntriesError extends CliError {
  override readonly name = 'ForeignEntriesError'
  constructor(root: string, names: readonly string[]) {
    const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '')
    super('reset.foreign', `${basename(root)} holds what zooid did not make: ${shown}`, {
      hint: `move it out of ${root} first; nothing was deleted`,
    })
  }
}

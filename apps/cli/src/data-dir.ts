// Where things lie under the data folder, and the only way secrets are read from it.
//   <data>/up.json  <data>/wallet.key  <data>/logs/<name>.log  <data>/<node>/…
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { messageOf } from '@zooid/base'
import { CliError } from './command.ts'

export type DataDir = {
  readonly root: string
  readonly upFile: string
  readonly buyerKey: string
  readonly logs: string
  readonly node: (name: string) => string
  readonly operatorToken: (name: string) => string
}

/** Paths under `flag`, else $ZOOID_DATA, else `.zooid` of the current folder. */
export function dataDir(flag: string | undefined): DataDir {
  const root = resolve(flag || process.env.ZOOID_DATA || '.zooid')
  return {
    root,
    upFile: join(root, 'up.json'),
    buyerKey: join(root, 'wallet.key'),
    logs: join(root, 'logs'),
    node: (name) => join(root, name),
    operatorToken: (name) => join(root, name, 'keys', 'operator.token'),
  }
}

/** In every folder we made: `colony` in the root, `node` in a node's own (apps/node/src/data-folder.ts). */
export const folderMark = '.zooid-folder'

/**
 * Makes the root folder, and marks it as ours when nothing is in it yet: only then may `zooid reset`
 * delete it one day.
 * @throws CliError when it cannot be made
 */
export function makeRoot({ root }: DataDir): void {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 })
    if (readdirSync(root).length === 0)
      writeFileSync(join(root, folderMark), 'colony\n', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // Another command was first to mark it.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw new CliError('cli.data', `cannot make ${root}: ${messageOf(error)}`, {
      hint: 'choose a writable folder with --data',
    })
  }
}

/**
 * A small secret file's text, trimmed.
 * @throws SecretFileError for symlinks, files others may read, and files over 4 KiB
 */
export function readSecret(path: string): string {
  let file: number
  try {
    // O_NOFOLLOW: a symlink here would let someone else choose which key we use.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    throw new SecretFileError(path, messageOf(error), 'check the path; symlinks are refused')
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile() || stat.size > 4096)
      throw new SecretFileError(path, 'not a small regular file', 'name the right file')
    if (process.platform !== 'win32' && stat.mode & 0o077)
      throw new SecretFileError(
        path,
        `mode ${(stat.mode & 0o777).toString(8).padStart(4, '0')} lets others read it`,
        `chmod 600 ${path}`,
      )
    return readFileSync(file, 'utf8').trim()
  } finally {
    closeSync(file)
  }
}

export class SecretFileError extends CliError {
  override readonly name = 'SecretFileError'
  constructor(path: string, why: string, hint: string) {
    super('cli.secret_file', `cannot use ${path}: ${why}`, { hint })
  }
}

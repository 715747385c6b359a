// The operator's bearer token: random, in keys/operator.token, readable by its owner only.
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Rng, toHex, ZooidError } from '@zooid/base'

/** Read the token, creating it on first use. @throws TokenFileError when others could read or swap the file */
export function openOperatorToken(keysDir: string, rng: Rng): string {
  mkdirSync(keysDir, { recursive: true, mode: 0o700 })
  const path = join(keysDir, 'operator.token')
  createIfMissing(path, rng)
  // O_NOFOLLOW: a symlink here would let whoever placed it choose our token. O_NONBLOCK: a pipe would
  // keep us waiting for ever.
  const file = openNoFollow(path)
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) throw new TokenFileError(path, 'is not a file', `mv ${path} ${path}.odd`)
    const { mode } = stat
    if ((mode & 0o077) !== 0)
      throw new TokenFileError(path, `has mode ${(mode & 0o777).toString(8)}`, `chmod 600 ${path}`)
    const token = readFileSync(file, 'utf8').trim()
    if (!/^[0-9a-f]{64}$/.test(token))
      throw new TokenFileError(path, 'does not hold a token', `rm ${path} and start again`)
    return token
  } finally {
    closeSync(file)
  }
}

function createIfMissing(path: string, rng: Rng): void {
  try {
    const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
    writeSync(file, `${toHex(rng.bytes(32)).slice(2)}\n`)
    closeSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function openNoFollow(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP')
      throw new TokenFileError(path, 'is a symlink', `rm ${path}`)
    throw error
  }
}

export class TokenFileError extends ZooidError {
  override readonly name = 'TokenFileError'
  constructor(path: string, problem: string, fix: string) {
    super('operator.token_file', `${path} ${problem}`, { hint: `run: ${fix}` })
  }
}

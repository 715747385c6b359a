// The node's key on disk: made on first use, refused whenever somebody else could have read or placed
// it. Plain JSON at mode 0600 in a 0700 folder, or a version 3 keystore when a passphrase is given.
// The key never appears in an error, and an existing file is never overwritten.
import { constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Hex, parseJson, type Rng, systemRng, toHex, ZooidError } from '@zooid/base'
import { localSigner, type PaymentSigner } from '@zooid/x402'
import type { LocalAccount } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { decryptKey, encryptKey } from './keystore.ts'

/** Signs payments itself and transactions through `account`. */
export type Wallet = PaymentSigner & {
  readonly account: LocalAccount
  /** Was it made by this call? */
  readonly created: boolean
}

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants
const maxFileBytes = 16 * 1024

/**
 * Opens the wallet at `path`, or creates it.
 * @throws WalletFileError with the line that fixes it, when file or folder are not safe or not readable
 * @throws PassphraseError when the passphrase is wrong
 */
export async function openWallet(
  path: string,
  options: { readonly passphrase?: string; readonly rng?: Rng } = {},
): Promise<Wallet> {
  const { passphrase, rng = systemRng } = options
  await checkFolder(dirname(path))
  const found = await readKeyFile(path, passphrase)
  if (found) return walletOf(found, false)
  const privateKey = makeKey(rng)
  if (await writeNewFile(path, await encode(privateKey, passphrase)))
    return walletOf(privateKey, true)
  // Another process was first: its wallet is the wallet.
  const theirs = await readKeyFile(path, passphrase)
  if (!theirs)
    throw new WalletFileError(`${path} vanished while it was being opened`, `ls -l ${path}`)
  return walletOf(theirs, false)
}

function walletOf(privateKey: Hex, created: boolean): Wallet {
  const account = privateKeyToAccount(privateKey)
  const { signDigest } = localSigner(privateKey)
  return { address: account.address, account, signDigest, created }
}

function makeKey(rng: Rng): Hex {
  for (;;) {
    const key = toHex(rng.bytes(32))
    // All but one in 2^128 random values are keys; zero and the curve order are not.
    if (isKey(key)) return key
  }
}

function isKey(text: unknown): text is Hex {
  if (typeof text !== 'string' || !/^0x[0-9a-f]{64}$/i.test(text)) return false
  try {
    localSigner(text as Hex)
    return true
  } catch {
    // Out of the curve's range: said by the `false`, without the value.
    return false
  }
}

async function checkFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const stat = await lstat(folder)
  if (!stat.isDirectory())
    throw new WalletFileError(`${folder} is not a real folder`, `ls -ld ${folder}`)
  checkOwner(folder, stat.uid)
  if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
    throw new WalletFileError(
      `${folder} is open to others (mode ${modeText(stat.mode)})`,
      `chmod 700 ${folder}`,
    )
}

async function readKeyFile(path: string, passphrase: string | undefined): Promise<Hex | null> {
  let file: FileHandle
  try {
    // Not through a link: whoever could place one chooses the key. Not waiting either: a pipe never answers.
    file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return null
    if (code === 'ELOOP')
      throw new WalletFileError(
        `${path} is a symbolic link`,
        `rm ${path}  # then put the real file there`,
      )
    throw new WalletFileError(`${path} cannot be opened (${code})`, `ls -l ${path}`)
  }
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw new WalletFileError(`${path} is not a file`, `ls -l ${path}`)
    checkOwner(path, stat.uid)
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
      throw new WalletFileError(
        `${path} is readable by others (mode ${modeText(stat.mode)})`,
        `chmod 600 ${path}  # and move the funds if others could have read it`,
      )
    if (stat.size > maxFileBytes)
      throw new WalletFileError(`${path} is no wallet: ${stat.size} bytes`, restoreLine(path))
    return await decode(path, await file.readFile('utf8'), passphrase)
  } finally {
    await file.close()
  }
}

async function encode(privateKey: Hex, passphrase: string | undefined): Promise<string> {
  const content =
    passphrase === undefined
      ? { address: localSigner(privateKey).address, privateKey }
      : await encryptKey(privateKey, passphrase)
  return `${JSON.stringify(content, null, 2)}\n`
}

async function decode(path: string, text: string, passphrase: string | undefined): Promise<Hex> {
  const parsed = parseJson(text, { maxBytes: maxFileBytes, maxDepth: 8 })
  const content = parsed.ok ? parsed.value : null
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new WalletFileError(`${path} is truncated or damaged`, restoreLine(path))
  const { privateKey, address, crypto } = content as { readonly [key: string]: unknown }
  if (crypto !== undefined) {
    if (passphrase === undefined)
      throw new WalletFileError(`${path} is encrypted`, 'give its passphrase in the configuration')
    return decryptKey(content, passphrase)
  }
  if (!isKey(privateKey) || typeof address !== 'string')
    throw new WalletFileError(`${path} is truncated or damaged`, restoreLine(path))
  if (localSigner(privateKey).address.toLowerCase() !== address.toLowerCase())
    throw new WalletFileError(`${path} is damaged: key and address disagree`, restoreLine(path))
  if (passphrase !== undefined)
    throw new WalletFileError(
      `${path} is not encrypted, but a passphrase is configured`,
      `mv ${path} ${path}.plain  # for a new encrypted wallet, or drop the passphrase`,
    )
  return privateKey
}

/** False when the file exists by now. */
async function writeNewFile(path: string, text: string): Promise<boolean> {
  const temporary = `${path}.${toHex(systemRng.bytes(8)).slice(2)}.tmp`
  const file = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    // Unlike rename, link never replaces the key of a process that was faster.
    await link(temporary, path)
    await unlink(temporary)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') {
      await unlink(temporary)
      return false
    }
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    // A file system without hard links.
    await rename(temporary, path)
  }
  const folder = await open(dirname(path), O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
  return true
}

function checkOwner(path: string, uid: number): void {
  const own = process.getuid?.()
  if (own !== undefined && uid !== own)
    throw new WalletFileError(`${path} belongs to user ${uid}, not ${own}`, `chown ${own} ${path}`)
}

function modeText(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, '0')
}

function restoreLine(path: string): string {
  return `mv ${path} ${path}.damaged  # then restore a backup, or start with a new wallet`
}

/** The node must not start with this file; `hint` is the line that fixes it. */
export class WalletFileError extends ZooidError {
  override readonly name = 'WalletFileError'
  constructor(message: string, fix: string) {
    super('chain.wallet_file', `${message}; to fix: ${fix}`, { hint: fix })
  }
}

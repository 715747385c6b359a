import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recoverSigner } from './recover.ts'
import { openWallet } from './wallet.ts'

describe('wallet file', () => {
  let root: string
  let path: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'zooid-wallet-'))
    path = join(root, 'keys', 'wallet.json')
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('is created once, closed to others, and found again', async () => {
    const first = await openWallet(path)
    expect(first.created).toBe(true)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
    expect(await readdir(dirname(path))).toEqual(['wallet.json'])
    const again = await openWallet(path)
    expect(again).toMatchObject({ address: first.address, created: false })
    const digest = `0x${'11'.repeat(32)}` as const
    expect(recoverSigner(digest, await again.signDigest(digest))).toBe(first.address.toLowerCase())
  })

  it('is one wallet when two processes create it at once', async () => {
    const wallets = await Promise.all(Array.from({ length: 8 }, () => openWallet(path)))
    expect(new Set(wallets.map((wallet) => wallet.address)).size).toBe(1)
    expect(wallets.filter((wallet) => wallet.created)).toHaveLength(1)
    expect(await readdir(dirname(path))).toEqual(['wallet.json'])
  })

  it('never shows its key in what it returns or throws', async () => {
    const wallet = await openWallet(path)
    const { privateKey } = JSON.parse(await readFile(path, 'utf8'))
    const bare = privateKey.slice(2)
    expect(inspect(wallet, { depth: 9, showHidden: true })).not.toContain(bare)
    await writeFile(path, `{"privateKey":"${privateKey}","address":"0x${'00'.repeat(20)}"}`)
    const error = await openWallet(path).catch((thrown) => thrown)
    expect(error.message).toContain('disagree')
    expect(inspect(error, { depth: 9 })).not.toContain(bare)
  })

  const refusals: readonly [string, () => Promise<unknown>, RegExp][] = [
    ['a file others can read', () => chmod(path, 0o644), /chmod 600/],
    ['a folder others can list', () => chmod(dirname(path), 0o755), /chmod 700/],
    [
      'a truncated file',
      async () => writeFile(path, (await readFile(path, 'utf8')).slice(0, 60)),
      /truncated.*mv /,
    ],
    ['an empty file', () => writeFile(path, ''), /truncated.*mv /],
    ['garbage', () => writeFile(path, 'AAAA\u0000'), /damaged.*mv /],
    [
      'a key that is zero',
      () => writeFile(path, JSON.stringify({ privateKey: `0x${'0'.repeat(64)}`, address: '0x' })),
      /damaged/,
    ],
    ['a huge file', () => writeFile(path, '['.repeat(100_000)), /no wallet/],
    [
      'a symbolic link',
      async () => {
        await rm(path)
        await writeFile(join(root, 'elsewhere'), '{}', { mode: 0o600 })
        await symlink(join(root, 'elsewhere'), path)
      },
      /symbolic link/,
    ],
    [
      'a folder in place of the file',
      async () => {
        await rm(path)
        await mkdir(path, { mode: 0o700 })
      },
      /not a file/,
    ],
  ]
  it.each(refusals)(
    'refuses %s and prints the line that fixes it',
    async (_what, harm, message) => {
      await openWallet(path)
      await harm()
      await expect(openWallet(path)).rejects.toMatchObject({
        code: 'chain.wallet_file',
        message: expect.stringMatching(message),
      })
    },
  )

  it('keeps an encrypted wallet under its passphrase only', async () => {
    const wallet = await openWallet(path, { passphrase: 'correct horse' })
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      version: 3,
      crypto: { kdf: 'scrypt', kdfparams: { n: 262144, r: 8, p: 1 } },
    })
    expect((await openWallet(path, { passphrase: 'correct horse' })).address).toBe(wallet.address)
    await expect(openWallet(path, { passphrase: 'wrong' })).rejects.toMatchObject({
      code: 'chain.passphrase',
    })
    await expect(openWallet(path)).rejects.toThrow(/encrypted/)
    const plain = join(root, 'keys', 'plain.json')
    await openWallet(plain)
    await expect(openWallet(plain, { passphrase: 'x' })).rejects.toThrow(/not encrypted/)
  })
})

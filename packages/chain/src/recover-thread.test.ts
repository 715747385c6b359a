import { type Hex, silentLog, toHex } from '@zooid/base'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterEach, describe, expect, it } from 'vitest'
import { recoverSigner } from './recover.ts'
import { createSignerRecovery, type SignerRecovery } from './recover-thread.ts'

const randomDigest = () => toHex(crypto.getRandomValues(new Uint8Array(32)))
let recovery: SignerRecovery | undefined
afterEach(async () => recovery?.close())

/** Good ones, ones over another digest, ones that fit no point, and ones that are no signature. */
async function signatures(count: number): Promise<readonly (readonly [Hex, Hex])[]> {
  const account = privateKeyToAccount(generatePrivateKey())
  const pairs: (readonly [Hex, Hex])[] = []
  for (let i = 0; i < count; i++) {
    const digest = randomDigest()
    const good = await account.sign({ hash: digest })
    const noPoint = `0x${randomDigest().slice(2)}${'0'.repeat(60)}beef1b` as Hex
    pairs.push([digest, good], [randomDigest(), good], [digest, noPoint])
    pairs.push([digest, `${good}00`], [digest, '0x'], [digest, `0x${'00'.repeat(65)}`])
  }
  return pairs
}

describe('signature recovery on a thread of its own', () => {
  it('gives each of many the answer it would get alone', async () => {
    recovery = createSignerRecovery({ log: silentLog })
    const pairs = await signatures(60)
    for (let round = 0; round < 3; round++) {
      const together = await Promise.all(pairs.map(([d, s]) => recovery?.recover(d, s)))
      expect(together).toEqual(pairs.map(([d, s]) => recoverSigner(d, s)))
    }
    expect(pairs.filter(([d, s]) => recoverSigner(d, s) === null).length).toBeGreaterThan(180)
  })

  it('answers one alone', async () => {
    recovery = createSignerRecovery({ log: silentLog })
    for (const [digest, signature] of await signatures(3))
      expect(await recovery.recover(digest, signature)).toBe(recoverSigner(digest, signature))
  })

  it('answers all who wait when the thread cannot start, and says so once', async () => {
    const warnings: string[] = []
    recovery = createSignerRecovery({
      log: { ...silentLog, warn: (_, message) => warnings.push(message) },
      module: '/nowhere/secp256k1.js',
    })
    const pairs = await signatures(5)
    for (let round = 0; round < 3; round++) {
      const together = await Promise.all(pairs.map(([d, s]) => recovery?.recover(d, s)))
      expect(together).toEqual(pairs.map(([d, s]) => recoverSigner(d, s)))
    }
    expect(warnings).toEqual([
      'the signature thread is gone; signatures are checked on the main thread',
    ])
  })

  it('answers who still waits when it is closed, and who comes after', async () => {
    recovery = createSignerRecovery({ log: silentLog })
    const pairs = await signatures(10)
    const together = Promise.all(pairs.map(([d, s]) => recovery?.recover(d, s)))
    await new Promise(setImmediate)
    await recovery.close()
    expect(await together).toEqual(pairs.map(([d, s]) => recoverSigner(d, s)))
    const [digest, signature] = pairs[0] as (typeof pairs)[number]
    expect(await recovery.recover(digest, signature)).toBe(recoverSigner(digest, signature))
  })
})

import { secp256k1 as noble } from '@noble/curves/secp256k1.js'
import { type Hex, sameAddress, toHex } from '@zooid/base'
import { recoverAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { recoverBackend, recoverSigner, recoverSignerNoble } from './recover.ts'

const order = noble.Point.Fn.ORDER
const word = (value: bigint) => value.toString(16).padStart(64, '0')
const randomDigest = () => toHex(crypto.getRandomValues(new Uint8Array(32)))
const join = (r: bigint, s: bigint, v: number): Hex =>
  `0x${word(r)}${word(s)}${v.toString(16).padStart(2, '0')}`
const parts = (signature: Hex) => ({
  r: BigInt(`0x${signature.slice(2, 66)}`),
  s: BigInt(`0x${signature.slice(66, 130)}`),
  v: Number(`0x${signature.slice(130)}`),
})

describe('signature recovery', () => {
  it('uses the native library where it is installed', () => {
    expect(recoverBackend).toBe('native')
  })

  it('agrees with noble and viem on 100 random signatures and with both v encodings', async () => {
    for (let i = 0; i < 100; i++) {
      const account = privateKeyToAccount(generatePrivateKey())
      const digest = randomDigest()
      const signature = await account.sign({ hash: digest })
      const { r, s, v } = parts(signature)
      const signer = recoverSigner(digest, signature)
      expect(sameAddress(signer ?? '', account.address)).toBe(true)
      expect(recoverSigner(digest, join(r, s, v - 27))).toBe(signer)
      expect(recoverSignerNoble(digest, signature)).toBe(signer)
      if (i < 20)
        expect((await recoverAddress({ hash: digest, signature })).toLowerCase()).toBe(signer)
      // A valid encoding over another digest gives somebody else, in every library the same one.
      const other = randomDigest()
      expect(recoverSigner(other, signature)).toBe(recoverSignerNoble(other, signature))
    }
  })

  it('agrees with noble on 300 random r and s, most of which fit no point', () => {
    for (let i = 0; i < 300; i++) {
      const r = BigInt(randomDigest()) % order
      const s = (BigInt(randomDigest()) % order) / 2n
      const digest = randomDigest()
      const signature = join(r, s, 27 + (i % 2))
      expect(recoverSigner(digest, signature)).toBe(recoverSignerNoble(digest, signature))
    }
  })

  it('refuses malleable, zero, out-of-range and wrongly sized signatures', async () => {
    const account = privateKeyToAccount(generatePrivateKey())
    const digest = randomDigest()
    const good = await account.sign({ hash: digest })
    const { r, s, v } = parts(good)
    const bad: Hex[] = [
      join(r, order - s, v === 27 ? 28 : 27),
      join(0n, s, v),
      join(r, 0n, v),
      join(order, s, v),
      join(r, order, v),
      join(2n ** 256n - 1n, s, v),
      ...[2, 3, 26, 29, 30, 255].map((wrongV) => join(r, s, wrongV)),
      good.slice(0, -2) as Hex,
      `${good}00`,
      '0x',
      `0x${'zz'.repeat(65)}`,
      `0x${'0'.repeat(130)}`,
    ]
    for (const signature of bad)
      for (const recover of [recoverSigner, recoverSignerNoble])
        expect(recover(digest, signature), signature).toBeNull()
    expect(recoverSigner(digest.slice(0, -2) as Hex, good)).toBeNull()
    expect(recoverSigner('0x', good)).toBeNull()
  })
})

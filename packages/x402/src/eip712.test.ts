import { secp256k1 } from '@noble/curves/secp256k1.js'
import { parseHex, toHex } from '@zooid/base'
import fc from 'fast-check'
import { type Hex, hashDomain, hashTypedData, recoverAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { domainSeparator, hashAuthorization, signAuthorization } from './eip712.ts'
import { localSigner } from './signer.ts'

const types = {
  TransferWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const

const hex = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => toHex(bytes))
const uint256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })
const domains = fc.record({
  name: fc.string({ minLength: 1, maxLength: 40 }),
  version: fc.string({ minLength: 1, maxLength: 5 }),
  chainId: fc.integer({ min: 1, max: 2 ** 31 }),
  verifyingContract: hex(20),
})
const authorizations = fc.record({
  from: hex(20),
  to: hex(20),
  value: uint256,
  validAfter: uint256,
  validBefore: uint256,
  nonce: hex(32),
})

describe('EIP-712 hashing', () => {
  it('agrees with viem on every domain and authorization', () => {
    fc.assert(
      fc.property(domains, authorizations, (domain, message) => {
        const separator = domainSeparator(domain)
        expect(separator).toBe(
          hashDomain({
            domain: { ...domain, chainId: BigInt(domain.chainId) },
            types: {
              EIP712Domain: [
                { name: 'name', type: 'string' },
                { name: 'version', type: 'string' },
                { name: 'chainId', type: 'uint256' },
                { name: 'verifyingContract', type: 'address' },
              ],
            },
          }),
        )
        expect(hashAuthorization(separator, message)).toBe(
          hashTypedData({ domain, types, primaryType: 'TransferWithAuthorization', message }),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('the local signer', () => {
  const key: Hex = `0x${'a1'.repeat(32)}`
  const signer = localSigner(key)

  it('derives the address viem derives', () => {
    expect(signer.address).toBe(privateKeyToAccount(key).address.toLowerCase())
  })
  it('makes low-s signatures with v 27 or 28 that recover to the signer', async () => {
    await fc.assert(
      fc.asyncProperty(authorizations, async (authorization) => {
        const domain = { name: 'a', version: '1', chainId: 1, verifyingContract: signer.address }
        const signature = await signAuthorization(signer, domain, authorization)
        const hash = hashAuthorization(domainSeparator(domain), authorization)
        expect((await recoverAddress({ hash, signature })).toLowerCase()).toBe(signer.address)
        expect([27, 28]).toContain(parseHex(signature)?.[64])
        const s = BigInt(`0x${signature.slice(66, 130)}`)
        expect(s <= secp256k1.Point.Fn.ORDER / 2n).toBe(true)
      }),
      { numRuns: 20 },
    )
  })
  it('refuses a key that is not on the curve, without printing it', () => {
    for (const bad of ['0x', `0x${'00'.repeat(32)}`, `0x${'ff'.repeat(32)}`, '0xzz'] as Hex[])
      expect(() => localSigner(bad)).toThrow(/private key is not 32 bytes/)
  })
})

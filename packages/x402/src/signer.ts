// A payment signer that holds its key in this process. Deterministic (RFC 6979), low-s, v 27 or 28.
// Not a wallet: it stores nothing and never prints its key.
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { type Hex, parseHex, toHex, ZooidError } from '@zooid/base'
import { addressOfPublicKey } from './eip712.ts'
import type { PaymentSigner } from './types.ts'

/** @throws PrivateKeyError when the key is not 32 bytes of hex on the curve */
export function localSigner(privateKey: Hex): PaymentSigner {
  const secret = parseHex(privateKey)
  if (!secret || !secp256k1.utils.isValidSecretKey(secret)) throw new PrivateKeyError()
  return {
    address: addressOfPublicKey(secp256k1.getPublicKey(secret, false)),
    signDigest: async (digest) => {
      const message = parseHex(digest)
      if (message?.length !== 32) throw new DigestError(digest)
      // noble's recovered format is recovery|r|s; Ethereum wants r|s|v.
      const signed = secp256k1.sign(message, secret, { prehash: false, format: 'recovered' })
      const bytes = new Uint8Array(65)
      bytes.set(signed.subarray(1), 0)
      bytes[64] = 27 + (signed[0] ?? 0)
      return toHex(bytes)
    },
  }
}

export class PrivateKeyError extends ZooidError {
  override readonly name = 'PrivateKeyError'
  constructor() {
    super('x402.private_key', 'the private key is not 32 bytes of 0x-hex on secp256k1')
  }
}

export class DigestError extends ZooidError {
  override readonly name = 'DigestError'
  constructor(digest: string) {
    super('x402.digest', `${digest.slice(0, 80)} is not 32 bytes of 0x-hex`)
  }
}

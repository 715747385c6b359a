// The one place that recovers signers. Native libsecp256k1 when its addon loads (about 50 us), noble
// otherwise (about 1.2 ms): `recoverBackend` says which, so a slow machine is seen, not guessed.
// Only canonical signatures pass (low s, r and s in range, v of 0, 1, 27 or 28): each payment has one
// valid encoding, so a signature cannot be altered into a second one.
import { createRequire } from 'node:module'
import { secp256k1 as noble } from '@noble/curves/secp256k1.js'
import { type Address, type Hex, parseHex } from '@zooid/base'
import { addressOfPublicKey } from '@zooid/x402'

/** Not the package's main file: that one swaps in a pure JavaScript library without a word. */
export const nativeModulePath = 'secp256k1/bindings.js'

type NativeModule = {
  readonly ecdsaRecover: (
    signature: Uint8Array,
    recovery: number,
    digest: Uint8Array,
    compressed: boolean,
  ) => Uint8Array
}
type RecoverPublicKey = (rs: Uint8Array, recovery: 0 | 1, digest: Uint8Array) => Uint8Array | null

const halfOrder = noble.Point.Fn.ORDER >> 1n

/** 65 bytes, uncompressed, or null when no point fits. */
const recoverNoble: RecoverPublicKey = (rs, recovery, digest) => {
  try {
    return noble.Signature.fromBytes(rs, 'compact')
      .addRecoveryBit(recovery)
      .recoverPublicKey(digest)
      .toBytes(false)
  } catch {
    // The library throws for "no such point": an ordinary wrong signature.
    return null
  }
}

const native = loadNative()
const recoverPublicKey: RecoverPublicKey = native
  ? (rs, recovery, digest) => {
      try {
        return native.ecdsaRecover(rs, recovery, digest, false)
      } catch {
        // As above: the addon throws when no public key fits.
        return null
      }
    }
  : recoverNoble

/** Which library answers; `noble` is about 25 times slower and worth a warning at start. */
export const recoverBackend: 'native' | 'noble' = native ? 'native' : 'noble'

/** Signer of a 32-byte digest by a canonical 65-byte `r|s|v` signature, lower case, or null. */
export function recoverSigner(digest: Hex, signature: Hex): Address | null {
  return recoverWith(recoverPublicKey, digest, signature)
}

/** The slow path under the same checks, exported for the differential test. */
export function recoverSignerNoble(digest: Hex, signature: Hex): Address | null {
  return recoverWith(recoverNoble, digest, signature)
}

/** What a canonical signature says, in bytes; null for any other text. */
export type CanonicalSignature = {
  /** 64 bytes. */
  readonly rs: Uint8Array
  readonly recovery: 0 | 1
  /** 32 bytes. */
  readonly digest: Uint8Array
}

export function readSignature(digest: Hex, signature: Hex): CanonicalSignature | null {
  if (signature.length !== 132 || digest.length !== 66) return null
  const bytes = parseHex(signature)
  const digestBytes = parseHex(digest)
  if (!bytes || !digestBytes) return null
  const v = bytes[64]
  const recovery = v === 0 || v === 27 ? 0 : v === 1 || v === 28 ? 1 : null
  if (recovery === null) return null
  const r = BigInt(`0x${signature.slice(2, 66)}`)
  const s = BigInt(`0x${signature.slice(66, 130)}`)
  if (r === 0n || r >= noble.Point.Fn.ORDER || s === 0n || s > halfOrder) return null
  return { rs: bytes.subarray(0, 64), recovery, digest: digestBytes }
}

function recoverWith(recover: RecoverPublicKey, digest: Hex, signature: Hex): Address | null {
  const read = readSignature(digest, signature)
  const publicKey = read && recover(read.rs, read.recovery, read.digest)
  return publicKey ? addressOfPublicKey(publicKey) : null
}

function loadNative(): NativeModule | null {
  try {
    const module = createRequire(import.meta.url)(nativeModulePath) as NativeModule
    return typeof module.ecdsaRecover === 'function' ? module : null
  } catch {
    // No prebuilt addon for this machine and no compiler at install; `recoverBackend` tells.
    return null
  }
}

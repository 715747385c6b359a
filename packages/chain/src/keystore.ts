// Private keys under a passphrase, in the Web3 Secret Storage format version 3 that other wallets read.
// Pure but for random bytes: it touches no file. Parameters of a foreign keystore are bounded, because
// they decide how much memory and time opening it takes.
import {
  createCipheriv,
  createDecipheriv,
  pbkdf2,
  randomBytes,
  randomUUID,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import { scrypt as portableScrypt } from '@noble/hashes/scrypt.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { type Hex, type Json, parseHex, toHex, ZooidError } from '@zooid/base'
import { localSigner } from '@zooid/x402'

export type KeystoreV3 = {
  readonly version: 3
  readonly id: string
  readonly address: string
  readonly crypto: {
    readonly cipher: 'aes-128-ctr'
    readonly cipherparams: { readonly iv: string }
    readonly ciphertext: string
    readonly kdf: 'scrypt'
    readonly kdfparams: {
      readonly dklen: 32
      readonly n: number
      readonly r: number
      readonly p: number
      readonly salt: string
    }
    readonly mac: string
  }
}

const n = 262_144
const maxScryptBytes = 512 * 1024 * 1024
const maxPbkdf2Rounds = 10_000_000

type ScryptOptions = {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly maxmem: number
}
const scryptAsync = promisify(
  (
    passphrase: string,
    salt: Uint8Array,
    options: ScryptOptions,
    done: (error: Error | null, key: Buffer) => void,
  ) => scrypt(passphrase, salt, 32, options, done),
)
const pbkdf2Async = promisify(pbkdf2)

/** Encrypts a key; takes about a second and 256 MiB, which is the point. @throws PrivateKeyError */
export async function encryptKey(privateKey: Hex, passphrase: string): Promise<KeystoreV3> {
  const secret = parseHex(privateKey)
  const { address } = localSigner(privateKey)
  if (!secret) throw new KeystoreError('the key is no hex')
  const salt = randomBytes(32)
  const iv = randomBytes(16)
  const derived = await deriveScrypt(passphrase, salt, n, 8, 1)
  const cipher = createCipheriv('aes-128-ctr', derived.subarray(0, 16), iv)
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()])
  return {
    version: 3,
    id: randomUUID(),
    address: address.slice(2).toLowerCase(),
    crypto: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: iv.toString('hex') },
      ciphertext: ciphertext.toString('hex'),
      kdf: 'scrypt',
      kdfparams: { dklen: 32, n, r: 8, p: 1, salt: salt.toString('hex') },
      mac: macOf(derived, ciphertext).toString('hex'),
    },
  }
}

/**
 * The key inside a version 3 keystore (scrypt or PBKDF2, aes-128-ctr).
 * @throws KeystoreError when it is malformed or unsupported
 * @throws PassphraseError when the passphrase is wrong
 */
export async function decryptKey(keystore: Json, passphrase: string): Promise<Hex> {
  const root = record(keystore)
  const crypto = record(root.crypto)
  if (root.version !== 3 || crypto.cipher !== 'aes-128-ctr')
    throw new KeystoreError('not a version 3 keystore with aes-128-ctr')
  const iv = bytes(record(crypto.cipherparams).iv, 16)
  const ciphertext = bytes(crypto.ciphertext, 32)
  const mac = bytes(crypto.mac, 32)
  const derived = await derive(crypto.kdf, record(crypto.kdfparams), passphrase)
  if (!timingSafeEqual(macOf(derived, ciphertext), mac)) throw new PassphraseError()
  const decipher = createDecipheriv('aes-128-ctr', derived.subarray(0, 16), iv)
  return toHex(Buffer.concat([decipher.update(ciphertext), decipher.final()]))
}

async function derive(
  kdf: Json | undefined,
  params: { readonly [key: string]: Json },
  passphrase: string,
): Promise<Buffer> {
  const salt = bytes(params.salt)
  if (params.dklen !== 32) throw new KeystoreError('dklen is not 32')
  if (kdf === 'scrypt')
    return deriveScrypt(passphrase, salt, whole(params.n), whole(params.r), whole(params.p))
  if (kdf !== 'pbkdf2' || params.prf !== 'hmac-sha256')
    throw new KeystoreError('unknown key derivation')
  const rounds = whole(params.c)
  if (rounds > maxPbkdf2Rounds) throw new KeystoreError(`${rounds} rounds are too many`)
  return pbkdf2Async(passphrase, salt, rounds, 32, 'sha256')
}

function deriveScrypt(
  passphrase: string,
  salt: Uint8Array,
  cost: number,
  r: number,
  p: number,
): Promise<Buffer> {
  const memory = 128 * cost * r
  if (memory > maxScryptBytes || p > 16 || (cost & (cost - 1)) !== 0 || cost < 2)
    throw new KeystoreError(`scrypt parameters n=${cost} r=${r} p=${p} are not acceptable`)
  // OpenSSL refuses n >= 2^(16 r), which the format's own published example has.
  if (cost >= 2 ** (16 * r))
    return Promise.resolve(
      Buffer.from(
        portableScrypt(passphrase, salt, { N: cost, r, p, dkLen: 32, maxmem: 2 * maxScryptBytes }),
      ),
    )
  return scryptAsync(passphrase, salt, {
    N: cost,
    r,
    p,
    maxmem: memory + 128 * r * p + 1024 * 1024,
  })
}

function macOf(derived: Uint8Array, ciphertext: Uint8Array): Buffer {
  return Buffer.from(keccak_256(Buffer.concat([derived.subarray(16, 32), ciphertext])))
}

function record(value: Json | undefined): { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new KeystoreError('a part is missing')
  return value as { readonly [key: string]: Json }
}

function bytes(value: Json | undefined, length?: number): Uint8Array {
  const parsed = typeof value === 'string' ? parseHex(`0x${value.replace(/^0x/, '')}`) : null
  if (!parsed || parsed.length > 128 || (length !== undefined && parsed.length !== length))
    throw new KeystoreError('a part is no hex of the right length')
  return parsed
}

function whole(value: Json | undefined): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw new KeystoreError('a cost parameter is no positive whole number')
  return value
}

export class KeystoreError extends ZooidError {
  override readonly name = 'KeystoreError'
  constructor(message: string) {
    super('chain.keystore', `the keystore cannot be opened: ${message}`, {
      hint: 'use a version 3 JSON keystore as written by geth, ethers or this node',
      status: 400,
    })
  }
}

export class PassphraseError extends ZooidError {
  override readonly name = 'PassphraseError'
  constructor() {
    super('chain.passphrase', 'the passphrase does not open the keystore', {
      hint: 'check the passphrase, or restore the keystore it belongs to',
      status: 400,
    })
  }
}

// The buyer's key. On the devnet it is made on first use and funded by the faucet; anywhere else the
// user must name a key file, so a default never spends real money.
import { writeFileSync } from 'node:fs'
import { type Hex, systemRng, toHex } from '@zooid/base'
import { localSigner, type PaymentSigner } from '@zooid/x402'
import { CliError } from './command.ts'
import { type DataDir, makeRoot, readSecret } from './data-dir.ts'

export type Wallet = {
  readonly signer: PaymentSigner
  readonly path: string
  /** It did not exist before, so it holds nothing. */
  readonly isNew: boolean
}

/** @throws SecretFileError, WalletFormatError */
export function openWallet(path: string): Wallet {
  const text = readSecret(path)
  const key = text.startsWith('0x') ? text : `0x${text}`
  if (!/^0x[0-9a-fA-F]{64}$/.test(key)) throw new WalletFormatError(path)
  return { signer: localSigner(key as Hex), path, isNew: false }
}

/** The buyer's key, made when missing. Exclusive creation: two calls at once never overwrite one. */
export function openOrCreateWallet(data: DataDir): Wallet {
  const path = data.buyerKey
  makeRoot(data)
  try {
    writeFileSync(path, `${toHex(systemRng.bytes(32))}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return openWallet(path)
    throw error
  }
  return { ...openWallet(path), isNew: true }
}

export class WalletFormatError extends CliError {
  override readonly name = 'WalletFormatError'
  constructor(path: string) {
    super('wallet.format', `${path} holds no private key of 32 bytes in hex`, {
      hint: 'for the devnet wallet: move the file away and a new one is made',
    })
  }
}

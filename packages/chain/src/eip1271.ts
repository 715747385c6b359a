// Signatures of contract wallets (ERC-1271), checked by a static call with a gas cap, so a wallet that
// loops or burns gas costs one bounded call. Undeployed wallets (ERC-6492) are not served.
import type { Address, Hex } from '@zooid/base'
import { word } from './batch.ts'
import { isRevert } from './batch-reads.ts'
import type { Rpc } from './rpc.ts'

/** isValidSignature(bytes32,bytes); the magic answer is the same four bytes, left-aligned. */
const selector = '1626ba7e'
const magicWord = `0x${selector}${'0'.repeat(56)}`

/** Enough for a passkey verified in Solidity, far from a block. */
const gasCap = 600_000n
const maxSignatureBytes = 4096

/**
 * Does the wallet's code accept this signature? False on revert, garbage or too much gas.
 * @throws ChainUnavailableError when no RPC answers
 */
export async function checkContractSignature(
  rpc: Rpc,
  wallet: Address,
  digest: Hex,
  signature: Hex,
): Promise<boolean> {
  const bytes = signature.slice(2)
  if (bytes.length % 2 !== 0 || bytes.length / 2 > maxSignatureBytes) return false
  const padding = '0'.repeat((64 - (bytes.length % 64)) % 64)
  const data = `0x${selector}${digest.slice(2)}${word(0x40n)}${word(BigInt(bytes.length / 2))}${bytes}${padding}`
  try {
    const answer = await rpc.request<Hex>('eth_call', [
      { to: wallet, data, gas: `0x${gasCap.toString(16)}` },
      'latest',
    ])
    return typeof answer === 'string' && answer.toLowerCase() === magicWord
  } catch (error) {
    if (isRevert(error)) return false
    throw error
  }
}

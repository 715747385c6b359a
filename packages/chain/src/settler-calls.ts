// Authorizations and transfers as contract calls. The r,s,v overload serves 65-byte signatures of plain
// accounts, the bytes overload contract wallets. Nothing here talks to the chain.
import type { Address, Hex } from '@zooid/base'
import type { Authorization } from '@zooid/x402'
import { toFunctionSelector } from 'viem'
import { addressWord, word } from './batch.ts'

const byParts = toFunctionSelector(
  'transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)',
)
const byBytes = toFunctionSelector(
  'transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)',
)
const transferSelector = toFunctionSelector('transfer(address,uint256)')

export function isAccountSignature(signature: Hex): boolean {
  return signature.length === 132
}

/** @param signature 65 bytes of a plain account */
export function authorizationCall(authorization: Authorization, signature: Hex): Hex {
  const v = Number.parseInt(signature.slice(130, 132), 16)
  // Tokens on ecrecover know only 27 and 28.
  const parity = word(BigInt(v < 27 ? v + 27 : v))
  return `${byParts}${fields(authorization)}${parity}${signature.slice(2, 130)}`
}

export function contractWalletCall(authorization: Authorization, signature: Hex): Hex {
  const bytes = signature.slice(2)
  const padding = '0'.repeat((64 - (bytes.length % 64)) % 64)
  return `${byBytes}${fields(authorization)}${word(7n * 32n)}${word(BigInt(bytes.length / 2))}${bytes}${padding}`
}

export function transferCall(to: Address, amount: bigint): Hex {
  return `${transferSelector}${addressWord(to)}${word(amount)}`
}

function fields({ from, to, value, validAfter, validBefore, nonce }: Authorization): string {
  return (
    addressWord(from) +
    addressWord(to) +
    word(value) +
    word(validAfter) +
    word(validBefore) +
    nonce.slice(2)
  )
}

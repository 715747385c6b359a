// Logs of the asset: what one says about an authorization, and which cached values it touches.
// Payment is proven by adjacency: the token emits AuthorizationUsed and then the Transfer it authorises,
// so only the very next log of the asset counts. A batch holds many transfers, and a payer may add more.
import { type Address, type Hex, sameAddress } from '@zooid/base'
import type { Authorization } from '@zooid/x402'
import { toEventSelector } from 'viem'
import { addressWord } from './batch.ts'

export type Log = {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly logIndex: Hex
  readonly transactionHash: Hex
  readonly blockNumber: Hex
}

export const topics = {
  transfer: toEventSelector('Transfer(address,address,uint256)'),
  authorizationUsed: toEventSelector('AuthorizationUsed(address,bytes32)'),
  authorizationCanceled: toEventSelector('AuthorizationCanceled(address,bytes32)'),
} as const

/** An address as it stands in a topic. */
export function addressTopic(address: Address): Hex {
  return `0x${addressWord(address)}`
}

/** The address in a topic, lower case. */
export function topicAddress(topic: Hex): Address {
  return `0x${topic.slice(26).toLowerCase()}`
}

/** Every authorization used or canceled in ONE transaction, with the transfer that followed it. */
export type Uses = ReadonlyMap<string, Log | null>

export function useKey(from: Address, nonce: Hex): string {
  return `${from.toLowerCase()}${nonce.slice(2).toLowerCase()}`
}

export function readUses(logs: readonly Log[], asset: Address): Uses {
  const uses = new Map<string, Log | null>()
  const ofAsset = logs
    .filter((log) => sameAddress(log.address, asset))
    .sort((a, b) => Number(a.logIndex) - Number(b.logIndex))
  ofAsset.forEach((log, i) => {
    const [event, from, nonce] = log.topics
    if (!from || !nonce) return
    if (event === topics.authorizationCanceled) uses.set(useKey(topicAddress(from), nonce), null)
    if (event !== topics.authorizationUsed) return
    const next = ofAsset[i + 1]
    const transfer = next?.topics[0] === topics.transfer ? next : null
    uses.set(useKey(topicAddress(from), nonce), transfer)
  })
  return uses
}

/** Did the transaction transfer exactly this authorization's value from payer to payee? */
export function isPaid(
  uses: Uses,
  authorization: Pick<Authorization, 'from' | 'to' | 'value' | 'nonce'>,
): boolean {
  const transfer = uses.get(useKey(authorization.from, authorization.nonce))
  return !!transfer && isTransfer(transfer, authorization)
}

export function isTransfer(
  log: Log,
  expected: { readonly from: Address; readonly to: Address; readonly value: bigint },
): boolean {
  return (
    log.topics[0] === topics.transfer &&
    log.topics[1]?.toLowerCase() === addressTopic(expected.from) &&
    log.topics[2]?.toLowerCase() === addressTopic(expected.to) &&
    /^0x[0-9a-f]{64}$/i.test(log.data) &&
    BigInt(log.data) === expected.value
  )
}

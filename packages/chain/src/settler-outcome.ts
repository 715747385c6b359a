// What became of a transaction of an earlier time, perhaps of an earlier process: asked by reconcile().
// A replaced transaction has another hash, so the authorization itself is the last word, not the hash.
import { type Hex, sameAddress } from '@zooid/base'
import { type Authorization, reasons } from '@zooid/x402'
import type { ChainClient } from './client.ts'
import type { Receipt } from './client-find.ts'
import { isPaid, isTransfer, readUses } from './client-logs.ts'
import type { SettleOutcome } from './types.ts'

/** @throws ChainUnavailableError when no RPC answers */
export async function findOutcome(
  reader: ChainClient,
  txHash: Hex,
  authorization: Authorization,
): Promise<SettleOutcome | { readonly status: 'unknown' }> {
  const { rpc, profile } = reader
  const receipt = await rpc.request<Receipt | null>('eth_getTransactionReceipt', [txHash])
  if (receipt && isPaid(readUses(receipt.logs, profile.asset.address), authorization))
    return countedOutcome(reader, txHash, BigInt(receipt.blockNumber))
  const use = await reader.findAuthorizationUse(authorization)
  if (use?.paid) return countedOutcome(reader, use.txHash, use.blockNumber)
  if (use)
    return {
      status: 'failed',
      reason: reasons.nonceUsed,
      message: `the nonce was used otherwise in ${use.txHash}`,
      txHash,
    }
  const head = await reader.head()
  if (BigInt(head.timestamp) >= authorization.validBefore)
    return {
      status: 'failed',
      reason: reasons.validBefore,
      message: `not used before it expired at ${authorization.validBefore}`,
      txHash,
    }
  if (receipt) return { status: 'unknown' }
  const known = await rpc.request('eth_getTransactionByHash', [txHash])
  return known === null ? { status: 'unknown' } : { status: 'pending', txHash }
}

/**
 * A transfer of the signer. It can only be found by its hash, which is why it is never re-signed.
 * @throws ChainUnavailableError when no RPC answers
 */
export async function findTransferOutcome(
  reader: ChainClient,
  txHash: Hex,
  transfer: Pick<Authorization, 'from' | 'to' | 'value'>,
): Promise<SettleOutcome | { readonly status: 'unknown' }> {
  const { rpc, profile } = reader
  const receipt = await rpc.request<Receipt | null>('eth_getTransactionReceipt', [txHash])
  if (receipt) {
    const isDone = receipt.logs.some(
      (entry) => sameAddress(entry.address, profile.asset.address) && isTransfer(entry, transfer),
    )
    if (isDone) return countedOutcome(reader, txHash, BigInt(receipt.blockNumber))
    return {
      status: 'failed',
      reason: reasons.transactionFailed,
      message: 'the transfer was reverted',
      txHash,
    }
  }
  const known = await rpc.request('eth_getTransactionByHash', [txHash])
  return known === null ? { status: 'unknown' } : { status: 'pending', txHash }
}

async function countedOutcome(
  reader: ChainClient,
  txHash: Hex,
  blockNumber: bigint,
): Promise<SettleOutcome> {
  const { confirmations } = reader.profile
  if (confirmations > 1) {
    const head = BigInt(await reader.rpc.request<Hex>('eth_blockNumber'))
    if (head - blockNumber + 1n < BigInt(confirmations)) return { status: 'pending', txHash }
  }
  return { status: 'settled', txHash, blockNumber }
}

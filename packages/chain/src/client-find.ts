// Finds the transaction that used an authorization, newest blocks first, in ranges that public
// endpoints accept. The caller has already asked the token whether the nonce is used at all.
import type { Hex } from '@zooid/base'
import type { Authorization } from '@zooid/x402'
import { quantity } from './client-head.ts'
import { addressTopic, isPaid, type Log, readUses, topics } from './client-logs.ts'
import type { Rpc } from './rpc.ts'
import type { AuthorizationUse, ChainProfile } from './types.ts'

export type Receipt = {
  readonly status: Hex
  readonly gasUsed: Hex
  readonly blockNumber: Hex
  readonly blockHash: Hex
  readonly transactionHash: Hex
  readonly logs: readonly Log[]
}

/** Authorizations live a day at most; on a chain with 1 s blocks that is this many. */
const lookBackBlocks = 90_000n
const rangeBlocks = 5000n

/** `paid: false` under the zero hash when the use is too old to be found: nobody may count on it. */
export async function findUse(
  rpc: Rpc,
  profile: ChainProfile,
  authorization: Pick<Authorization, 'from' | 'to' | 'value' | 'nonce'>,
): Promise<AuthorizationUse> {
  const head = BigInt(await rpc.request<Hex>('eth_blockNumber'))
  const range = profile.isDevnet ? head + 1n : rangeBlocks
  const oldest = head > lookBackBlocks && !profile.isDevnet ? head - lookBackBlocks : 0n
  for (let to = head; to >= oldest; to -= range) {
    const from = to - range + 1n > oldest ? to - range + 1n : oldest
    const found = await rpc.request<readonly Log[]>('eth_getLogs', [
      {
        address: profile.asset.address,
        fromBlock: quantity(from),
        toBlock: quantity(to),
        topics: [
          [topics.authorizationUsed, topics.authorizationCanceled],
          addressTopic(authorization.from),
          authorization.nonce,
        ],
      },
    ])
    const use = found[0]
    if (use) return await readUseAt(rpc, profile, authorization, use)
    if (from === oldest) break
  }
  return { txHash: `0x${'0'.repeat(64)}`, blockNumber: 0n, paid: false }
}

async function readUseAt(
  rpc: Rpc,
  profile: ChainProfile,
  authorization: Pick<Authorization, 'from' | 'to' | 'value' | 'nonce'>,
  use: Log,
): Promise<AuthorizationUse> {
  const receipt = await rpc.request<Receipt | null>('eth_getTransactionReceipt', [
    use.transactionHash,
  ])
  return {
    txHash: use.transactionHash,
    blockNumber: BigInt(use.blockNumber),
    paid: isPaid(readUses(receipt?.logs ?? [], profile.asset.address), authorization),
  }
}

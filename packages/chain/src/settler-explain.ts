// Why a settlement did not happen, in the reason codes of x402 exact/EVM. Asked only after the fact,
// of the chain as it is now; when it finds nothing wrong the caller may try once more.

import type { Hex } from '@zooid/base'
import { type Clock, sameAddress } from '@zooid/base'
import { type Authorization, type Defect, hashAuthorization, reasons } from '@zooid/x402'
import type { ChainClient } from './client.ts'
import { recoverSigner } from './recover.ts'
import { isAccountSignature } from './settler-calls.ts'

/** The defect of an authorization, or null when nothing stands in its way. @throws ChainUnavailableError */
export async function explainFailure(
  reader: ChainClient,
  { authorization, signature }: { authorization: Authorization; signature: Hex },
): Promise<Defect | null> {
  const { from, value, validAfter, validBefore } = authorization
  const [use, balance, head, hasCode] = await Promise.all([
    reader.findAuthorizationUse(authorization),
    reader.balanceOf(from),
    reader.head(),
    reader.hasCode(from),
  ])
  if (use)
    return { reason: reasons.nonceUsed, message: `the authorization was used in ${use.txHash}` }
  if (BigInt(head.timestamp) >= validBefore)
    return {
      reason: reasons.validBefore,
      message: `valid before ${validBefore}, chain time is ${head.timestamp}`,
    }
  if (BigInt(head.timestamp) <= validAfter)
    return {
      reason: reasons.validAfter,
      message: `valid after ${validAfter}, chain time is ${head.timestamp}`,
    }
  if (balance < value)
    return { reason: reasons.balance, message: `${from} holds ${balance}, needs ${value}` }
  const digest = hashAuthorization(reader.assetDomainSeparator, authorization)
  const signer = isAccountSignature(signature) ? recoverSigner(digest, signature) : null
  const isSigned = hasCode
    ? await reader.isValidContractSignature(from, digest, signature)
    : signer !== null && sameAddress(signer, from)
  return isSigned ? null : { reason: reasons.signature, message: `not signed by ${from}` }
}

/** Past its window by the stricter of chain time and local clock. */
export function isExpired(authorization: Authorization, clock: Clock, chainTime: number): boolean {
  const now = Math.max(chainTime, Math.floor(clock.now() / 1000))
  return BigInt(now) >= authorization.validBefore
}

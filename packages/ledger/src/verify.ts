// Is this payment good for these terms? In the order of x402 v2 exact/EVM: terms, signature, time window,
// nonce, balance. Only our own terms and the chain are believed. Checks read; they change nothing.
import { sameAddress } from '@zooid/base'
import {
  type Defect,
  findMismatch,
  hashAuthorization,
  identifierExtension,
  type Payment,
  type PaymentRequirements,
  reasons,
} from '@zooid/x402'
import type { PaymentsContext } from './context.ts'

/** A settlement needs a few seconds: shorter validity would expire in the queue. */
const minRemainingSeconds = 6n
/** How far beyond maxTimeoutSeconds a payer's clock may be ahead of ours. */
const clockSlackSeconds = 3600n
const maxValiditySeconds = 86_400n

type Verifier = Pick<PaymentsContext, 'reader' | 'recover' | 'profile' | 'clock'>

/** Scheme, network, price, asset, recipient and resource; pure. */
export function checkTerms(
  { profile }: Pick<PaymentsContext, 'profile'>,
  payment: Payment,
  requirements: PaymentRequirements,
  resourceUrl?: string,
): Defect | null {
  const mismatch = findMismatch(payment, requirements, {
    extensions: identifierExtension,
    ...(profile.v1Network === undefined ? {} : { v1Network: profile.v1Network }),
  })
  if (mismatch) return mismatch
  if (requirements.network !== profile.network)
    return { reason: reasons.network, message: `this node settles on ${profile.network}` }
  if (!sameAddress(requirements.asset, profile.asset.address))
    return { reason: reasons.requirements, message: `this node takes ${profile.asset.address}` }
  // Settling it would cost us gas and move nothing.
  if (payment.authorization.value === 0n)
    return { reason: reasons.requirements, message: 'a payment is more than 0' }
  if (payment.version === 1 && requirements.extra.paymentFlow === 'upfront')
    return { reason: reasons.version, message: 'paying upfront needs x402 version 2' }
  // Unsigned, but a payer that says what it pays for must not be served something else.
  if (resourceUrl !== undefined && payment.resourceUrl !== undefined)
    if (!isSameUrl(payment.resourceUrl, resourceUrl))
      return { reason: reasons.resource, message: `this payment is for another resource` }
  return null
}

/** Did `from` sign this authorization? @throws ChainUnavailableError */
export async function checkSignature(
  { reader, recover }: Verifier,
  { authorization, signature }: Payment,
): Promise<Defect | null> {
  const digest = hashAuthorization(reader.assetDomainSeparator, authorization)
  // The token asks a wallet with code for itself (ERC-1271), also when it holds a key (EIP-7702).
  const isValid = (await reader.hasCode(authorization.from))
    ? await reader.isValidContractSignature(authorization.from, digest, signature)
    : sameAddress((await recover(digest, signature)) ?? '', authorization.from)
  return isValid
    ? null
    : { reason: reasons.signature, message: 'the signature is not by authorization.from' }
}

/**
 * Valid now, for long enough, and not for longer than an offer lives; by the stricter of the local clock
 * and the chain's. @throws ChainUnavailableError
 */
export async function checkWindow(
  { reader, clock, profile }: Verifier,
  { authorization: { validAfter, validBefore } }: Payment,
  { maxTimeoutSeconds }: PaymentRequirements,
): Promise<Defect | null> {
  const head = await reader.head()
  const local = BigInt(Math.floor(clock.now() / 1000))
  const block = BigInt(head.timestamp)
  // A block's time stands still until the next one. Our own devnet mines on demand by this machine's
  // clock; elsewhere the skew measured when the block arrived tells what its clock says now.
  const skew = profile.isDevnet ? 0n : BigInt(Math.round(reader.health().skewMs / 1000))
  const chain = larger(block, local - skew)
  const latest = larger(local, chain)
  const earliest = smaller(local, chain)
  if (validBefore < latest + minRemainingSeconds)
    return { reason: reasons.validBefore, message: 'the authorization expires too soon' }
  if (validAfter > earliest)
    return { reason: reasons.validAfter, message: 'the authorization is not valid yet' }
  const longest = smaller(maxValiditySeconds, BigInt(maxTimeoutSeconds) + clockSlackSeconds)
  if (validBefore > latest + longest)
    return { reason: reasons.validBefore, message: 'the authorization is valid for too long' }
  return null
}

/** Is the nonce free and the money there beside `reserved`? @throws ChainUnavailableError */
export async function checkFunds(
  { reader }: Verifier,
  { authorization: { from, nonce, value } }: Payment,
  reserved: bigint,
): Promise<Defect | null> {
  const [isUsed, balance] = await Promise.all([
    reader.isAuthorizationUsed(from, nonce),
    reader.balanceOf(from),
  ])
  if (isUsed) return nonceUsed
  if (balance - reserved >= value) return null
  // The balance we remember may be older than the transfer that funded this payer.
  return (await reader.rereadBalance(from)) - reserved >= value
    ? null
    : { reason: reasons.balance, message: 'the balance does not cover this payment' }
}

export const nonceUsed: Defect = {
  reason: reasons.nonceUsed,
  message: 'this authorization was used before',
}

function isSameUrl(a: string, b: string): boolean {
  return a === b || (URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href)
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

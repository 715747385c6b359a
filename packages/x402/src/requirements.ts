// Does a payment accept exactly one of our offers? Terms come from our own table; nothing here trusts the
// payer. v1 payments name only scheme and network, so their authorization alone carries the terms.
import { canonicalJson, type Json, sameAddress } from '@zooid/base'
import { isJsonObject, ownField } from './fields.ts'
import { type Defect, reasons } from './reasons.ts'
import type { Extensions, Payment, PaymentRequirements } from './types.ts'

export type MatchOptions = {
  /** Name v1 clients know the offered network by; v1 payments are refused without it. */
  readonly v1Network?: string
  /** Extensions the offer advertised; an echo of one must still contain its `info`. */
  readonly extensions?: Extensions
}

/** The first way in which `payment` departs from `offered`, or null when it matches. */
export function findMismatch(
  payment: Payment,
  offered: PaymentRequirements,
  options: MatchOptions = {},
): Defect | null {
  const { accepted } = payment
  if (accepted.scheme !== offered.scheme)
    return { reason: reasons.scheme, message: `the scheme here is ${offered.scheme}` }
  const network = payment.version === 1 ? options.v1Network : offered.network
  if (accepted.network !== network)
    return { reason: reasons.network, message: `the network here is ${network ?? offered.network}` }
  const mismatch = payment.version === 2 ? findV2Mismatch(payment, offered, options) : null
  return mismatch ?? findAuthorizationMismatch(payment, offered)
}

function findV2Mismatch(
  { accepted, extensions = {} }: Payment,
  offered: PaymentRequirements,
  options: MatchOptions,
): Defect | null {
  if (accepted.amount !== offered.amount)
    return { reason: reasons.value, message: `the price here is ${offered.amount} atomic units` }
  if (!accepted.asset || !sameAddress(accepted.asset, offered.asset))
    return { reason: reasons.requirements, message: `the asset here is ${offered.asset}` }
  if (!accepted.payTo || !sameAddress(accepted.payTo, offered.payTo))
    return { reason: reasons.recipient, message: `payTo here is ${offered.payTo}` }
  if (accepted.maxTimeoutSeconds !== offered.maxTimeoutSeconds)
    return {
      reason: reasons.requirements,
      message: `maxTimeoutSeconds here is ${offered.maxTimeoutSeconds}`,
    }
  if (!contains(accepted.extra ?? {}, offered.extra))
    return { reason: reasons.requirements, message: 'accepted.extra lacks what was offered' }
  for (const [key, { info }] of Object.entries(options.extensions ?? {})) {
    const echo = ownField(extensions, key)
    if (echo === undefined) continue
    if (!isJsonObject(echo) || !contains(ownField(echo, 'info'), info))
      return { reason: reasons.extensionEcho, message: `extension ${key} was changed` }
  }
  return null
}

function findAuthorizationMismatch(
  { authorization }: Payment,
  offered: PaymentRequirements,
): Defect | null {
  if (!sameAddress(authorization.to, offered.payTo))
    return { reason: reasons.recipient, message: `authorization.to must be ${offered.payTo}` }
  if (authorization.value !== BigInt(offered.amount))
    return { reason: reasons.value, message: `authorization.value must be ${offered.amount}` }
  return null
}

/** Is every key of `part` in `whole` with an equal value, level by level? */
function contains(whole: Json | undefined, part: Json): boolean {
  if (!isJsonObject(part))
    return whole !== undefined && canonicalJson(whole) === canonicalJson(part)
  if (!isJsonObject(whole)) return false
  return Object.entries(part).every(([key, value]) => contains(ownField(whole, key), value))
}

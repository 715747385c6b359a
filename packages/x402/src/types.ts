// x402 wire objects, version 2 (specs/x402-specification-v2). Amounts are decimal strings in atomic
// units. Unknown keys from the other side are ignored, never forwarded.
import type { Address, Hex, Json } from '@zooid/base'

/** CAIP-2 chain id. */
export type Network = `eip155:${number}`

export type PaymentFlow = 'authorization' | 'upfront'

export type ResourceInfo = {
  readonly url: string
  readonly description?: string
  readonly mimeType?: string
}

export type PaymentRequirements = {
  readonly scheme: 'exact'
  readonly network: Network
  readonly amount: string
  readonly asset: Address
  readonly payTo: Address
  readonly maxTimeoutSeconds: number
  /** `name` and `version` are the asset's EIP-712 domain; `paymentFlow` is on the wire only when `upfront`. */
  readonly extra: {
    readonly name: string
    readonly version: string
    readonly paymentFlow?: PaymentFlow
  }
}

export type Extensions = { readonly [key: string]: { readonly info: Json; readonly schema?: Json } }

/** The 402 offer. */
export type PaymentRequired = {
  readonly x402Version: 2
  readonly error?: string
  readonly resource: ResourceInfo
  readonly accepts: readonly PaymentRequirements[]
  readonly extensions?: Extensions
}

/** EIP-3009 TransferWithAuthorization, parsed. */
export type Authorization = {
  readonly from: Address
  readonly to: Address
  readonly value: bigint
  readonly validAfter: bigint
  readonly validBefore: bigint
  readonly nonce: Hex
}

/** A payment as parsed from PAYMENT-SIGNATURE (v2) or X-PAYMENT (v1), strict and typed. */
export type Payment = {
  readonly version: 1 | 2
  /** v2: what the client says it accepted, to be compared with our own terms. v1 carries only scheme and network. */
  readonly accepted: { readonly scheme: string; readonly network: string } & Partial<{
    readonly amount: string
    readonly asset: string
    readonly payTo: string
    readonly maxTimeoutSeconds: number
    readonly extra: { readonly [key: string]: Json }
  }>
  readonly resourceUrl?: string
  readonly authorization: Authorization
  readonly signature: Hex
  readonly extensions?: { readonly [key: string]: Json }
}

export type VerifyResponse = {
  readonly isValid: boolean
  readonly invalidReason?: string
  readonly invalidMessage?: string
  readonly payer?: string
}

export type SettleResponse = {
  readonly success: boolean
  readonly errorReason?: string
  readonly errorMessage?: string
  readonly payer?: string
  /** Transaction hash, "" when there is none. */
  readonly transaction: string
  readonly network: string
  readonly amount?: string
}

export type SupportedResponse = {
  readonly kinds: readonly {
    readonly x402Version: number
    readonly scheme: string
    readonly network: string
    readonly extra?: Json
  }[]
  readonly extensions: readonly string[]
  readonly signers: { readonly [network: string]: readonly Address[] }
}

/** A signer of typed data: a viem account fits. */
export type PaymentSigner = {
  readonly address: Address
  /** Signs a 32-byte digest; 65 bytes r|s|v. */
  readonly signDigest: (digest: Hex) => Promise<Hex>
}

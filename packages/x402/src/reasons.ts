// The reason codes we put into `invalidReason`, `errorReason` and the offer's `error`: the names the
// official SDK uses for exact/EVM (x402 v2), because clients branch on them. Text for people goes beside.

export const reasons = {
  /** No payment header at all. */
  required: 'payment_required',
  undecodable: 'invalid_payload',
  payload: 'invalid_payload',
  version: 'invalid_x402_version',
  scheme: 'invalid_exact_evm_scheme',
  payloadType: 'unsupported_payload_type',
  network: 'invalid_exact_evm_network_mismatch',
  requirements: 'invalid_payment_requirements',
  recipient: 'invalid_exact_evm_recipient_mismatch',
  signature: 'invalid_exact_evm_signature',
  signatureFormat: 'invalid_exact_evm_failed_to_parse_signature',
  validBefore: 'invalid_exact_evm_payload_authorization_valid_before',
  validAfter: 'invalid_exact_evm_payload_authorization_valid_after',
  value: 'invalid_exact_evm_payload_authorization_value_mismatch',
  nonceUsed: 'invalid_exact_evm_nonce_already_used',
  balance: 'invalid_exact_evm_insufficient_balance',
  transactionFailed: 'invalid_exact_evm_transaction_failed',
  transferMismatch: 'invalid_exact_evm_transfer_event_mismatch',
  extensionEcho: 'extension_echo_mismatch',
  pending: 'settlement_pending',
  /** Ours: the payload says it pays for another URL. */
  resource: 'payment.mismatch',
  /** Ours: this payer's recent settlements failed; wait before trying again. */
  cooledDown: 'payment.payer_cooled_down',
  /** Ours: this payer had as many settlements from the facilitator as it gets in a minute. */
  rateLimited: 'payment.payer_rate_limited',
  verifyError: 'unexpected_verify_error',
  settleError: 'unexpected_settle_error',
} as const

/** A code with its explanation for people. */
export type Defect = { readonly reason: string; readonly message: string }

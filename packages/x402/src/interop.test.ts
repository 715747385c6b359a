// The unmodified official client against our half of the wire, without a network.
import { x402Client } from '@x402/core/client'
import { decodePaymentResponseHeader, encodePaymentSignatureHeader } from '@x402/core/http'
import type { PaymentRequired as OfficialPaymentRequired } from '@x402/core/types'
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { recoverAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, it } from 'vitest'
import { domainSeparator, hashAuthorization } from './eip712.ts'
import { encodeHeader, parsePayment } from './header.ts'
import { identifierExtension } from './identifier.ts'
import { buildOffer } from './offer.ts'
import { findMismatch } from './requirements.ts'
import type { PaymentRequirements } from './types.ts'

const requirements: PaymentRequirements = {
  scheme: 'exact',
  network: 'eip155:31337',
  amount: '1000',
  asset: `0x${'aa'.repeat(20)}`,
  payTo: `0x${'bb'.repeat(20)}`,
  maxTimeoutSeconds: 60,
  extra: { name: 'Test Dollar', version: '1' },
}

it('takes what the official client makes of our offer', async () => {
  const account = privateKeyToAccount(`0x${'a1'.repeat(32)}`)
  const client = new x402Client()
    .register('eip155:*', new ExactEvmScheme(account))
    .setSpendControls(false)
  const offer = buildOffer({
    resource: { url: 'http://node.test/c/x' },
    accepts: [requirements],
    extensions: identifierExtension,
  })
  // Their types are the same objects without readonly.
  const payload = await client.createPaymentPayload(offer as unknown as OfficialPaymentRequired)
  const parsed = parsePayment(encodePaymentSignatureHeader(payload), 2)
  if (parsed.status !== 'ok') throw new Error(parsed.message)
  const { payment } = parsed
  expect(findMismatch(payment, requirements, { extensions: identifierExtension })).toBeNull()
  expect(payment.resourceUrl).toBe('http://node.test/c/x')
  const separator = domainSeparator({
    ...requirements.extra,
    chainId: 31337,
    verifyingContract: requirements.asset,
  })
  const hash = hashAuthorization(separator, payment.authorization)
  expect(await recoverAddress({ hash, signature: payment.signature })).toBe(account.address)
})

it('answers in a header the official client reads', () => {
  const settle = { success: true, transaction: '0x12', network: 'eip155:31337', payer: '0x34' }
  expect(decodePaymentResponseHeader(encodeHeader(settle))).toMatchObject(settle)
})

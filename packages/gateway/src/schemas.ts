// Schemas that several routes share, as they appear in openapi.json.
import { type RouteConfig, z } from '@hono/zod-openapi'
import { isAddress, slugPattern } from '@zooid/base'

export const slugParams = z.object({
  slug: z.string().regex(slugPattern).openapi({ description: 'Name of a cartridge' }),
})

export const addressSchema = z
  .string()
  .refine(isAddress, '20 bytes of 0x-hex')
  .openapi({ description: 'EVM address', example: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' })

export const limitSchema = (most: number) =>
  z.coerce.number().int().min(1).max(most).default(Math.min(50, most))

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    hint: z.string().optional(),
    requestId: z.string().optional(),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details' })

export const priceSchema = z
  .object({
    usd: z.string().openapi({ example: '$0.001' }),
    atomic: z.string().openapi({ example: '1000' }),
    decimals: z.int(),
    symbol: z.string(),
    asset: z.string(),
    network: z.string(),
  })
  .openapi('Price')

export const receiptSchema = z
  .object({
    id: z.string(),
    route: z.string(),
    payer: z.string(),
    payTo: z.string(),
    asset: z.string(),
    network: z.string(),
    amount: z.string(),
    nonce: z.string(),
    state: z.string(),
    txHash: z.string().nullable(),
    blockNumber: z.string().nullable(),
    refundTxHash: z.string().nullable(),
    reason: z.string().nullable(),
    claimedAt: z.number(),
    updatedAt: z.number(),
    chain: z.string().nullable().openapi({ description: 'Genesis hash of the chain it is on' }),
    past: z
      .literal(true)
      .optional()
      .openapi({ description: 'That chain was reset: nothing of this payment changes any more' }),
  })
  .openapi('Receipt')

export const jsonObject = z.record(z.string(), z.unknown())

type Responses = RouteConfig['responses']

/** 200 with this JSON; problems for the rest. */
export function answers(
  schema: z.ZodType,
  description: string,
  problems: readonly number[] = [],
): Responses {
  return {
    200: { description, content: { 'application/json': { schema } } },
    ...problemAnswers(problems),
  }
}

export function problemAnswers(statuses: readonly number[]): Responses {
  const content = { 'application/problem+json': { schema: problemSchema } }
  return Object.fromEntries(statuses.map((status) => [status, { description: 'Problem', content }]))
}

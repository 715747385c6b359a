// Payments as everybody may see them: they are on chain anyway.
import { z } from '@hono/zod-openapi'
import { HttpProblem } from '../problem.ts'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, limitSchema, receiptSchema } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

const states = [
  'claimed',
  'verified',
  'executing',
  'settling',
  'settled',
  'failed',
  'expired',
  'refunding',
  'refunded',
] as const

const listQuery = z.object({
  limit: limitSchema(200),
  before: z.coerce
    .number()
    .int()
    .positive()
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .openapi({ description: 'Only payments claimed before this time, ms since the epoch' }),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.\w{1,100}$/, 'a cursor from `next`')
    .optional()
    .openapi({ description: 'Where the page before ended: follow `next`' }),
  state: z.enum(states).optional(),
  route: z.string().max(60).optional().openapi({ example: 'c/json-diff' }),
})

/** Of a cursor that passed its schema. */
function afterOf(cursor: string) {
  const dot = cursor.indexOf('.')
  return { claimedAt: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1) }
}

export function ledgerRoutes(deps: GatewayDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/ledger',
      auth: 'public',
      tags: ['ledger'],
      summary: 'Receipts, newest first',
      query: listQuery,
      responses: answers(
        z.object({ receipts: z.array(receiptSchema), next: z.string().nullable() }),
        'A page of receipts',
        [400],
      ),
      answer: ({ query: { limit, before, cursor, state, route } }) => {
        const receipts = deps.ledger.payments({
          limit,
          ...(before === undefined ? {} : { before }),
          ...(cursor === undefined ? {} : { after: afterOf(cursor) }),
          ...(state === undefined ? {} : { state }),
          ...(route === undefined ? {} : { route }),
        })
        const last = receipts.at(-1)
        const next = new URLSearchParams({
          limit: String(limit),
          ...(last === undefined ? {} : { cursor: `${last.claimedAt}.${last.id}` }),
          ...(state === undefined ? {} : { state }),
          ...(route === undefined ? {} : { route }),
        })
        return jsonReply({ receipts, next: receipts.length < limit ? null : `/ledger?${next}` })
      },
    }),
    route({
      method: 'get',
      path: '/ledger/revenue',
      auth: 'public',
      tags: ['ledger'],
      summary: 'Settled amounts by route',
      responses: answers(
        z.object({
          asset: z.object({ symbol: z.string(), decimals: z.int(), address: z.string() }),
          routes: z.array(
            z.object({
              route: z.string(),
              payments: z.int(),
              amount: z.string(),
              refunded: z.string(),
            }),
          ),
        }),
        'Revenue',
      ),
      answer: () => {
        const { symbol, decimals, address } = deps.profile.asset
        return jsonReply({ asset: { symbol, decimals, address }, routes: deps.ledger.revenue() })
      },
    }),
    route({
      method: 'get',
      path: '/ledger/{id}',
      auth: 'public',
      tags: ['ledger'],
      summary: 'One receipt',
      params: z.object({ id: z.string().min(1).max(100) }),
      responses: answers(receiptSchema, 'The receipt', [404]),
      answer: ({ params: { id } }) => {
        const receipt = deps.ledger.receipt(id)
        if (receipt === undefined)
          throw new HttpProblem(404, 'ledger.unknown_receipt', 'there is no such receipt')
        return jsonReply(receipt)
      },
    }),
  ]
}

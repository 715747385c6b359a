// Test money. Exists only where the composition root hands in a faucet, that is on a devnet.
import { z } from '@hono/zod-openapi'
import type { Faucet } from '@zooid/chain'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { addressSchema, answers } from '../schemas.ts'

export function faucetRoutes(faucet: Faucet | null): Route[] {
  if (faucet === null) return []
  return [
    route({
      method: 'post',
      path: '/faucet',
      auth: 'public',
      tags: ['devnet'],
      summary: 'Gas and test dollars for an address (devnet only)',
      body: z.object({ address: addressSchema }),
      responses: answers(
        z.object({
          address: z.string(),
          native: z.string(),
          asset: z.string(),
          txHashes: z.array(z.string()),
        }),
        'Sent',
        [400, 429],
      ),
      answer: async ({ body }) => jsonReply(await faucet.drip(body.address)),
    }),
  ]
}

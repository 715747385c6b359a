// The one line a node prints once it listens.
import { z } from 'zod'

const amount = z.union([z.string(), z.number()]).transform(String)

export const readySchema = z.object({
  url: z.url(),
  address: z.string(),
  /** Null: not registered on chain yet. */
  agentId: amount.nullable(),
  role: z.enum(['queen', 'worker']),
  /** pino's own `name` field is the node's name too. */
  name: z.string(),
  dataDir: z.string(),
  profile: z.string(),
  chainId: z.number(),
  rpcUrl: z.string(),
  asset: z.object({ address: z.string(), symbol: z.string(), decimals: z.number() }),
  /** Decimal text in whole coins and whole tokens. */
  balances: z.object({ native: amount, asset: amount }),
  startedInMs: z.number(),
})

export type ReadyLine = z.infer<typeof readySchema>

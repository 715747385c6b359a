// The environment, parsed once. Nothing below apps/ reads process.env.
import { type Address, isAddress, ZooidError } from '@zooid/base'
import type { ProfileOverrides } from '@zooid/chain'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin)

const schema = z.object({
  ZOOID_NAME: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('queen'),
  ZOOID_ROLE: z.enum(['queen', 'worker']).default('queen'),
  /** This node's own folder: keys, databases, weights, repo. */
  ZOOID_DATA: z.string().min(1).default('.zooid/queen'),
  ZOOID_HOST: z.string().min(1).default('127.0.0.1'),
  ZOOID_PORT: port.default(4020),
  /** Origin others reach us by. Everything we print or sign uses it, never the request's Host. */
  ZOOID_PUBLIC_URL: origin.optional(),
  ZOOID_PROFILE: z
    .enum(['devnet', 'tempo-devnet', 'shadow-base-sepolia', 'base-sepolia', 'tempo-moderato'])
    .default('devnet'),
  /** `embedded`: this node starts and owns the devnet's anvil. */
  ZOOID_DEVNET: z.enum(['embedded', 'external']).default('embedded'),
  ZOOID_DEVNET_PORT: port.default(8545),
  ZOOID_RPC_URLS: list,
  ZOOID_ASSET: z.string().refine(isAddress, 'a 0x address').optional(),
  /** EIP-712 domain, as payers sign over it; needed for an asset the profile does not know. */
  ZOOID_ASSET_NAME: z.string().min(1).max(100).optional(),
  ZOOID_ASSET_VERSION: z.string().min(1).max(20).optional(),
  ZOOID_ASSET_SYMBOL: z.string().min(1).max(20).optional(),
  ZOOID_ASSET_DECIMALS: z.coerce.number().int().min(0).max(18).optional(),
  ZOOID_CONFIRMATIONS: z.coerce.number().int().min(1).max(100).optional(),
  ZOOID_QUEEN_URL: origin.optional(),
  ZOOID_COLONY: z
    .string()
    .regex(/^[a-zA-Z0-9-]{1,64}$/)
    .default('zooid'),
  /** Serve POST /faucet (devnets only). @default on for a queen */
  ZOOID_FAUCET: z.enum(['0', '1']).optional(),
  ZOOID_CARTRIDGES: z.string().optional(),
  ZOOID_PASSPHRASE_FILE: z.string().optional(),
  ZOOID_ALLOWED_HOSTS: list,
  /** payTo addresses the facilitator API settles for besides ours; `*` for anybody. */
  ZOOID_FACILITATOR_PAYTO: list,
  ZOOID_RPM: z.coerce.number().int().min(1).default(6000),
  ZOOID_SANDBOX_WORKERS: z.coerce.number().int().min(1).max(64).default(2),
  ZOOID_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  readonly name: string
  readonly role: 'queen' | 'worker'
  readonly dataDir: string
  readonly host: string
  readonly port: number
  readonly publicUrl: string | null
  readonly profile: z.infer<typeof schema>['ZOOID_PROFILE']
  readonly devnet: 'embedded' | 'external'
  readonly devnetPort: number
  readonly rpcUrls: readonly string[]
  /** What the operator says differently from the profile. */
  readonly overrides: Pick<
    ProfileOverrides,
    | 'assetAddress'
    | 'assetName'
    | 'assetVersion'
    | 'assetSymbol'
    | 'assetDecimals'
    | 'confirmations'
  >
  readonly queenUrl: string | null
  readonly colonyId: string
  readonly faucet: boolean
  readonly cartridgesDir: string | null
  readonly passphraseFile: string | null
  readonly allowedHosts: readonly string[]
  readonly facilitatorPayTo: readonly string[]
  readonly requestsPerMinute: number
  readonly sandboxWorkers: number
  readonly logLevel: z.infer<typeof schema>['ZOOID_LOG']
}

/** @throws ConfigError naming every variable that does not fit, with the reason */
export function readConfig(env: { readonly [name: string]: string | undefined }): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    )
  const e = parsed.data
  return {
    name: e.ZOOID_NAME,
    role: e.ZOOID_ROLE,
    dataDir: e.ZOOID_DATA,
    host: e.ZOOID_HOST,
    port: e.ZOOID_PORT,
    publicUrl: e.ZOOID_PUBLIC_URL ?? null,
    profile: e.ZOOID_PROFILE,
    devnet: e.ZOOID_DEVNET,
    devnetPort: e.ZOOID_DEVNET_PORT,
    rpcUrls: e.ZOOID_RPC_URLS,
    overrides: {
      ...(e.ZOOID_ASSET ? { assetAddress: e.ZOOID_ASSET as Address } : {}),
      ...(e.ZOOID_ASSET_NAME ? { assetName: e.ZOOID_ASSET_NAME } : {}),
      ...(e.ZOOID_ASSET_VERSION ? { assetVersion: e.ZOOID_ASSET_VERSION } : {}),
      ...(e.ZOOID_ASSET_SYMBOL ? { assetSymbol: e.ZOOID_ASSET_SYMBOL } : {}),
      ...(e.ZOOID_ASSET_DECIMALS === undefined ? {} : { assetDecimals: e.ZOOID_ASSET_DECIMALS }),
      ...(e.ZOOID_CONFIRMATIONS === undefined ? {} : { confirmations: e.ZOOID_CONFIRMATIONS }),
    },
    queenUrl: e.ZOOID_QUEEN_URL ?? null,
    colonyId: e.ZOOID_COLONY,
    faucet: e.ZOOID_FAUCET ? e.ZOOID_FAUCET === '1' : e.ZOOID_ROLE === 'queen',
    cartridgesDir: e.ZOOID_CARTRIDGES ?? null,
    passphraseFile: e.ZOOID_PASSPHRASE_FILE ?? null,
    allowedHosts: e.ZOOID_ALLOWED_HOSTS,
    facilitatorPayTo: e.ZOOID_FACILITATOR_PAYTO,
    requestsPerMinute: e.ZOOID_RPM,
    sandboxWorkers: e.ZOOID_SANDBOX_WORKERS,
    logLevel: e.ZOOID_LOG,
  }
}

export class ConfigError extends ZooidError {
  override readonly name = 'ConfigError'
  constructor(problems: readonly string[]) {
    super('config.invalid', problems.join('; '), {
      hint: 'fix the named environment variables; docs/operating.md lists them all',
    })
  }
}

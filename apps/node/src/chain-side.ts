// The part of a node that faces the chain: devnet (when ours), reader, wallet, settle queue, faucet.
import { join } from 'node:path'
import {
  type ChainClient,
  createChainReader,
  createFaucet,
  createSettler,
  type Faucet,
  openWallet,
  resolveProfile,
  type Settler,
  startDevnet,
  type Wallet,
} from '@zooid/chain'
import type { Config } from './config.ts'
import type { NodePorts } from './node-ports.ts'
import type { Opened } from './opened.ts'
import { readPassphrase } from './passphrase.ts'

export type ChainSide = {
  readonly reader: ChainClient
  readonly wallet: Wallet
  readonly settler: Settler
  readonly faucet: Faucet | null
}

export async function openChainSide(
  config: Config,
  { clock, fetch, log }: NodePorts,
  opened: Opened,
): Promise<ChainSide> {
  // First, because it may refuse: no chain is started for a node that has no key to use.
  const wallet = await openWallet(
    join(config.dataDir, 'keys', 'wallet.json'),
    config.passphraseFile ? { passphrase: await readPassphrase(config.passphraseFile) } : {},
  )
  const rpcUrls = await devnetUrls(config, { clock, log }, opened)
  const profile = resolveProfile(config.profile, {
    ...(rpcUrls.length > 0 ? { rpcUrls } : {}),
    ...config.overrides,
  })
  const reader = await createChainReader({ profile, clock, log, fetch })
  opened.add('chain reader', () => reader.close())
  const settler = createSettler({ reader, account: wallet.account, clock, log })
  opened.add('settle queue', () => settler.close())

  const faucet =
    config.faucet && profile.isDevnet ? createFaucet({ rpc: reader.rpc, profile, clock }) : null
  if (faucet) opened.add('faucet', () => faucet.close())
  return { reader, wallet, settler, faucet }
}

/** Our own devnet's URL when we embed one, else what is configured (none: the profile's own). */
async function devnetUrls(
  config: Config,
  { clock, log }: Pick<NodePorts, 'clock' | 'log'>,
  opened: Opened,
): Promise<readonly string[]> {
  const isOurs =
    ['devnet', 'tempo-devnet', 'shadow-base-sepolia'].includes(config.profile) &&
    config.devnet === 'embedded'
  if (!isOurs || config.rpcUrls.length > 0) return config.rpcUrls
  const devnet = await startDevnet({
    profile: config.profile,
    dataDir: join(config.dataDir, 'devnet'),
    port: config.devnetPort,
    clock,
    log,
  })
  opened.add('devnet', () => devnet.close())
  return [devnet.rpcUrl]
}

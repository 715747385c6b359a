// The chains a node can run on, as data: profile name -> chain id, asset, contracts, depth. The same
// code runs on all of them. Not here: reading configuration (apps do) and talking to a chain.
import { type Address, isAddress, ZooidError } from '@zooid/base'
import type { Asset, ChainProfile, ProfileName } from './types.ts'

export const profileNames = [
  'devnet',
  'tempo-devnet',
  'shadow-base-sepolia',
  'base-sepolia',
  'tempo-moderato',
] as const satisfies readonly ProfileName[]

/** What an operator may say differently; everything else belongs to the profile. */
export type ProfileOverrides = {
  /** In order of preference. @default the profile's public endpoint, or the local devnet */
  readonly rpcUrls?: readonly string[]
  /** An EIP-3009 token. Another address than the profile's own needs its domain name and version too. */
  readonly assetAddress?: Address
  readonly assetName?: string
  readonly assetVersion?: string
  readonly assetSymbol?: string
  readonly assetDecimals?: number
  /** Blocks, 1 to 100. @default the profile's */
  readonly confirmations?: number
  readonly contracts?: Partial<ChainProfile['contracts']>
}

/** ERC-8004 registries (the same addresses on every test network) and the usual helpers. */
const canonicalContracts: ChainProfile['contracts'] = {
  identity: '0x8004A818BFB912233c491871b3d84c89A494BD9e',
  reputation: '0x8004B663056A597Dffe9eCcC1965A193B7388713',
  validation: '0x8004Cb1BF31DAf7788923b405b754f57acEB4272',
  multicall3: '0xcA11bde05977b3631167028862bE2a173976CA11',
  permit2: '0x000000000022D473030F116dDEE9F6B43aC78BA3',
}

/** "ZUSD" at both ends. */
const testDollar: Asset = {
  address: '0x5a5553440000000000000000000000005a555344',
  name: 'Zooid Test Dollar',
  version: '1',
  symbol: 'zUSD',
  decimals: 6,
}

const baseSepoliaDollar: Asset = {
  address: '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
  name: 'USDC',
  version: '2',
  symbol: 'USDC',
  decimals: 6,
}

type ProfileBase = Omit<ChainProfile, 'asset'> & { readonly asset: Asset | null }

const devnetUrl = 'http://127.0.0.1:8545'

const profiles: { readonly [name in ProfileName]: ProfileBase } = {
  devnet: {
    name: 'devnet',
    chainId: 31337,
    network: 'eip155:31337',
    rpcUrls: [devnetUrl],
    asset: testDollar,
    contracts: canonicalContracts,
    confirmations: 1,
    isDevnet: true,
  },
  'tempo-devnet': {
    name: 'tempo-devnet',
    chainId: 1337,
    network: 'eip155:1337',
    rpcUrls: [devnetUrl],
    asset: testDollar,
    contracts: canonicalContracts,
    confirmations: 1,
    isDevnet: true,
  },
  // A signature made here is valid on the real Base Sepolia: for tests with v1 clients, never the default.
  'shadow-base-sepolia': {
    name: 'shadow-base-sepolia',
    chainId: 84532,
    network: 'eip155:84532',
    v1Network: 'base-sepolia',
    rpcUrls: [devnetUrl],
    asset: baseSepoliaDollar,
    contracts: canonicalContracts,
    confirmations: 1,
    isDevnet: true,
  },
  'base-sepolia': {
    name: 'base-sepolia',
    chainId: 84532,
    network: 'eip155:84532',
    v1Network: 'base-sepolia',
    rpcUrls: ['https://sepolia.base.org'],
    asset: baseSepoliaDollar,
    contracts: canonicalContracts,
    confirmations: 2,
    isDevnet: false,
  },
  // TIP-20 dollars know no EIP-3009, so there is no asset to name here.
  'tempo-moderato': {
    name: 'tempo-moderato',
    chainId: 42431,
    network: 'eip155:42431',
    rpcUrls: ['https://rpc.moderato.tempo.xyz'],
    asset: null,
    contracts: canonicalContracts,
    confirmations: 2,
    isDevnet: false,
  },
}

/**
 * The profile to run on.
 * @throws ProfileError for an unknown name, a bad override, or a chain without a payable asset
 * @example resolveProfile('devnet', { rpcUrls: ['http://chain:8545'] })
 */
export function resolveProfile(name: string, overrides: ProfileOverrides = {}): ChainProfile {
  const base = Object.hasOwn(profiles, name) ? profiles[name as ProfileName] : undefined
  if (!base)
    throw new ProfileError(
      `there is no chain profile "${name.slice(0, 60)}"`,
      `use one of ${profileNames.join(', ')}`,
    )
  const rpcUrls = overrides.rpcUrls ?? base.rpcUrls
  if (rpcUrls.length === 0)
    throw new ProfileError(`${name} has no RPC URL`, 'give at least one http(s) URL')
  for (const [index, url] of rpcUrls.entries()) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new ProfileError(
        // Not repeated here: it may hold a provider's key.
        `RPC URL number ${index + 1} is none`,
        'write http://host:port or https://host/path',
      )
  }
  const confirmations = overrides.confirmations ?? base.confirmations
  if (!Number.isInteger(confirmations) || confirmations < 1 || confirmations > 100)
    throw new ProfileError(
      `${confirmations} is not a number of confirmations`,
      'use a whole number from 1 (the block that holds the payment) to 100',
    )
  const contracts = { ...base.contracts, ...overrides.contracts }
  return { ...base, rpcUrls, confirmations, contracts, asset: resolveAsset(base, overrides) }
}

function resolveAsset(base: ProfileBase, overrides: ProfileOverrides): Asset {
  const address = overrides.assetAddress ?? base.asset?.address
  if (!address)
    throw new ProfileError(
      `${base.name} needs an asset: its native dollars (TIP-20) can not be paid by signature (EIP-3009)`,
      'configure the address, domain name and domain version of an EIP-3009 token on that chain, or use tempo-devnet',
    )
  if (!isAddress(address))
    throw new ProfileError(
      `"${String(address).slice(0, 60)}" is not an asset address`,
      'use 0x and 40 hex digits',
    )
  const isOwn = base.asset !== null && address.toLowerCase() === base.asset.address.toLowerCase()
  const known = isOwn ? base.asset : null
  const name = overrides.assetName ?? known?.name
  const version = overrides.assetVersion ?? known?.version
  if (!name || !version)
    throw new ProfileError(
      `the EIP-712 domain of asset ${address} is unknown`,
      'configure its domain name and version as well: payers sign over them',
    )
  const decimals = overrides.assetDecimals ?? known?.decimals ?? 6
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 18)
    throw new ProfileError(
      `${decimals} is not a number of decimals`,
      'use a whole number from 0 to 18',
    )
  return {
    address,
    name,
    version,
    symbol: overrides.assetSymbol ?? known?.symbol ?? name,
    decimals,
  }
}

export class ProfileError extends ZooidError {
  override readonly name = 'ProfileError'
  constructor(message: string, hint: string) {
    super('chain.profile', message, { hint, status: 400 })
  }
}

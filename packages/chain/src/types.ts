// What the rest of the house sees of the chain. Implementations: client.ts, settler.ts, devnet.ts.
import type { Address, Hex } from '@zooid/base'
import type { Authorization, Network } from '@zooid/x402'

export type Asset = {
  readonly address: Address
  /** EIP-712 domain name and version. */
  readonly name: string
  readonly version: string
  readonly symbol: string
  readonly decimals: number
}

export type ProfileName =
  | 'devnet'
  | 'tempo-devnet'
  | 'shadow-base-sepolia'
  | 'base-sepolia'
  | 'tempo-moderato'

export type ChainProfile = {
  readonly name: ProfileName
  readonly chainId: number
  readonly network: Network
  /** Name v1 clients know this chain by; absent when they cannot name it. */
  readonly v1Network?: string
  readonly rpcUrls: readonly string[]
  readonly asset: Asset
  readonly contracts: {
    readonly identity: Address
    readonly reputation: Address
    readonly validation: Address
    readonly multicall3: Address
    readonly permit2: Address
  }
  /** Blocks on top of a settlement before it counts, 1 = the block that holds it. */
  readonly confirmations: number
  /** Is this a throw-away chain of our own (faucet, public keys, planted contracts)? */
  readonly isDevnet: boolean
}

export type Head = {
  readonly number: bigint
  readonly hash: Hex
  /** Seconds since the epoch. */
  readonly timestamp: number
}

export type ChainHealth = {
  readonly ok: boolean
  readonly head: Head | null
  /** Local clock minus block time in ms, at the moment the block was seen. */
  readonly skewMs: number
  readonly endpoints: readonly {
    readonly url: string
    readonly state: 'closed' | 'open' | 'half-open'
    readonly failures: number
  }[]
  readonly problem?: string
}

/** Where an authorization was used on chain. */
export type AuthorizationUse = {
  readonly txHash: Hex
  readonly blockNumber: bigint
  /** Did the same transaction transfer exactly `value` of the asset from payer to payee? */
  readonly paid: boolean
}

/** Reads; cached per block and invalidated by Transfer/AuthorizationUsed logs. All throw ChainUnavailableError when no RPC answers. */
export type ChainReader = {
  readonly profile: ChainProfile
  readonly head: () => Promise<Head>
  /** Hash of block 0: which chain this is. A devnet that was reset has the same id and another genesis. */
  readonly genesis: () => Promise<Hex>
  readonly balanceOf: (owner: Address) => Promise<bigint>
  /** The balance from the chain, not from the cache; asked at most once in 250 ms per owner. */
  readonly rereadBalance: (owner: Address) => Promise<bigint>
  readonly nativeBalanceOf: (owner: Address) => Promise<bigint>
  readonly isAuthorizationUsed: (from: Address, nonce: Hex) => Promise<boolean>
  readonly hasCode: (address: Address) => Promise<boolean>
  /** EIP-712 domain separator of the profile's asset, computed once and checked against the chain at start. */
  readonly assetDomainSeparator: Hex
  /** ERC-1271 check with a gas cap; false on revert, garbage or too much gas. */
  readonly isValidContractSignature: (
    wallet: Address,
    digest: Hex,
    signature: Hex,
  ) => Promise<boolean>
  /** Uncached: what the chain says about (from, nonce), or null when unused. */
  readonly findAuthorizationUse: (
    authorization: Pick<Authorization, 'from' | 'to' | 'value' | 'nonce'>,
  ) => Promise<AuthorizationUse | null>
  readonly health: () => ChainHealth
  readonly close: () => Promise<void>
}

export type SettleRequest = {
  readonly authorization: Authorization
  /** 65-byte r|s|v for EOAs, anything for ERC-1271 wallets. */
  readonly signature: Hex
  /** Awaited after the transaction is signed and before it is broadcast: persist the hash here. */
  readonly onBroadcast: (txHash: Hex) => Promise<void>
}

export type SettleOutcome =
  | { readonly status: 'settled'; readonly txHash: Hex; readonly blockNumber: bigint }
  /** Definitely did not and will not move money under this hash. */
  | {
      readonly status: 'failed'
      readonly reason: string
      readonly message: string
      readonly txHash?: Hex
    }
  /** Broadcast, not yet known. */
  | { readonly status: 'pending'; readonly txHash: Hex }

/** One single-writer queue per signer key: batches what waits, repairs nonces, checks every item's event. */
export type Settler = {
  readonly address: Address
  readonly settle: (request: SettleRequest, signal?: AbortSignal) => Promise<SettleOutcome>
  /** Plain token transfer from the signer (refunds, funding). `onBroadcast` as in settle. */
  readonly transfer: (
    to: Address,
    amount: bigint,
    onBroadcast: (txHash: Hex) => Promise<void>,
  ) => Promise<SettleOutcome>
  /** Any contract call through the same nonce queue. */
  readonly send: (
    call: { readonly to: Address; readonly data: Hex; readonly value?: bigint },
    onBroadcast?: (txHash: Hex) => Promise<void>,
  ) => Promise<SettleOutcome>
  /** What became of a transaction broadcast earlier, perhaps by a previous process: for reconcile(). */
  readonly outcomeOf: (
    txHash: Hex,
    authorization: Authorization,
  ) => Promise<SettleOutcome | { readonly status: 'unknown' }>
  /** The same for a `transfer` of the signer: refunds. `unknown`: neither the chain nor the pool has it. */
  readonly outcomeOfTransfer: (
    txHash: Hex,
    to: Address,
    amount: bigint,
  ) => Promise<SettleOutcome | { readonly status: 'unknown' }>
  readonly depth: () => { readonly waiting: number; readonly inFlight: number }
  readonly close: () => Promise<void>
}

export type NodeIdentity = {
  readonly address: Address
  readonly agentId: bigint
  /** `eip155:<chainId>:<identity registry>` */
  readonly agentRegistry: string
}

export type Drip = {
  readonly address: Address
  readonly native: bigint
  readonly asset: bigint
  readonly txHashes: readonly Hex[]
}

/** Devnet only. Gives gas and test dollars; limited per address and overall. */
export type Faucet = {
  /** @throws FaucetLimitError (429) when this address or everyone had enough */
  readonly drip: (address: Address) => Promise<Drip>
  readonly close: () => Promise<void>
}

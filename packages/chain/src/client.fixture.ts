// A real devnet with a reader, and helpers to sign payments on it: for tests of this package only.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, type Hex, silentLog, systemClock, toHex } from '@zooid/base'
import { type Authorization, hashAuthorization, localSigner } from '@zooid/x402'
import { type ChainClient, type ChainReaderOptions, createChainReader } from './client.ts'
import { type Devnet, startDevnet } from './devnet.ts'
import { devKeys } from './devnet-keys.ts'
import type { SettleRequest } from './types.ts'

export type ChainFixture = {
  readonly devnet: Devnet
  readonly reader: ChainClient
  readonly rpc: <T = unknown>(method: string, params?: readonly unknown[]) => Promise<T>
  readonly close: () => Promise<void>
}

export async function startChain(
  overrides: Partial<ChainReaderOptions> = {},
): Promise<ChainFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zooid-chain-'))
  const devnet = await startDevnet({ profile: 'devnet', dataDir, port: 0 })
  const reader = await createChainReader({
    profile: devnet.profile,
    clock: systemClock,
    log: silentLog,
    ...overrides,
  })
  return {
    devnet,
    reader,
    rpc: (method, params) => reader.rpc.request(method, params),
    close: async () => {
      await reader.close()
      await devnet.close()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** The unsafe account at `index`. */
export function keyOf(index: number): { readonly address: Address; readonly privateKey: Hex } {
  const key = devKeys[index]
  if (!key) throw new RangeError(`there is no dev key ${index}`)
  return key
}

export function randomNonce(): Hex {
  return toHex(crypto.getRandomValues(new Uint8Array(32)))
}

/** A signed payment of `value` from the dev account at `index`. */
export async function signPayment(
  reader: ChainClient,
  index: number,
  to: Address,
  value: bigint,
  overrides: Partial<Authorization> = {},
): Promise<SettleRequest & { readonly hashes: Hex[] }> {
  const { address, privateKey } = keyOf(index)
  const authorization: Authorization = {
    from: address,
    to,
    value,
    validAfter: 0n,
    validBefore: BigInt(Math.floor(Date.now() / 1000) + 3600),
    nonce: randomNonce(),
    ...overrides,
  }
  const signature = await localSigner(privateKey).signDigest(
    hashAuthorization(reader.assetDomainSeparator, authorization),
  )
  const hashes: Hex[] = []
  return {
    authorization,
    signature,
    hashes,
    onBroadcast: async (hash) => {
      hashes.push(hash)
    },
  }
}

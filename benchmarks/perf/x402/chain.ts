// A devnet of its own for one benchmark run, with one rich payer and one settler per server.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from '@zooid/base'
import { devKeys, startDevnet, type UnsafeKey } from '@zooid/chain'
import type { Network } from '@zooid/x402'
import type { ServerJob } from './job.ts'

export type BenchChain = {
  readonly job: Pick<ServerJob, 'rpcUrl' | 'chainId' | 'asset' | 'amount'>
  readonly network: Network
  readonly payerKey: Hex
  readonly settlerKeys: { readonly zooid: Hex; readonly official: Hex }
  readonly close: () => Promise<void>
}

export async function startBenchChain(): Promise<BenchChain> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zooid-bench-chain-'))
  const devnet = await startDevnet({ profile: 'devnet', dataDir, port: 0 })
  const [payer, zooid, official] = devKeys.slice(1, 4) as [UnsafeKey, UnsafeKey, UnsafeKey]
  const { asset, chainId, network } = devnet.profile
  return {
    job: { rpcUrl: devnet.rpcUrl, chainId, asset, amount: '1000' },
    network,
    payerKey: payer.privateKey,
    settlerKeys: { zooid: zooid.privateKey, official: official.privateKey },
    close: async () => {
      await devnet.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

// The one line that tells a supervisor (zooid up, a test, compose logs) that the node answers.
import { formatAmount, type Log } from '@zooid/base'
import type { ChainReader, NodeIdentity } from '@zooid/chain'
import type { Config } from './config.ts'

type Ready = {
  readonly config: Config
  readonly publicUrl: string
  readonly identity: NodeIdentity
  readonly reader: ChainReader
  readonly startedInMs: number
}

export async function logReady(
  { config, publicUrl, identity, reader, startedInMs }: Ready,
  log: Log,
): Promise<void> {
  const { profile } = reader
  const { address, symbol, decimals } = profile.asset
  const [native, asset] = await Promise.all([
    reader.nativeBalanceOf(identity.address),
    reader.balanceOf(identity.address),
  ])
  log.info(
    {
      url: publicUrl,
      address: identity.address,
      agentId: String(identity.agentId),
      role: config.role,
      name: config.name,
      dataDir: config.dataDir,
      profile: profile.name,
      chainId: profile.chainId,
      rpcUrl: profile.rpcUrls[0],
      asset: { address, symbol, decimals },
      balances: { native: formatAmount(native, 18), asset: formatAmount(asset, decimals) },
      startedInMs,
    },
    'ready',
  )
}

// The one line that tells a supervisor (zooid up, a test, compose logs) that the node answers.
import { type Address, formatAmount, type Log } from '@zooid/base'
import type { ChainReader, NodeIdentity } from '@zooid/chain'
import type { Config } from './config.ts'

type Ready = {
  readonly config: Config
  readonly publicUrl: string
  readonly address: Address
  /** Null: not registered yet. */
  readonly identity: NodeIdentity | null
  readonly reader: ChainReader
  readonly startedInMs: number
}

export async function logReady(
  { config, publicUrl, address: wallet, identity, reader, startedInMs }: Ready,
  log: Log,
): Promise<void> {
  const { profile } = reader
  const { address, symbol, decimals } = profile.asset
  const [native, asset] = await Promise.all([
    reader.nativeBalanceOf(wallet),
    reader.balanceOf(wallet),
  ])
  log.info(
    {
      url: publicUrl,
      address: wallet,
      agentId: identity === null ? null : String(identity.agentId),
      role: config.role,
      name: config.name,
      dataDir: config.dataDir,
      profile: profile.name,
      chainId: profile.chainId,
      rpcUrl: shownUrl(profile.rpcUrls[0] ?? ''),
      asset: { address, symbol, decimals },
      balances: { native: formatAmount(native, 18), asset: formatAmount(asset, decimals) },
      startedInMs,
    },
    'ready',
  )
}

/**
 * Provider keys live in the path, the query or the user name of an RPC URL: only an address of this
 * machine is shown whole.
 */
export function shownUrl(text: string): string {
  if (!URL.canParse(text)) return ''
  const url = new URL(text)
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) ? text : url.origin
}

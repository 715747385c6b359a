// `main.js chain`: the devnet as a process of its own, for compose.
import { join } from 'node:path'
import type { Clock, Log } from '@zooid/base'
import { startDevnet } from '@zooid/chain'
import type { Config } from './config.ts'

export async function runChain(
  config: Config,
  ports: { readonly clock: Clock; readonly log: Log },
) {
  const devnet = await startDevnet({
    profile: config.profile,
    dataDir: join(config.dataDir, 'devnet'),
    host: config.host,
    port: config.devnetPort,
    clock: ports.clock,
    log: ports.log,
  })
  ports.log.info({ rpcUrl: devnet.rpcUrl }, 'ready')
  return { close: () => devnet.close() }
}

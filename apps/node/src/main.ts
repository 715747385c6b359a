// Entry of a node process: `main.js` runs a node, `main.js chain` only the devnet chain,
// `main.js healthcheck` asks the node in the same container whether it is ready, and `main.js holder`
// tells which process has the data folder's databases open.
import { messageOf, systemClock, systemRng, ZooidError } from '@zooid/base'
import { findAddonDefect } from '@zooid/store'
import { runChain } from './chain.ts'
import { readConfig } from './config.ts'
import { holderOf } from './data-folder.ts'
import { checkHealth } from './healthcheck.ts'
import { createLog } from './log.ts'
import { startNode } from './node.ts'

/** Time between SIGTERM and the last resort, inside the 10 s that compose and `zooid up` allow. */
const drainMs = 8_000

type Running = { readonly close: (signal: AbortSignal) => Promise<void> }

async function main(command: string | undefined): Promise<void> {
  const config = readConfig(process.env)
  if (command === 'healthcheck') process.exit((await checkHealth(config)) ? 0 : 1)
  if (command === 'holder') {
    process.stdout.write(`${JSON.stringify({ holder: holderOf(config.dataDir) })}\n`)
    return
  }
  const log = createLog(config.logLevel, config.name)
  const defect = findAddonDefect()
  if (defect) log.error({ hint: defect.hint }, defect.message)
  process.on('unhandledRejection', (error) =>
    log.error({ error: messageOf(error) }, 'unhandled rejection'),
  )
  const ports = { clock: systemClock, rng: systemRng, fetch, log }
  const stopping = new AbortController()
  const stopped = stopOnSignal(stopping)
  const running: Running =
    command === 'chain' ? await runChain(config, ports) : await startNode(config, ports)
  await stopped
  log.info({}, 'stopping')
  await running.close(AbortSignal.timeout(drainMs))
  log.info({}, 'stopped')
}

/** Resolves on the first signal; a second one ends the process at once. */
function stopOnSignal(stopping: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const onSignal = () => {
      if (stopping.signal.aborted) process.exit(130)
      stopping.abort()
      resolve()
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}

main(process.argv[2]).then(
  () => process.exit(0),
  (error: unknown) => {
    const details =
      error instanceof ZooidError
        ? { code: error.code, hint: error.hint }
        : { stack: (error as Error)?.stack }
    // Not through the log, which may not exist yet.
    process.stdout.write(
      `${JSON.stringify({ level: 60, time: Date.now(), ...details, msg: messageOf(error) })}\n`,
      () => process.exit(1),
    )
  },
)

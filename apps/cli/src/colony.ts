// The processes `zooid up` runs: one queen (which owns the devnet), then the workers. It knows the
// environment contract of a node process, the order of starting and stopping, and nothing of looks.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { messageOf } from '@zooid/base'
import { CliError } from './command.ts'
import type { DataDir } from './data-dir.ts'
import { type LogLevelName, logLevel } from './log-line.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { findFreePort, isPortFree } from './ports.ts'
import type { ReadyLine } from './ready-line.ts'
import type { UpNode } from './up-file.ts'

export type ColonyOptions = {
  readonly data: DataDir
  readonly workers: number
  /** Queen's port; workers take the following ones. 0: all ephemeral. */
  readonly port: number
  /** The devnet's RPC port. 0: ephemeral. */
  readonly devnetPort: number
  readonly host: string
  readonly profile: string
  readonly colony?: string
  /** RPC endpoints of profiles that are not our own devnet. */
  readonly rpcUrls?: string
  readonly cartridges?: string
  /** What the log files keep. */
  readonly logLevel: LogLevelName | 'silent'
  /** Program of a node, for tests. @default apps/node/dist/main.js */
  readonly nodeProgram?: string
  readonly onStep: (text: string) => void
  readonly onNotice: (name: string, line: string) => void
  readonly onDeath: (name: string, cause: string, pauseMs: number | null) => void
  /** Some node's pid or URL changed: write it down. */
  readonly onChange: () => void
}

export type Colony = {
  /**
   * Starts everything; a worker that refuses to start is reported by onDeath and left out.
   * @throws NodeStartError for the queen, PortBusyError; what was started must still be stopped
   */
  readonly start: () => Promise<readonly ReadyLine[]>
  readonly nodes: () => readonly UpNode[]
  /** Drains workers, then the queen; kills what is left at the deadline. */
  readonly stop: () => Promise<void>
  readonly kill: () => void
}

/** Workers settle through the queen's devnet, so they go first, for at most this long. */
const workersFirstMs = 3_000
/** A node drains for at most 8 s; past this it is killed, still within the promised 10 s. */
const killAfterMs = 9_000

const devnetProfiles = ['devnet', 'tempo-devnet', 'shadow-base-sepolia']

export function createColony(options: ColonyOptions): Colony {
  const program =
    options.nodeProgram ?? fileURLToPath(new URL('../../node/dist/main.js', import.meta.url))
  const running: { readonly role: 'queen' | 'worker'; readonly process: NodeProcess }[] = []
  const urls = new Map<string, string>()
  let isStopping = false

  const launch = (
    name: string,
    role: 'queen' | 'worker',
    env: Readonly<Record<string, string>>,
    onInfo: (fields: Readonly<Record<string, unknown>>) => void = () => {},
  ): NodeProcess => {
    if (isStopping) throw new CliError('up.stopped', 'stopped while starting')
    const process_ = startNodeProcess({
      name,
      argv: ['--enable-source-maps', program],
      env: {
        ...inherited(),
        ZOOID_NAME: name,
        ZOOID_ROLE: role,
        ZOOID_DATA: options.data.node(name),
        ZOOID_HOST: options.host,
        ZOOID_PROFILE: options.profile,
        ZOOID_LOG: nodeLogLevel(options.logLevel),
        ...(options.colony === undefined ? {} : { ZOOID_COLONY: options.colony }),
        ...(options.cartridges === undefined ? {} : { ZOOID_CARTRIDGES: options.cartridges }),
        ...env,
      },
      logPath: `${options.data.logs}/${name}.log`,
      minLogLevel: options.logLevel === 'silent' ? Infinity : logLevel[options.logLevel],
      onNotice: (line) => options.onNotice(name, line),
      onInfo,
      onDeath: ({ cause, pauseMs }) => {
        options.onDeath(name, cause, pauseMs)
        options.onChange()
      },
      onReady: ({ url }) => {
        urls.set(name, url)
        options.onChange()
      },
    })
    running.push({ role, process: process_ })
    options.onChange()
    return process_
  }

  return {
    start: async () => {
      if (!existsSync(program))
        throw new CliError('up.no_program', `the node program is missing: ${program}`, {
          hint: 'npm run build',
        })
      const isDevnet = devnetProfiles.includes(options.profile)
      const ports = await choosePorts(options, isDevnet)
      options.onStep(isDevnet ? 'devnet and queen' : 'queen')
      const ground = createGround()
      const queen = launch(
        'queen',
        'queen',
        {
          ZOOID_PORT: String(ports.queen),
          ...(isDevnet
            ? {
                ZOOID_DEVNET: 'embedded',
                ZOOID_DEVNET_PORT: String(ports.devnet),
                ZOOID_FAUCET: '1',
              }
            : { ZOOID_DEVNET: 'external', ZOOID_RPC_URLS: options.rpcUrls ?? '' }),
        },
        ground.onInfo,
      ).ready
      const { url, rpcUrl } = await Promise.race([queen, ground.laid])
      if (ports.workers.length > 0)
        options.onStep(
          `queen and ${ports.workers.length} worker${ports.workers.length > 1 ? 's' : ''}`,
        )
      const workers = ports.workers.map(async (port, index): Promise<readonly ReadyLine[]> => {
        const name = `worker-${index + 1}`
        try {
          const ready = await launch(name, 'worker', {
            ZOOID_PORT: String(port),
            ZOOID_DEVNET: 'external',
            ZOOID_RPC_URLS: isDevnet ? rpcUrl : (options.rpcUrls ?? ''),
            ZOOID_QUEEN_URL: url,
          }).ready
          return [ready]
        } catch (error) {
          if (isStopping) throw error
          // The queen sells alone, too; whoever reads the notice decides.
          options.onDeath(name, messageOf(error), null)
          return []
        }
      })
      const [first, ...others] = await Promise.all([queen, ...workers])
      return [first, ...others.flat()]
    },
    nodes: () =>
      running.map(({ role, process: { name, pid } }) => ({
        name,
        role,
        pid: pid(),
        url: urls.get(name) ?? null,
        dataDir: options.data.node(name),
      })),
    stop: async () => {
      isStopping = true
      const deadline = setTimeout(() => {
        for (const { process: node } of running) node.kill()
      }, killAfterMs)
      const stopAll = (role: 'queen' | 'worker') =>
        Promise.all(running.filter((node) => node.role === role).map((node) => node.process.stop()))
      const workersGone = stopAll('worker')
      await Promise.race([workersGone, sleep(workersFirstMs)])
      await Promise.all([workersGone, stopAll('queen')])
      clearTimeout(deadline)
    },
    kill: () => {
      isStopping = true
      for (const { process: node } of running) node.kill()
    },
  }
}

type Ground = { readonly url: string; readonly rpcUrl: string }

/**
 * What workers build on: the queen's address and its devnet. Both stand long before the queen is ready,
 * and a worker waits for the faucet by itself. Without a devnet of ours it is never laid, and the workers
 * wait for the ready line.
 */
function createGround() {
  let url: string | undefined
  let rpcUrl: string | undefined
  let lay = (_: Ground) => {}
  const laid = new Promise<Ground>((resolve) => {
    lay = resolve
  })
  const onInfo = (fields: Readonly<Record<string, unknown>>) => {
    if (fields.msg === 'listening' && typeof fields.url === 'string') url = fields.url
    if (fields.msg === 'devnet is ready' && typeof fields.rpcUrl === 'string')
      rpcUrl = fields.rpcUrl
    if (url !== undefined && rpcUrl !== undefined) lay({ url, rpcUrl })
  }
  return { laid, onInfo }
}

type Ports = {
  readonly queen: number
  readonly workers: readonly number[]
  readonly devnet: number
}

/** Checked before anything starts, so a busy port leaves nothing half up. */
async function choosePorts(options: ColonyOptions, isDevnet: boolean): Promise<Ports> {
  const workers = Array.from({ length: options.workers }, (_, index) =>
    options.port === 0 ? 0 : options.port + 1 + index,
  )
  for (const port of [options.port, ...workers])
    if (port !== 0 && !(await isPortFree(options.host, port)))
      throw new PortBusyError(options.host, port, '--port')
  if (!isDevnet) return { queen: options.port, workers, devnet: 0 }
  if (options.devnetPort !== 0 && !(await isPortFree('127.0.0.1', options.devnetPort)))
    throw new PortBusyError('127.0.0.1', options.devnetPort, '--devnet-port')
  // Restarts of the queen must bring the chain back where the workers expect it: a fixed number.
  const devnet = options.devnetPort === 0 ? await findFreePort('127.0.0.1') : options.devnetPort
  return { queen: options.port, workers, devnet }
}

/** Settings of all nodes that have no flag, or whose flag was left out. */
const passedOn = [
  'ZOOID_ALLOWED_HOSTS',
  'ZOOID_ASSET',
  'ZOOID_ASSET_DECIMALS',
  'ZOOID_ASSET_NAME',
  'ZOOID_ASSET_SYMBOL',
  'ZOOID_ASSET_VERSION',
  'ZOOID_CARTRIDGES',
  'ZOOID_COLONY',
  'ZOOID_CONFIRMATIONS',
  'ZOOID_FACILITATOR_PAYTO',
  'ZOOID_PASSPHRASE_FILE',
  'ZOOID_RPM',
  'ZOOID_SANDBOX_WORKERS',
]

/** What a node gets of our environment; variables that differ from node to node are set by us alone. */
function inherited(): Record<string, string> {
  const passed: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && (!name.startsWith('ZOOID_') || passedOn.includes(name)))
      passed[name] = value
  return passed
}

/** The ready line is of level info and we wait for it: above that, only the files leave lines out. */
const nodeLogLevel = (level: ColonyOptions['logLevel']) => (level === 'debug' ? 'debug' : 'info')

const sleep = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref()
  })

export class PortBusyError extends CliError {
  override readonly name = 'PortBusyError'
  constructor(host: string, port: number, flag: string) {
    super('up.port_busy', `port ${port} on ${host} is in use`, {
      hint: `choose another with ${flag} <port>, or ${flag} 0 for any; "zooid ps" shows what runs here`,
    })
  }
}

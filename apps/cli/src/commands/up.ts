// `zooid up`: a working colony in one command. Starts it, shows where everything is, makes a first
// paid call, then stays until Ctrl-C.
import { isAddress, messageOf } from '@zooid/base'
import {
  type CatalogueEntry,
  callLine,
  exampleUrl,
  fetchCatalogue,
  readCatalogue,
} from '../catalogue.ts'
import { type Colony, createColony } from '../colony.ts'
import { CliError, dataFlag, defineCommand, exitCodes, jsonFlag, UsageError } from '../command.ts'
import { type DataDir, dataDir, makeRoot } from '../data-dir.ts'
import { formatLogLine } from '../log-line.ts'
import { killGroup } from '../node-process.ts'
import { isOurNode, terminate } from '../orphan.ts'
import { type PaidCall, paidCall } from '../paid-call.ts'
import type { ReadyLine } from '../ready-line.ts'
import {
  box,
  clean,
  cyan,
  dim,
  green,
  note,
  type Progress,
  print,
  red,
  startProgress,
  yellow,
} from '../terminal.ts'
import { claimUpFile, removeUpFile, type UpState, writeUpFile } from '../up-file.ts'

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

const profiles = ['devnet', 'tempo-devnet', 'shadow-base-sepolia', 'base-sepolia', 'tempo-moderato']

/** Only here may a wallet be made and funded without asking. */
const devnetChainId = 31337
/** Two signals this close are one key press. */
const samePressMs = 300
/** A node drains for at most 8 s. */
const orphanPatienceMs = 9_000

export const command = defineCommand({
  about: 'Start a colony: devnet, queen and workers',
  examples: ['zooid up', 'zooid up --workers 4 --port 5000', 'zooid up --data /tmp/try --json'],
  args: {
    workers: { type: 'string', description: 'How many workers', default: '2', valueHint: 'n' },
    port: {
      type: 'string',
      description: "Queen's port, workers follow; 0 for any",
      default: '4020',
      valueHint: 'port',
    },
    'devnet-port': {
      type: 'string',
      description: "The devnet's RPC port; 0 for any (default 8545, or any with --port 0)",
      valueHint: 'port',
    },
    host: {
      type: 'string',
      description: 'Address to listen on',
      default: '127.0.0.1',
      valueHint: 'address',
    },
    profile: {
      type: 'enum',
      description: 'Chain (default $ZOOID_PROFILE or devnet)',
      options: profiles,
    },
    'rpc-urls': {
      type: 'string',
      description: 'RPC endpoints of a public chain, comma-separated (default $ZOOID_RPC_URLS)',
      valueHint: 'urls',
    },
    colony: { type: 'string', description: "The colony's name", valueHint: 'id' },
    cartridges: {
      type: 'string',
      description: 'Folder of cartridges to sell',
      valueHint: 'dir',
    },
    'first-call': {
      type: 'boolean',
      description: 'Make a first paid call (devnet)',
      default: true,
      negativeDescription: 'Leave the first paid call out',
    },
    log: {
      type: 'enum',
      description: "Level of the nodes' log files (default $ZOOID_LOG or info)",
      options: [...logLevels],
    },
    data: dataFlag,
    json: { ...jsonFlag, description: 'Print one JSON line when ready' },
  },
  async run(args) {
    const startedAt = performance.now()
    const port = wholeNumber('--port', args.port, 65_535)
    const workers = wholeNumber('--workers', args.workers, 64)
    if (port + workers > 65_535) throw new UsageError(`--port ${port} leaves no ports for workers`)
    const devnetPort = wholeNumber(
      '--devnet-port',
      args['devnet-port'] ?? (port === 0 ? '0' : '8545'),
      65_535,
    )
    const profile = args.profile ?? (process.env.ZOOID_PROFILE || 'devnet')
    const rpcUrls = args['rpc-urls'] ?? process.env.ZOOID_RPC_URLS
    const logLevel = wantedLogLevel(args.log ?? (process.env.ZOOID_LOG || 'info'))
    const data = dataDir(args.data)
    makeRoot(data)
    const state: UpState = {
      pid: process.pid,
      startedAt: Date.now(),
      profile,
      nodes: [],
    }
    await endOrphans(claimUpFile(data.upFile, state))
    if (args.host !== '127.0.0.1' && args.host !== 'localhost' && args.host !== '::1')
      note(`${yellow('warning')} listening on ${args.host}: others can reach the nodes`)

    const progress = startProgress()
    const colony: Colony = createColony({
      data,
      workers,
      port,
      devnetPort,
      host: args.host,
      profile,
      ...(args.colony === undefined ? {} : { colony: args.colony }),
      ...(rpcUrls === undefined ? {} : { rpcUrls }),
      ...(args.cartridges === undefined ? {} : { cartridges: args.cartridges }),
      logLevel,
      onStep: progress.step,
      onNotice: (name, line) => progress.say(formatLogLine(name, line)),
      onDeath: (name, cause, pauseMs) =>
        progress.say(
          pauseMs === null
            ? `${red('gave up')} ${name}: ${clean(cause)}; the others go on`
            : `${yellow('restart')} ${name} ended (${clean(cause)}); again in ${pauseMs / 1000} s`,
        ),
      onChange: () => {
        if (!stopping.signal.aborted)
          writeUpFile(data.upFile, { ...state, nodes: [...colony.nodes()] })
      },
    })
    const stopping = stopOnSignal(colony, progress.done)
    try {
      const nodes = await Promise.race([colony.start(), aborted(stopping.signal)])
      const tryIt = await catalogueOf(nodes)
      const first =
        args['first-call'] && tryIt ? await firstCall(nodes, tryIt, data, progress) : null
      const seconds = (performance.now() - startedAt) / 1000
      progress.done()
      if (args.json) print(JSON.stringify(summary(nodes, data, first, seconds)))
      else
        for (const line of [overviewBox(nodes, data), ...footer(nodes, tryIt, first, seconds)])
          print(line)
      await aborted(stopping.signal)
    } catch (error) {
      progress.done()
      if (!stopping.signal.aborted) {
        await colony.stop()
        removeUpFile(data.upFile)
        throw error
      }
    }
    note('stopping …')
    const stopAt = performance.now()
    await colony.stop()
    removeUpFile(data.upFile)
    note(
      `stopped in ${((performance.now() - stopAt) / 1000).toFixed(1)} s; everything is kept in ${data.root}`,
    )
    return exitCodes.ok
  },
})

function wholeNumber(flag: string, text: string, most: number): number {
  const value = Number(text)
  if (text === '' || !Number.isInteger(value) || value < 0 || value > most)
    throw new UsageError(`${flag} ${text} is not a whole number from 0 to ${most}`)
  return value
}

function wantedLogLevel(text: string): (typeof logLevels)[number] {
  const level = logLevels.find((name) => name === text)
  if (!level)
    throw new UsageError(`ZOOID_LOG=${text} is no log level`, `use one of ${logLevels.join(', ')}`)
  return level
}

/** Nodes of an `up` that was killed still hold ports and databases; they drain like any others. */
async function endOrphans(stale: UpState | null): Promise<void> {
  const orphans = (stale?.nodes ?? []).flatMap(({ name, pid, dataDir: dir }) =>
    pid !== null && isOurNode(pid, dir) ? [{ name, pid, dataDir: dir }] : [],
  )
  for (const { pid } of orphans) terminate(pid)
  const giveUpAt = Date.now() + orphanPatienceMs
  for (const { name, pid, dataDir: dir } of orphans) {
    while (isOurNode(pid, dir) && Date.now() < giveUpAt)
      await new Promise((resolve) => setTimeout(resolve, 50))
    killGroup(pid)
    note(`${yellow('cleaned up')} ${name} (process ${pid}) of a colony that was killed`)
  }
}

/** First signal: stop in order. Second: kill at once. */
function stopOnSignal(colony: Colony, clear: () => void): AbortController {
  const stopping = new AbortController()
  // Whatever ends us, nothing of ours goes on unattended.
  process.once('exit', colony.kill)
  let firstAt = 0
  const onSignal = () => {
    if (stopping.signal.aborted) {
      // npm passes on the Ctrl-C that the terminal has already sent us: one key press, two signals.
      if (performance.now() - firstAt < samePressMs) return
      colony.kill()
      process.exit(130)
    }
    clear()
    firstAt = performance.now()
    stopping.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onSignal)
  return stopping
}

/** Rejects when stopping begins. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new CliError('up.stopped', 'stopped'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** The cartridge to try first: json-diff if it is sold, else any that comes with an example. */
async function catalogueOf([queen]: readonly ReadyLine[]): Promise<CatalogueEntry | null> {
  if (!queen) return null
  try {
    const entries = readCatalogue(await fetchCatalogue(queen.url, 5000))
    return (
      entries.find((entry) => entry.slug === 'json-diff' && entry.example) ??
      entries.find((entry) => entry.example) ??
      null
    )
  } catch (error) {
    note(`${yellow('warning')} the catalogue cannot be read: ${messageOf(error)}`)
    return null
  }
}

type FirstCall = { readonly url: string; readonly price: string; readonly call: PaidCall }

/** A colony that cannot sell is worth a warning, not an end: it is up, and its logs say why. */
async function firstCall(
  [queen]: readonly ReadyLine[],
  entry: CatalogueEntry,
  data: DataDir,
  progress: Progress,
): Promise<FirstCall | null> {
  if (queen?.chainId !== devnetChainId) return null
  progress.step(`first paid call: ${entry.slug}`)
  const url = exampleUrl(queen.url, entry)
  const body = entry.example?.body ?? null
  try {
    const call = await paidCall({
      url,
      method: entry.example?.method ?? 'GET',
      headers: body === null ? {} : { 'content-type': 'application/json' },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
      payMax: '$0.05',
      data,
      timeoutMs: 30_000,
      onStep: progress.step,
    })
    if (!call.response.ok)
      throw new CliError('up.first_call', `it answered ${call.response.status}`)
    return { url: url.href, price: entry.price, call }
  } catch (error) {
    progress.say(`${yellow('warning')} the first paid call failed: ${clean(messageOf(error))}`)
    return null
  }
}

function overviewBox(nodes: readonly ReadyLine[], data: DataDir): string {
  const [queen] = nodes
  if (!queen) return ''
  const rows = [
    `Dashboard   ${cyan(`${queen.url}/`)}`,
    `API         ${queen.url}/info`,
    `Docs        ${queen.url}/docs`,
    `Chain RPC   ${queen.rpcUrl}  (${queen.profile}, chain ${queen.chainId})`,
    `Data        ${data.root}`,
    '',
    ...nodes.flatMap((node) => [
      `${node.name.padEnd(10)}  ${node.role.padEnd(6)}  ${node.url}  ${node.agentId === null ? 'not registered yet' : `agent ${node.agentId}`}`,
      dim(
        `${' '.repeat(12)}wallet ${node.address}  ${clean(node.balances.asset)} ${clean(node.asset.symbol)}, ${gas(node.balances.native)} gas`,
      ),
    ]),
    ...(queen.chainId === devnetChainId
      ? [
          '',
          yellow(
            'DEVNET KEYS: throw-away chain, public keys; never fund these wallets on a real one',
          ),
        ]
      : []),
  ]
  return box(`zooid colony, ${nodes.length} node${nodes.length > 1 ? 's' : ''}`, rows)
}

function footer(
  [queen]: readonly ReadyLine[],
  entry: CatalogueEntry | null,
  first: FirstCall | null,
  seconds: number,
): readonly string[] {
  const receipt = first?.call.receipt
  return [
    ...(first && receipt
      ? [
          `${green('first paid call')} ${first.url}`,
          `  paid $${receipt.amount} by ${receipt.payer}`,
          `  transaction ${receipt.txHash ?? '(none yet)'}`,
          `  receipt     ${receipt.url ?? '(see the ledger)'}`,
        ]
      : []),
    `${green('ready')} in ${seconds.toFixed(1)} s`,
    ...(queen && entry ? [`try: ${callLine(queen.url, entry)}`] : []),
    dim('Ctrl-C stops everything; wallets, ledgers and the chain are kept'),
  ]
}

function summary(
  nodes: readonly ReadyLine[],
  data: DataDir,
  first: FirstCall | null,
  seconds: number,
) {
  const node = ({
    name,
    role,
    url,
    address,
    agentId,
    dataDir: dir,
    balances,
    asset,
  }: ReadyLine) => ({
    name,
    role,
    url,
    address: isAddress(address) ? address : null,
    agentId,
    dataDir: dir,
    balances,
    asset,
  })
  return {
    ready: true,
    seconds: Number(seconds.toFixed(2)),
    pid: process.pid,
    data: data.root,
    profile: nodes[0]?.profile,
    chainId: nodes[0]?.chainId,
    rpcUrl: nodes[0]?.rpcUrl,
    nodes: nodes.map(node),
    firstCall: first && {
      url: first.url,
      status: first.call.response.status,
      receipt: first.call.receipt,
    },
  }
}

/** Four decimals are enough for gas. */
const gas = (native: string) => clean(native).replace(/(\.\d{4})\d+$/, '$1')

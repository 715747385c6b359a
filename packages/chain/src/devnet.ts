// A chain of our own: one anvil process with everything planted, its state kept over restarts, started
// again when it dies. Not the client of the chain. Invariants: one owner per data folder, never a foreign
// process on our port, and state that can not be read is moved aside, never deleted.
import { existsSync } from 'node:fs'
import { copyFile, mkdir, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Clock, type Log, messageOf, silentLog, systemClock, ZooidError } from '@zooid/base'
import { type AnvilProcess, adoptAnvil, anvilErrors, endAnvil, spawnAnvil } from './anvil.ts'
import { type AnvilRpc, createAnvilRpc } from './anvil-rpc.ts'
import {
  copyState,
  isOwnerAlive,
  keepCopies,
  readDevnetNote,
  removeDevnetNote,
  writeDevnetNote,
} from './devnet-files.ts'
import { claimPort, DevnetPortError } from './devnet-port.ts'
import { plantAll, plantsOf } from './plant.ts'
import { resolveProfile } from './profiles.ts'
import type { ChainProfile, ProfileName } from './types.ts'

export type DevnetOptions = {
  /** One of the profiles that are chains of our own. */
  readonly profile: ProfileName
  /** Folder for state, log and process note; created with mode 0700. */
  readonly dataDir: string
  /** 0 picks a free one. @default 8545 */
  readonly port?: number
  /** @default '127.0.0.1': the devnet's keys are public, so keep it off other interfaces */
  readonly host?: string
  readonly clock?: Clock
  readonly log?: Log
  /** Called when the process died by itself, before it is started again. */
  readonly onDown?: (reason: string) => void
  /** Seconds between two writes of the state, at least 1. @default 10 */
  readonly stateIntervalSeconds?: number
  /** Path of another anvil. @default the one of the installed npm package */
  readonly binary?: string
}

export type Devnet = {
  readonly rpcUrl: string
  readonly port: number
  /** The profile with this devnet's RPC URL. */
  readonly profile: ChainProfile
  /** Of the running process; changes when it had to be started again. */
  readonly pid: number
  /** Did this devnet run already, left over by a process that was killed? */
  readonly adopted: boolean
  /** Writes the state and ends the process, within 3 s. */
  readonly close: () => Promise<void>
}

type Files = {
  readonly state: string
  readonly copy: string
  readonly log: string
  readonly note: string
}

const readyTimeoutMs = 15_000
const copyEveryMs = 60_000
const restartDelaysMs = [200, 500, 1000, 2000, 5000, 10_000] as const
/** A run of this length counts as healthy: the next restart is quick again. */
const healthyMs = 60_000

/**
 * Starts (or takes over) a devnet and waits until every contract is in place.
 * @throws DevnetPortError when something else listens on the port
 * @throws DevnetOwnedError when another living process runs the devnet of this folder
 * @throws DevnetStartError when anvil does not come up
 * @throws AnvilMissingError when there is no binary for this platform
 * @example const devnet = await startDevnet({ profile: 'devnet', dataDir: '.zooid/chain' })
 */
export async function startDevnet(options: DevnetOptions): Promise<Devnet> {
  const { clock = systemClock, log = silentLog, host = '127.0.0.1' } = options
  const base = resolveProfile(options.profile)
  if (!base.isDevnet)
    throw new DevnetStartError(
      `${base.name} is a public chain, not one to start`,
      'use devnet, tempo-devnet or shadow-base-sepolia',
    )
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = (suffix: string) => join(dataDir, `${base.name}.${suffix}`)
  const files: Files = {
    state: path('state.json'),
    copy: path('state.copy.json'),
    log: path('log'),
    note: path('pid.json'),
  }
  const closing = new AbortController()

  const orphan = await takeOver(files, base, host, options.port ?? 8545, log)
  const port = orphan?.port ?? (await claimPort(host, options.port ?? 8545))
  const rpcUrl = urlOf(host, port)
  const rpc = createAnvilRpc(rpcUrl)
  let anvil = orphan?.anvil ?? (await start())
  await prepare()
  const stopCopies = keepCopies(files.state, files.copy, copyEveryMs, log)
  const supervision = supervise()

  return {
    rpcUrl,
    port,
    profile: { ...base, rpcUrls: [rpcUrl] },
    get pid() {
      return anvil.pid
    },
    adopted: orphan !== null,
    close: async () => {
      if (!closing.signal.aborted) {
        closing.abort(new Error('the devnet is closing'))
        stopCopies()
        await endAnvil(anvil)
        await removeDevnetNote(files.note)
      }
      await supervision
    },
  }

  /** Tries the state, then the copy of it, then an empty chain. */
  async function start(): Promise<AnvilProcess> {
    for (let attempt = 0; ; attempt++) {
      const hadState = existsSync(files.state)
      const started = spawnAnvil({
        profile: base.name,
        chainId: base.chainId,
        host,
        port,
        stateFile: files.state,
        stateIntervalSeconds: options.stateIntervalSeconds ?? 10,
        logFile: files.log,
        homeDir: dataDir,
        ...(options.binary ? { binary: options.binary } : {}),
      })
      const problem = await untilReady(started, rpc, base, clock, closing.signal)
      if (problem === null) {
        if (hadState) await copyState(files.state, files.copy)
        return started
      }
      await endAnvil(started)
      const errors = anvilErrors(files.log)
      if (/in use/i.test(errors)) throw new DevnetPortError(host, port)
      // Only what anvil itself blames on the state: other trouble must not cost the chain.
      if (!hadState || !/state/i.test(errors))
        throw new DevnetStartError(`${problem}${errors ? `: ${errors}` : ''}`)
      await setStateAside(files, attempt === 0, clock, log, errors)
    }
  }

  async function prepare(): Promise<void> {
    try {
      const changed = await plantAll(rpc, base)
      await writeDevnetNote(files.note, { pid: anvil.pid, host, port })
      log.info({ profile: base.name, rpcUrl, pid: anvil.pid, changed }, 'devnet is ready')
    } catch (cause) {
      await endAnvil(anvil)
      throw new DevnetStartError(`planting contracts failed: ${messageOf(cause)}`, undefined, cause)
    }
  }

  /** Runs until close(); never rejects. */
  async function supervise(): Promise<void> {
    let failures = 0
    while (!closing.signal.aborted) {
      const startedAt = clock.now()
      await anvil.exited
      if (closing.signal.aborted) return
      if (clock.now() - startedAt > healthyMs) failures = 0
      const reason = anvilErrors(files.log) || 'the process ended'
      log.error({ pid: anvil.pid, reason }, 'devnet went down, starting it again')
      options.onDown?.(reason)
      const delayMs = restartDelaysMs[Math.min(failures++, restartDelaysMs.length - 1)] ?? 0
      try {
        await clock.sleep(delayMs, closing.signal)
        anvil = await start()
        await prepare()
      } catch (error) {
        if (!closing.signal.aborted)
          log.error({ error: messageOf(error) }, 'devnet could not be started again')
      }
    }
    // Came up while close() was already under way.
    await endAnvil(anvil)
  }
}

/** The devnet an earlier process left running for this folder, when it is the one asked for. */
async function takeOver(
  files: Files,
  profile: ChainProfile,
  host: string,
  port: number,
  log: Log,
): Promise<{ readonly anvil: AnvilProcess; readonly port: number } | null> {
  const note = await readDevnetNote(files.note)
  const anvil = note && adoptAnvil(note.pid, files.state)
  if (!note || !anvil) return null
  if (isOwnerAlive(note))
    throw new DevnetOwnedError(
      `the devnet of this folder is already run by process ${note.ownerPid} at ${urlOf(note.host, note.port)}`,
    )
  const isAskedFor = note.host === host && (port === 0 || port === note.port)
  const rpc = createAnvilRpc(urlOf(note.host, note.port), 2000)
  if (isAskedFor && (await isOurDevnet(rpc, profile))) {
    log.info({ pid: note.pid, port: note.port }, 'took over the running devnet')
    return { anvil, port: note.port }
  }
  // Ours by its command line but not as asked for, or stuck: it may write its state, then goes.
  await endAnvil(anvil)
  return null
}

async function isOurDevnet(rpc: AnvilRpc, profile: ChainProfile): Promise<boolean> {
  try {
    if (Number(await rpc('eth_chainId')) !== profile.chainId) return false
    const codes = await Promise.all(
      plantsOf(profile).map(({ address }) => rpc('eth_getCode', [address, 'latest'])),
    )
    return codes.every((code) => code !== '0x')
  } catch {
    return false
  }
}

/** @returns null when the chain answers, else what is wrong */
async function untilReady(
  anvil: AnvilProcess,
  rpc: AnvilRpc,
  profile: ChainProfile,
  clock: Clock,
  signal: AbortSignal,
): Promise<string | null> {
  const deadline = clock.now() + readyTimeoutMs
  while (clock.now() < deadline) {
    if (signal.aborted) return 'the devnet is closing'
    if (!anvil.isAlive()) return 'anvil ended before it was ready'
    const chainId = await rpc('eth_chainId').catch(() => null)
    // A dead anvil and an answer: somebody else took the port.
    if (chainId !== null && anvil.isAlive())
      return Number(chainId) === profile.chainId
        ? null
        : `the port answers as chain ${Number(chainId)}`
    await Promise.race([clock.sleep(25), anvil.exited])
  }
  return `anvil did not answer within ${readyTimeoutMs} ms`
}

async function setStateAside(
  files: Files,
  mayRestore: boolean,
  clock: Clock,
  log: Log,
  errors: string,
): Promise<void> {
  const aside = `${files.state}.unreadable-${clock.now()}`
  await rename(files.state, aside)
  const restored = mayRestore && existsSync(files.copy)
  if (restored) await copyFile(files.copy, files.state)
  log.warn(
    { aside, errors },
    `the chain state could not be read and was moved aside; ${restored ? 'going on from an earlier copy' : 'starting an empty chain'}`,
  )
}

function urlOf(host: string, port: number): string {
  // "Every interface" is no address to connect to.
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

export class DevnetStartError extends ZooidError {
  override readonly name = 'DevnetStartError'
  constructor(message: string, hint?: string, cause?: unknown) {
    super('devnet.start', `the devnet did not start: ${message}`, {
      hint: hint ?? 'look at the log in the devnet folder; `zooid reset` starts an empty chain',
      ...(cause === undefined ? {} : { cause }),
    })
  }
}

export class DevnetOwnedError extends ZooidError {
  override readonly name = 'DevnetOwnedError'
  constructor(message: string) {
    super('devnet.owned', message, {
      hint: 'use that devnet by its RPC URL, end that process, or choose another data folder',
    })
  }
}

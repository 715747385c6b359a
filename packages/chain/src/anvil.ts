// Finds, starts and ends one anvil process. Knows its flags and files, nothing about contracts.
// Invariant: it only ever signals a process that it started, or one whose command line it has checked.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { appendFileSync, closeSync, openSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { messageOf, ZooidError } from '@zooid/base'
import type { ProfileName } from './types.ts'

export type AnvilOptions = {
  readonly profile: ProfileName
  readonly chainId: number
  readonly host: string
  readonly port: number
  /** JSON file, read at start when it exists and written while running and at the end. */
  readonly stateFile: string
  /** Seconds between two writes of the state. */
  readonly stateIntervalSeconds: number
  /** Receives standard error. */
  readonly logFile: string
  /** Folder anvil may take for its home. */
  readonly homeDir: string
  /** @default the binary of the installed npm package */
  readonly binary?: string
}

export type AnvilProcess = {
  readonly pid: number
  /** Resolves when the process has ended, however it did. */
  readonly exited: Promise<void>
  readonly isAlive: () => boolean
}

/** Longest that anvil may take to write its state at the end, ms. */
const graceMs = 2500

/**
 * Path of the anvil binary of this platform. The platform package is asked directly because npm may have
 * skipped the wrapper's install script.
 * @throws AnvilMissingError
 */
export function findAnvil(): string {
  const { platform } = process
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const name = `@foundry-rs/anvil-${platform}-${arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json')
    const manifest = createRequire(wrapper).resolve(`${name}/package.json`)
    return join(dirname(manifest), 'bin', platform === 'win32' ? 'anvil.exe' : 'anvil')
  } catch (cause) {
    throw new AnvilMissingError(name, cause)
  }
}

/** Starts anvil; it may still fail to listen, in which case `exited` resolves soon. */
export function spawnAnvil(options: AnvilOptions): AnvilProcess {
  const errors = openSync(options.logFile, 'w', 0o600)
  let child: ChildProcess
  try {
    child = spawn(options.binary ?? findAnvil(), anvilArguments(options), {
      // Nobody reads a pipe once the parent was killed; a file and /dev/null never fill or break.
      stdio: ['ignore', 'ignore', errors],
      // Its own process group: Ctrl-C in a terminal must reach the node first, which still settles.
      detached: true,
      env: { HOME: options.homeDir },
    })
  } finally {
    closeSync(errors)
  }
  let alive = true
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      alive = false
      resolve()
    }
    child.once('exit', end)
    child.once('error', (error) => {
      appendFileSync(options.logFile, error.message)
      end()
    })
  })
  return { pid: child.pid ?? 0, exited, isAlive: () => alive }
}

/** Watches an anvil that an earlier process of ours started, or null when `pid` is no longer that anvil. */
export function adoptAnvil(pid: number, stateFile: string): AnvilProcess | null {
  if (!describeProcess(pid)?.commandLine.includes(stateFile)) return null
  // A killed orphan may linger as a zombie, which signals still reach: ask what it is, not whether.
  const isAlive = () => describeProcess(pid)?.commandLine.includes(stateFile) === true
  const exited = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (isAlive()) return
      clearInterval(timer)
      resolve()
    }, 100)
    timer.unref()
  })
  return { pid, exited, isAlive }
}

/** Asks the process to write its state and end; kills it after a grace of 2.5 s. */
export async function endAnvil(anvil: AnvilProcess): Promise<void> {
  if (!anvil.isAlive()) return
  process.kill(anvil.pid, 'SIGTERM')
  const timer = setTimeout(() => {
    if (anvil.isAlive()) process.kill(anvil.pid, 'SIGKILL')
  }, graceMs)
  await anvil.exited
  clearTimeout(timer)
}

/** The last of what anvil wrote to standard error, at most 2 kB. */
export function anvilErrors(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').trim().slice(-2048)
  } catch (error) {
    return messageOf(error)
  }
}

/**
 * What the system says about a running process, or null when there is none (or it does not tell).
 * `startedAt` only compares: pid and start together name one process for ever.
 */
export function describeProcess(
  pid: number,
): { readonly startedAt: string; readonly commandLine: string } | null {
  if (process.platform !== 'linux') return askPs(pid)
  try {
    // "pid (comm) state …", where comm may hold spaces and parentheses; the start is field 22.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return null
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { startedAt: fields[19] ?? '', commandLine }
  } catch {
    return null
  }
}

function anvilArguments(options: AnvilOptions): readonly string[] {
  const isTempo = options.profile === 'tempo-devnet'
  return [
    '--quiet',
    ...['--host', options.host, '--port', String(options.port)],
    ...['--chain-id', String(options.chainId)],
    // The default Tempo fork hangs on the second expiring nonce; prague is what the test networks run.
    ...(isTempo ? ['--network', 'tempo', '--hardfork', 'T4'] : ['--hardfork', 'prague']),
    ...['--state', options.stateFile],
    ...['--state-interval', String(options.stateIntervalSeconds)],
    // Old states (not blocks or receipts) would fill memory and the disk: 80 kB for each block.
    ...['--prune-history', '32'],
    // No web page has any business here.
    '--no-cors',
  ]
}

function askPs(pid: number): { readonly startedAt: string; readonly commandLine: string } | null {
  const answer = spawnSync('ps', ['-p', String(pid), '-o', 'lstart=,args='], {
    encoding: 'utf8',
    timeout: 2000,
    env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' },
  })
  const match = /^(.{24}) (.+)$/m.exec(answer.stdout ?? '')
  return match ? { startedAt: match[1] ?? '', commandLine: match[2] ?? '' } : null
}

export class AnvilMissingError extends ZooidError {
  override readonly name = 'AnvilMissingError'
  constructor(packageName: string, cause: unknown) {
    super('devnet.anvil_missing', `the devnet program is not installed (${packageName})`, {
      hint: 'run npm ci without --omit=optional; if there is no such package for this platform, run the chain elsewhere and set its RPC URL',
      cause,
    })
  }
}

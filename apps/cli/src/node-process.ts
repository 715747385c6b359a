// One supervised node process: started, watched, restarted with growing pauses, stopped within a
// deadline. It owns the process group, so whatever the node started dies with it.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { CliError } from './command.ts'
import { openLogFile } from './log-file.ts'
import { logLevel, parseLogLine } from './log-line.ts'
import { type ReadyLine, readySchema } from './ready-line.ts'

export type NodeProcessOptions = {
  readonly name: string
  /** Arguments after `node`. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly logPath: string
  /** Log lines below this level are not kept. @default all are */
  readonly minLogLevel?: number
  /** Deadline of one start, ms. @default 60000 */
  readonly readyTimeoutMs?: number
  /** Restarts in a row before giving up. @default 5 */
  readonly maxRestarts?: number
  /** First pause before a restart, doubled each time, ms. @default 500 */
  readonly restartPauseMs?: number
  /** Every line of level warn and above, and every line that is not a log line. */
  readonly onNotice: (line: string) => void
  /** It died and comes back after `pauseMs`, or does not (null). */
  readonly onDeath: (death: { readonly cause: string; readonly pauseMs: number | null }) => void
  /** A log line of level info that is not the ready line. */
  readonly onInfo?: (fields: Readonly<Record<string, unknown>>) => void
  /** It is listening, for the first time or again. */
  readonly onReady: (ready: ReadyLine) => void
}

export type NodeProcess = {
  readonly name: string
  readonly pid: () => number | null
  /** First successful start. @throws NodeStartError */
  readonly ready: Promise<ReadyLine>
  /** SIGTERM now; resolves when it is gone. */
  readonly stop: () => Promise<void>
  /** SIGKILL to the whole group. */
  readonly kill: () => void
}

/** A life this long ends the series of restarts that count towards `maxRestarts`. */
const stableAfterMs = 60_000

export function startNodeProcess(options: NodeProcessOptions): NodeProcess {
  const log = openLogFile(options.logPath)
  const env: Record<string, string> = { ...options.env }
  let child: ChildProcess | null = null
  let restarts = 0
  let isStopping = false
  let pause: NodeJS.Timeout | undefined
  let wasReady = false
  const ready = deferred<ReadyLine>()
  const gone = deferred<void>()

  const start = () => {
    const startedAt = performance.now()
    let fatal: StartFailure | null = null
    const lastLines: string[] = []
    // Its own group: Ctrl-C reaches only us, and we decide in which order nodes end.
    const process_ = spawn(process.execPath, [...options.argv], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = process_
    const timer = setTimeout(() => {
      fatal = {
        code: 'node.start_timeout',
        message: `not ready after ${(options.readyTimeoutMs ?? 60_000) / 1000} s`,
        hint: `read ${options.logPath}`,
      }
      signal(process_, 'SIGKILL')
    }, options.readyTimeoutMs ?? 60_000)

    createInterface({ input: process_.stdout }).on('line', (line) => {
      const record = parseLogLine(line)
      if (!record || record.level >= (options.minLogLevel ?? 0)) log.write(line)
      if (!record) return options.onNotice(line)
      if (record.fields.msg === 'ready') {
        const parsed = readySchema.safeParse(record.fields)
        if (!parsed.success)
          return options.onNotice(`unreadable ready line: ${parsed.error.message}`)
        clearTimeout(timer)
        wasReady = true
        // A restart must come back where peers and buyers know it.
        env.ZOOID_PORT = new URL(parsed.data.url).port || env.ZOOID_PORT || '0'
        ready.resolve(parsed.data)
        options.onReady(parsed.data)
      } else if (record.level >= logLevel.fatal) {
        fatal = {
          code: String(record.fields.code ?? 'node.failed'),
          message: String(record.fields.msg ?? 'failed'),
          hint: record.fields.hint === undefined ? undefined : String(record.fields.hint),
        }
        if (wasReady) options.onNotice(line)
      } else if (record.level >= logLevel.warn) options.onNotice(line)
      else options.onInfo?.(record.fields)
    })
    createInterface({ input: process_.stderr }).on('line', (line) => {
      log.write(line)
      lastLines.push(line)
      if (lastLines.length > 20) lastLines.shift()
      options.onNotice(line)
    })
    process_.on('error', (error) => {
      fatal ??= { code: 'node.spawn', message: error.message, hint: undefined }
    })
    process_.on('close', (code, killedBy) => {
      clearTimeout(timer)
      child = null
      if (isStopping) return finish()
      const cause =
        fatal?.message ?? (killedBy ? `killed by ${killedBy}` : `exited with code ${code}`)
      if (!wasReady) {
        // A first start that fails has a reason a restart does not remove (ports, keys, config).
        ready.reject(
          new NodeStartError(
            options.name,
            fatal ?? {
              code: 'node.start_failed',
              message: [cause, ...lastLines.slice(-5)].join('\n'),
              hint: `read ${options.logPath}`,
            },
          ),
        )
        return finish()
      }
      if (performance.now() - startedAt > stableAfterMs) restarts = 0
      if (restarts >= (options.maxRestarts ?? 5)) {
        options.onDeath({ cause, pauseMs: null })
        return finish()
      }
      const pauseMs = (options.restartPauseMs ?? 500) * 2 ** restarts++
      options.onDeath({ cause, pauseMs })
      pause = setTimeout(start, pauseMs)
    })
  }

  const finish = () => {
    log.close()
    gone.resolve()
  }

  start()
  return {
    name: options.name,
    pid: () => child?.pid ?? null,
    ready: ready.promise,
    stop: () => {
      if (!isStopping) {
        isStopping = true
        clearTimeout(pause)
        if (child) signal(child, 'SIGTERM')
        else finish()
      }
      return gone.promise
    },
    kill: () => {
      isStopping = true
      clearTimeout(pause)
      if (!child?.pid) return finish()
      killGroup(child.pid)
    },
  }
}

/** Promise.withResolvers, which Node 20 lacks. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  // Whoever waits sees the rejection; nobody waiting is no crash.
  promise.catch(() => {})
  return { promise, resolve, reject }
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (name === 'SIGKILL' && child.pid) killGroup(child.pid)
  else child.kill(name)
}

/** SIGKILL to a group we started; false when it is already gone. */
export function killGroup(pid: number): boolean {
  try {
    process.kill(-pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

type StartFailure = {
  readonly code: string
  readonly message: string
  readonly hint: string | undefined
}

export class NodeStartError extends CliError {
  override readonly name = 'NodeStartError'
  constructor(node: string, failure: StartFailure) {
    super(failure.code, `${node} did not start: ${failure.message}`, {
      ...(failure.hint === undefined ? {} : { hint: failure.hint }),
    })
  }
}

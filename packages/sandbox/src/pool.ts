// The worker threads behind the sandbox: a bounded fair queue in front, a watchdog beside every job,
// and replacement of any worker that was killed, crashed or poisoned. One more thread than needed is
// kept warm, so a kill does not stall the next call. It knows nothing of cartridges.
import { createRequire } from 'node:module'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { type Log, messageOf, ZooidError } from '@zooid/base'
import type {
  FromWorker,
  Job,
  KvAnswer,
  Outcome,
  Reply,
  ToWorker,
  WorkerSetup,
} from './protocol.ts'
import type { Fault } from './types.ts'

/** How long after the guest's own deadline the thread is killed. */
const graceMs = 100
const maxWaiting = 256
const maxWaitMs = 5000
/** `call` nests at most this deep, so this many jobs can hold a thread for one request. */
const maxDepth = 3
const maxStartFailures = 3
const startTimeoutMs = 10_000
const cleanTimeoutMs = 1000

/** Host side of one job. May throw: the pool turns it into the guest's `{code, message}`. */
export type JobHost = {
  readonly kv: (text: string) => string
  readonly call: (text: string, remainingMs: number) => Promise<string>
  readonly log: (line: string) => void
}

export type JobOrder = {
  readonly job: Omit<Job, 'jobId'>
  readonly host: JobHost
  /** 0 for a job that no other job waits for. */
  readonly depth: number
  readonly signal: AbortSignal | undefined
}

export type JobEnd = {
  readonly outcome: Outcome
  readonly wallMs: number
  readonly workerReplaced: boolean
}

export type Pool = {
  /** @throws SandboxOverloadError, SandboxClosedError, or the signal's reason */
  readonly execute: (order: JobOrder) => Promise<JobEnd>
  readonly stats: () => { workers: number; busy: number; waiting: number; replaced: number }
  readonly close: () => Promise<void>
}

type Waiting = {
  readonly order: JobOrder
  readonly resolve: (end: JobEnd) => void
  readonly reject: (error: unknown) => void
  readonly leave: () => void
}

type Running = Waiting & {
  readonly jobId: number
  readonly startedAt: number
  readonly watchdog: NodeJS.Timeout
  /** `call`s the guest waits for; such a job needs no processor. */
  openCalls: number
}

type Thread = {
  readonly worker: Worker
  readonly answers: MessagePort
  readonly signal: Int32Array
  /** `cleaning`: has answered, and makes room for its next job. */
  state: 'starting' | 'idle' | 'busy' | 'cleaning' | 'gone'
  running: Running | undefined
  lastCodeId: string
  /** Ends a thread that does not report `ready` in time. */
  timer: NodeJS.Timeout | undefined
}

export function createPool({ workers, log }: { workers: number; log: Log }): Pool {
  const file = createRequire(import.meta.url).resolve('@zooid/sandbox/worker')
  const threads = new Set<Thread>()
  const queue: Waiting[] = []
  let lastJobId = 0
  let replaced = 0
  let startFailures = 0
  let closed = false

  const busyThreads = () => [...threads].filter((thread) => thread.state === 'busy')
  const isSuspended = (thread: Thread) => (thread.running?.openCalls ?? 0) > 0

  /**
   * Jobs at depth d may fill d+1 times the base size, so those that others wait for always find room
   * and nested calls cannot deadlock; at most `workers` of all jobs use the processor at once.
   */
  const mayStart = (order: JobOrder) => {
    const busy = busyThreads()
    const active = busy.filter((thread) => !isSuspended(thread)).length
    const room = workers * (Math.min(order.depth, maxDepth) + 1)
    return active < workers && busy.length < room
  }

  const spawn = () => {
    const channel = new MessageChannel()
    const signal = new Int32Array(new SharedArrayBuffer(4))
    const setup: WorkerSetup = { answers: channel.port2, signal }
    const worker = new Worker(file, {
      workerData: setup,
      transferList: [channel.port2],
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 96, stackSizeMb: 4 },
    })
    const thread: Thread = {
      worker,
      answers: channel.port1,
      signal,
      state: 'starting',
      running: undefined,
      lastCodeId: '',
      timer: setTimeout(() => retire(thread, 'did not start'), startTimeoutMs),
    }
    threads.add(thread)
    worker.on('message', (message: FromWorker) => {
      if (thread.state === 'gone') return
      if (message.type === 'ready') {
        clearTimeout(thread.timer)
        startFailures = 0
        thread.state = 'idle'
        advance()
        trim()
      } else if (message.type === 'poisoned') retire(thread, 'poisoned')
      else receive(thread, message)
    })
    worker.on('error', (error) => {
      log.warn({ error: messageOf(error) }, 'sandbox worker failed')
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      retire(thread, messageOf(error), isMemory ? 'memory' : 'infrastructure')
    })
    worker.on('exit', () => {
      clearTimeout(thread.timer)
      thread.answers.close()
      retire(thread, 'exited')
    })
  }

  /** Ends a thread for good, starts its successor, then fails whatever it was running. */
  const retire = (thread: Thread, reason: string, kind: Fault['kind'] = 'infrastructure') => {
    if (thread.state === 'gone') return
    if (thread.state === 'starting') startFailures++
    clearTimeout(thread.timer)
    thread.state = 'gone'
    threads.delete(thread)
    void thread.worker.terminate()
    if (closed) return
    replaced++
    refill()
    const running = thread.running
    if (running)
      finish(thread, running, {
        ok: false,
        fault: { kind, code: `sandbox.${kind}`, message: `the worker was ended: ${reason}` },
      })
    if (startFailures >= maxStartFailures) failAll(new SandboxStartError(reason))
    advance()
  }

  const failAll = (error: ZooidError) => {
    log.error({ error: error.message }, 'sandbox workers do not start')
    for (const waiting of queue.splice(0)) {
      waiting.leave()
      waiting.reject(error)
    }
  }

  /** Base size plus one warm spare; more only while nested jobs need them. */
  const refill = () => {
    if (closed || startFailures >= maxStartFailures) return
    const startable = queue.filter((waiting) => mayStart(waiting.order)).length
    const free = [...threads].filter((thread) => thread.state !== 'busy').length
    const isWanted = threads.size < workers + 1 || (startable > 0 && free === 0)
    // One at a time: threads that start together slow the first one down.
    const isStarting = [...threads].some((thread) => thread.state === 'starting')
    if (isWanted && !isStarting) spawn()
  }

  const trim = () => {
    const idle = [...threads].filter((thread) => thread.state === 'idle')
    while (threads.size > workers + 1 && idle.length > 1) {
      const surplus = idle.pop()
      if (!surplus) return
      surplus.state = 'gone'
      threads.delete(surplus)
      void surplus.worker.terminate()
    }
  }

  /** Starts every waiting job that may start, oldest first. */
  const advance = () => {
    if (closed) return
    for (let i = 0; i < queue.length; ) {
      const waiting = queue[i]
      if (!waiting || !mayStart(waiting.order)) {
        i++
        continue
      }
      const idle = [...threads].filter((candidate) => candidate.state === 'idle')
      const { codeId } = waiting.order.job
      const thread = idle.find((candidate) => candidate.lastCodeId === codeId) ?? idle[0]
      if (!thread) break
      queue.splice(i, 1)
      start(thread, waiting)
    }
    refill()
  }

  const start = (thread: Thread, waiting: Waiting) => {
    const jobId = ++lastJobId
    const { job } = waiting.order
    thread.state = 'busy'
    thread.lastCodeId = job.codeId
    thread.running = {
      ...waiting,
      jobId,
      startedAt: performance.now(),
      openCalls: 0,
      watchdog: setTimeout(() => {
        const running = thread.running
        if (running?.jobId !== jobId) return
        thread.running = undefined
        log.warn({ timeoutMs: job.timeoutMs }, 'sandbox worker killed at the deadline')
        retire(thread, 'deadline')
        finish(thread, running, { ok: false, fault: killedFault(job.timeoutMs) }, true)
      }, job.timeoutMs + graceMs),
    }
    post(thread, { type: 'run', job: { ...job, jobId } })
  }

  const finish = (
    thread: Thread,
    running: Running,
    outcome: Outcome,
    workerReplaced = thread.state === 'gone',
  ) => {
    clearTimeout(running.watchdog)
    thread.running = undefined
    running.leave()
    running.resolve({ outcome, wallMs: performance.now() - running.startedAt, workerReplaced })
  }

  const receive = (
    thread: Thread,
    message: Exclude<FromWorker, { type: 'ready' | 'poisoned' }>,
  ) => {
    const running = thread.running
    if (!running) return
    if (message.type === 'log') return running.order.host.log(message.line)
    if (message.type === 'kv') {
      const answer: KvAnswer = {
        sequence: message.sequence,
        reply: guard(() => running.order.host.kv(message.text)),
      }
      thread.answers.postMessage(answer)
      Atomics.add(thread.signal, 0, 1)
      Atomics.notify(thread.signal, 0)
      return
    }
    if (message.type === 'call') {
      void answerCall(thread, running, message.callId, message.text, message.remainingMs)
      return
    }
    if (message.jobId !== running.jobId) return
    const { outcome } = message
    thread.state = 'cleaning'
    thread.timer = setTimeout(() => retire(thread, 'did not clean up'), cleanTimeoutMs)
    finish(thread, running, outcome, !outcome.ok && outcome.fault.kind === 'memory')
  }

  const answerCall = async (
    thread: Thread,
    running: Running,
    callId: number,
    text: string,
    remainingMs: number,
  ) => {
    running.openCalls++
    advance()
    const reply = await guardAsync(() => running.order.host.call(text, remainingMs))
    running.openCalls--
    if (thread.running === running)
      post(thread, { type: 'answer', jobId: running.jobId, callId, reply })
  }

  const guard = (ask: () => string): Reply => {
    try {
      return { ok: true, text: ask() }
    } catch (error) {
      return refusal(error)
    }
  }
  const guardAsync = async (ask: () => Promise<string>): Promise<Reply> => {
    try {
      return { ok: true, text: await ask() }
    } catch (error) {
      return refusal(error)
    }
  }
  /** The guest learns of our own typed errors only; anything else stays in the log. */
  const refusal = (error: unknown): Reply => {
    if (error instanceof ZooidError)
      return { ok: false, code: error.code, message: error.message.slice(0, 1024) }
    log.error({ error: messageOf(error) }, 'a host capability failed')
    return { ok: false, code: 'host.failure', message: 'the node could not do this' }
  }

  refill()

  return {
    execute: (order) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new SandboxClosedError())
        if (order.signal?.aborted) return reject(order.signal.reason)
        if (startFailures >= maxStartFailures) startFailures = 0
        if (queue.length >= maxWaiting) return reject(new SandboxOverloadError(queue.length))
        const drop = (error: unknown) => {
          const index = queue.indexOf(waiting)
          if (index >= 0) queue.splice(index, 1)
          waiting.leave()
          reject(error)
        }
        const timer = setTimeout(() => {
          if (queue.includes(waiting)) drop(new SandboxOverloadError(queue.length))
        }, maxWaitMs)
        const onAbort = () => {
          const thread = busyThreads().find((busy) => busy.running?.order === order)
          if (thread) {
            clearTimeout(thread.running?.watchdog)
            thread.running = undefined
            retire(thread, 'aborted')
          }
          drop(order.signal?.reason)
        }
        const waiting: Waiting = {
          order,
          resolve,
          reject,
          leave: () => {
            clearTimeout(timer)
            order.signal?.removeEventListener('abort', onAbort)
          },
        }
        order.signal?.addEventListener('abort', onAbort, { once: true })
        queue.push(waiting)
        advance()
      }),
    stats: () => ({
      workers: threads.size,
      busy: busyThreads().length,
      waiting: queue.length,
      replaced,
    }),
    async close() {
      if (closed) return
      closed = true
      const ending = [...threads]
      const error = new SandboxClosedError()
      for (const waiting of queue.splice(0)) {
        waiting.leave()
        waiting.reject(error)
      }
      for (const thread of ending) {
        const running = thread.running
        if (running) {
          clearTimeout(running.watchdog)
          running.leave()
          running.reject(error)
        }
        thread.running = undefined
      }
      await Promise.all(ending.map((thread) => thread.worker.terminate()))
      threads.clear()
    },
  }
}

function post(thread: Thread, message: ToWorker): void {
  thread.worker.postMessage(message)
}

function killedFault(timeoutMs: number): Fault {
  return {
    kind: 'timeout',
    code: 'sandbox.killed',
    message: `no answer within ${timeoutMs} ms; the worker was killed`,
  }
}

export class SandboxOverloadError extends ZooidError {
  override readonly name = 'SandboxOverloadError'
  constructor(waiting: number) {
    super('sandbox.overloaded', `${waiting} calls are already waiting for a worker`, {
      hint: 'retry in a few seconds',
      status: 503,
      retryable: true,
    })
  }
}

export class SandboxClosedError extends ZooidError {
  override readonly name = 'SandboxClosedError'
  constructor() {
    super('sandbox.closed', 'the sandbox is closed', { status: 503 })
  }
}

export class SandboxStartError extends ZooidError {
  override readonly name = 'SandboxStartError'
  constructor(reason: string) {
    super('sandbox.no_worker', `sandbox workers do not start: ${reason}`, {
      hint: 'run the build, then look at the log',
      status: 503,
      retryable: true,
    })
  }
}

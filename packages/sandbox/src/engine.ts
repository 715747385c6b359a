// Runs cartridges and their tests in QuickJS: a bounded WASM instance, a fresh world per job, and the pump that
// drives a guest to its outcome under a deadline. A world that is asked for again and again is opened
// once and its memory put back after each call, so what one call did is nowhere in the next. It does not stop native loops (nothing inside
// can): the pool kills the worker for those. Any throw that comes from the host side of QuickJS marks
// the instance as poisoned, because its C state may be torn.
import { limits, messageOf, toHex } from '@zooid/base'
import {
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
  Scope,
} from 'quickjs-emscripten-core'
import { newBoundedQuickJS } from './bounded-quickjs.ts'
import { captureMemory, type MemoryImage } from './memory-image.ts'
import { preludeFor, waitForCall } from './prelude.ts'
import type { Job, Outcome, Reply } from './protocol.ts'
import { capabilityNames, type Fault } from './types.ts'

/** An instance that grew beyond this is replaced: WASM memory never shrinks. */
const keepBytes = 32 * 1024 * 1024
/** Deeper guest recursion would overflow V8's own stack first, which cannot be recovered from. */
const stackBytes = 128 * 1024
const jobsPerSlice = 256

/** What the worker provides to a running job. Both may throw; the guest then sees `{code, message}`. */
export type EngineHost = {
  /** Blocks until the pool answered. */
  readonly kv: (text: string, deadlineMs: number) => Reply
  readonly call: (text: string, remainingMs: number) => Promise<Reply>
  readonly log: (line: string) => void
}

export type Engine = {
  /** Runs one job in a fresh world; never rejects. Call `renew` before the next one. */
  readonly execute: (job: Job, host: EngineHost) => Promise<Execution>
  /**
   * Frees the world of the last job and opens the next one ahead of time, with the same cartridge
   * compiled but not begun: most calls are for the cartridge of the call before.
   * False when this instance must not be used any more.
   */
  readonly renew: () => boolean
}

export type Execution = { readonly outcome: Outcome; readonly poisoned: boolean }

export async function createEngine(): Promise<Engine> {
  const { memory: wasmMemory, quickjs } = await newBoundedQuickJS()
  let ahead: World | undefined
  let used: World | undefined
  /** How the last job went: a world is only put back after a call that ended well. */
  let wasRepeated = false
  let wasClean = false

  return {
    async execute(job, host) {
      const deadlineMs = performance.now() + job.timeoutMs
      try {
        const source = preludeFor(job.granted, job.mode)
        wasClean = false
        wasRepeated = ahead?.source === source && ahead.code === job.code
        if (ahead && !wasRepeated) ahead.scope.dispose()
        const world = ahead && wasRepeated ? ahead : openWorld(quickjs, source, job.code)
        ahead = undefined
        used = world
        const outcome = await runJob(world, job, host, deadlineMs)
        wasClean = outcome.ok
        // After a failed allocation the C side may assert when it is freed; the thread ends anyway.
        return { outcome, poisoned: !outcome.ok && outcome.fault.kind === 'memory' }
      } catch (error) {
        return { outcome: { ok: false, fault: hostThrow(error) }, poisoned: true }
      }
    },
    renew() {
      try {
        const last = used
        used = undefined
        if (last?.image && wasClean && wasmMemory.buffer.byteLength <= keepBytes) {
          closeCall(last, false)
          last.image.restore()
          ahead = last
          return true
        }
        if (last) closeCall(last, true)
        last?.scope.dispose()
        if (wasmMemory.buffer.byteLength > keepBytes) return false
        if (last) ahead = openWorld(quickjs, last.source, last.code)
        // Looking for what is in use costs as much as a few calls: not for a cartridge called once.
        if (ahead && wasRepeated && wasClean) ahead.image = captureMemory(wasmMemory)
        return true
      } catch {
        // A host-side throw: the instance may be torn, whatever it says.
        return false
      }
    },
  }
}

/** One guest's whole world. What it opened with is owned by `scope`, what its call made by `call`. */
type World = {
  readonly source: string
  readonly code: string
  readonly scope: Scope
  readonly runtime: QuickJSRuntime
  readonly context: QuickJSContext
  /** The cartridge, waiting for `begin`, or what its compilation threw. */
  readonly module: { readonly value: QuickJSHandle } | { readonly error: QuickJSHandle }
  readonly begin: QuickJSHandle
  readonly enter: QuickJSHandle
  readonly settle: QuickJSHandle
  readonly describe: QuickJSHandle
  /** As it was before its call; null when it is not kept. */
  image: MemoryImage | null
  call: Scope
  /** Set by the job. */
  readonly deadline: { atMs: number }
  /** Set by the job: answers one operation of the prelude. */
  answer: (op: QuickJSHandle | undefined, text: QuickJSHandle | undefined) => string
}

function openWorld(quickjs: QuickJSWASMModule, source: string, code: string): World {
  const scope = new Scope()
  const runtime = scope.manage(quickjs.newRuntime())
  runtime.setMaxStackSize(stackBytes)
  // Installed here and never again: half of it lives in the memory that may be put back.
  const deadline = { atMs: Number.POSITIVE_INFINITY }
  runtime.setInterruptHandler(() => performance.now() >= deadline.atMs)
  const context = scope.manage(runtime.newContext())
  const hostFunction = scope.manage(
    context.newFunction('host', (op, text) => context.newString(world.answer(op, text))),
  )
  const install = scope.manage(context.unwrapResult(context.evalCode(source, 'prelude.js')))
  const parts = scope.manage(
    context.unwrapResult(context.callFunction(install, context.undefined, hostFunction)),
  )
  const part = (index: number) => scope.manage(context.getProp(parts, index))
  const compiled = context.evalCode(waitForCall + code, 'cartridge.js', { type: 'module' })
  const world: World = {
    source,
    code,
    scope,
    runtime,
    context,
    module: compiled.error
      ? { error: scope.manage(compiled.error) }
      : { value: scope.manage(compiled.value) },
    begin: part(0),
    enter: part(1),
    settle: part(2),
    describe: part(3),
    image: null,
    call: new Scope(),
    deadline,
    answer: answerClosed,
  }
  return world
}

const answerClosed = () =>
  encodeReply({ ok: false, code: 'sandbox.closed', message: 'no job is running' })

/** Handles of a call are not freed when their memory is about to be overwritten. */
function closeCall(world: World, isFreed: boolean): void {
  if (isFreed) world.call.dispose()
  world.call = new Scope()
  world.deadline.atMs = Number.POSITIVE_INFINITY
  world.answer = answerClosed
}

async function runJob(
  world: World,
  job: Job,
  host: EngineHost,
  deadlineMs: number,
): Promise<Outcome> {
  const { runtime, context, call: scope, module } = world
  const isLate = () => performance.now() >= deadlineMs
  world.deadline.atMs = deadlineMs
  const calls = createCalls()
  world.answer = (op, text) => answerGuest(context, op, text, job, host, deadlineMs, calls)
  const invoke = (name: 'begin' | 'enter' | 'settle' | 'describe', ...args: QuickJSHandle[]) =>
    context.callFunction(world[name], context.undefined, ...args)
  const faultOf = (error: QuickJSHandle): Outcome => {
    if (isLate()) return { ok: false, fault: timeoutFault(job.timeoutMs) }
    const described = invoke('describe', error)
    if (described.error) {
      described.error.dispose()
      return { ok: false, fault: isLate() ? timeoutFault(job.timeoutMs) : memoryFault }
    }
    const text = scope.manage(described.value)
    return { ok: false, fault: faultFromDescription(context.getString(text), job) }
  }

  if ('error' in module) return faultOf(module.error)
  const begun = invoke('begin')
  if (begun.error) return faultOf(scope.manage(begun.error))
  begun.value.dispose()
  const input = scope.manage(context.newString(job.input))
  const maxLength = scope.manage(context.newNumber(job.maxTextLength))
  const entered = invoke('enter', module.value, input, maxLength)
  if (entered.error) return faultOf(scope.manage(entered.error))
  const promise = scope.manage(entered.value)

  for (;;) {
    const state = context.getPromiseState(promise)
    if (state.type === 'fulfilled') return outcomeOf(context, scope.manage(state.value), job)
    if (state.type === 'rejected') return faultOf(scope.manage(state.error))
    if (isLate()) return { ok: false, fault: timeoutFault(job.timeoutMs) }
    if (runtime.hasPendingJob()) {
      const pumped = runtime.executePendingJobs(jobsPerSlice)
      if (pumped.error) return faultOf(scope.manage(pumped.error))
      continue
    }
    if (calls.pending === 0) return { ok: false, fault: neverSettles }
    const settled = await calls.next(deadlineMs - performance.now())
    if (!settled) return { ok: false, fault: timeoutFault(job.timeoutMs) }
    const id = scope.manage(context.newNumber(settled.id))
    const reply = scope.manage(context.newString(encodeReply(settled.reply)))
    const resumed = invoke('settle', id, reply)
    if (resumed.error) return faultOf(scope.manage(resumed.error))
    resumed.value.dispose()
  }
}

type Settled = { readonly id: number; readonly reply: Reply }

/** Asynchronous host calls in flight, in the order their answers arrive. */
function createCalls() {
  const arrived: Settled[] = []
  let wake: (() => void) | undefined
  let lastId = 0
  let inFlight = 0
  return {
    get pending() {
      return inFlight + arrived.length
    },
    start(reply: Promise<Reply>): number {
      const id = ++lastId
      inFlight++
      void reply.then((value) => {
        inFlight--
        arrived.push({ id, reply: value })
        wake?.()
      })
      return id
    },
    /** The next answer, or null when `timeoutMs` passes first. */
    async next(timeoutMs: number): Promise<Settled | null> {
      if (arrived.length === 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(0, timeoutMs))
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      return arrived.shift() ?? null
    },
  }
}

type Calls = ReturnType<typeof createCalls>

/** One operation of the prelude. Arguments are strings by construction, but that is checked here. */
function answerGuest(
  context: QuickJSContext,
  opHandle: QuickJSHandle | undefined,
  textHandle: QuickJSHandle | undefined,
  job: Job,
  host: EngineHost,
  deadlineMs: number,
  calls: Calls,
): string {
  const op = opHandle && readText(context, opHandle, 16)
  const text = textHandle && readText(context, textHandle, limits.cartridgeOutputBytes)
  if (op == null || text == null)
    return encodeReply({ ok: false, code: 'sandbox.argument', message: 'argument is too large' })
  switch (op) {
    case 'now':
      return `+${Math.floor(job.epochMs + job.timeoutMs - (deadlineMs - performance.now()))}`
    case 'random':
      return `+"${toHex(crypto.getRandomValues(new Uint8Array(1024))).slice(2)}"`
    case 'log':
      host.log(JSON.parse(text) as string)
      return '+'
    case 'kv':
      return encodeReply(host.kv(text, deadlineMs))
    case 'call':
      if (calls.pending >= maxCallsInFlight)
        return encodeReply({
          ok: false,
          code: 'call.too_many',
          message: `more than ${maxCallsInFlight} calls in flight`,
        })
      return `+${calls.start(host.call(text, deadlineMs - performance.now()))}`
    default:
      return encodeReply({ ok: false, code: 'sandbox.argument', message: 'unknown operation' })
  }
}

const maxCallsInFlight = 16

function encodeReply(reply: Reply): string {
  if (reply.ok) return `+${reply.text}`
  return `-${JSON.stringify({ code: reply.code, message: reply.message })}`
}

/** Text of a guest string no longer than `maxLength`, else null. Length is read before any copy. */
function readText(context: QuickJSContext, handle: QuickJSHandle, maxLength: number) {
  if (context.typeof(handle) !== 'string') return null
  const length = context.getProp(handle, 'length').consume((value) => context.getNumber(value))
  return length <= maxLength ? context.getString(handle) : null
}

function outcomeOf(context: QuickJSContext, handle: QuickJSHandle, job: Job): Outcome {
  const text = readText(context, handle, job.maxTextLength)
  if (text === null) return badOutput('sandbox.output_too_large', 'the response is too large')
  const refused = /^!(\S+) (.*)/.exec(text)
  if (refused?.[1] && refused[2]) return badOutput(refused[1], refused[2])
  return { ok: true, text: text.slice(1) }
}

function badOutput(code: string, message: string): Outcome {
  return { ok: false, fault: { kind: 'bad_output', code, message } }
}

const memoryFault: Fault = {
  kind: 'memory',
  code: 'sandbox.memory',
  message: 'the cartridge ran out of memory (64 MiB)',
}

const neverSettles: Fault = {
  kind: 'runtime',
  code: 'sandbox.never_settles',
  message: 'the promise that handle returned can never settle: nothing is pending',
}

function timeoutFault(timeoutMs: number): Fault {
  return {
    kind: 'timeout',
    code: 'sandbox.timeout',
    message: `no answer within ${timeoutMs} ms`,
  }
}

/** `description` is the prelude's JSON, so its shape is known; its content is the guest's. */
function faultFromDescription(description: string, job: Job): Fault {
  const { name, message, code } = JSON.parse(description) as {
    name: string
    message: string
    code: string
  }
  if (code !== '')
    return { kind: 'capability', code, message: message.slice(0, limits.cartridgeErrorBytes) }
  if (name === 'InternalError' && message.includes('out of memory')) return memoryFault
  const missing = /^'?(\w+)'? is not defined$/.exec(message)?.[1]
  if (name === 'ReferenceError' && capabilityNames.some((known) => known === missing))
    return {
      kind: 'capability',
      code: 'capability.denied',
      message: `${missing} needs capability "${missing}": list it under "capabilities" in cartridge.json`,
    }
  const label = job.mode === 'test' ? 'test.ts: ' : ''
  const full = name === '' ? message : `${name}: ${message}`
  return {
    kind: 'runtime',
    code: 'sandbox.runtime',
    message: (label + full).slice(0, limits.cartridgeErrorBytes),
  }
}

function hostThrow(error: unknown): Fault {
  const message = messageOf(error)
  if (/memory/i.test(message)) return memoryFault
  return {
    kind: 'runtime',
    code: 'sandbox.engine',
    message: `the engine gave up on this code: ${message}`.slice(0, limits.cartridgeErrorBytes),
  }
}

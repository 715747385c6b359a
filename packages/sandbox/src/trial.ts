// Tries a solution with a problem's tests: two QuickJS instances with a memory each, so the solution can
// reach neither the inputs nor the expectations. Calls go from one world to the other as text, in this
// thread, without waiting. Each memory is put back afterwards, so a trial depends on nothing before it;
// what stops a solution is a count of engine steps, which is the same on every machine, then the clock.
import { limits, messageOf } from '@zooid/base'
import {
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  Scope,
} from 'quickjs-emscripten-core'
import { newBoundedQuickJS } from './bounded-quickjs.ts'
import { captureMemory, type MemoryImage } from './memory-image.ts'
import type { Job, Outcome } from './protocol.ts'
import { solutionPrelude, testsPrelude } from './trial-prelude.ts'
import type { TrialOrder } from './trial-types.ts'
import type { Fault } from './types.ts'

/** An instance that grew beyond this is replaced: WASM memory never shrinks. */
const keepBytes = 32 * 1024 * 1024
const stackBytes = 256 * 1024
/** Longest message between the worlds, and all of them together, in UTF-16 units. */
const maxMessageLength = 2 * 1024 * 1024
const maxTraffic = 32 * 1024 * 1024
/** Tests and solution may call each other back this deep. */
const maxCallDepth = 24
/** For the tests' own work. One step is 10,000 loops or calls. */
const maxTestSteps = 20_000
const maxTranscript = 20_000

export type TrialEngine = {
  /** Runs one job of mode `trial`; never throws. Call `renew` before the next one. */
  readonly execute: (job: Job) => { readonly outcome: Outcome; readonly poisoned: boolean }
  /** Puts both worlds back. False when this engine must not be used any more. */
  readonly renew: () => boolean
}

export async function createTrialEngine(): Promise<TrialEngine> {
  const testSide = await newBoundedQuickJS()
  const solutionSide = await newBoundedQuickJS()
  let tests:
    | { readonly code: string; readonly world: World; readonly broken: Fault | null }
    | undefined
  let solution: World | undefined

  const openTests = (code: string) => {
    tests?.world.scope.dispose()
    tests = undefined
    const world = openWorld(testSide, testsPrelude, (opened) => loadTests(opened, code))
    tests = { code, ...world }
    return tests
  }

  return {
    execute(job) {
      const deadlineMs = performance.now() + job.timeoutMs
      try {
        const { world, broken } = tests?.code === job.code ? tests : openTests(job.code)
        if (broken) return { outcome: { ok: false, fault: broken }, poisoned: false }
        solution ??= openWorld(solutionSide, solutionPrelude, () => null).world
        const order = JSON.parse(job.input) as TrialOrder
        const outcome = runTrial({ tests: world, solution, order, deadlineMs })
        if (outcome.ok && outcome.text.length > job.maxTextLength)
          return { outcome: failed('bad_output', 'the report is too large'), poisoned: false }
        return { outcome, poisoned: !outcome.ok && outcome.fault.kind === 'memory' }
      } catch (error) {
        // RangeError of the host's own stack, an assertion of the C side: nothing here is whole any more.
        const message = `the engine gave up on this code: ${messageOf(error)}`
        return { outcome: failed('runtime', message), poisoned: true }
      }
    },
    renew() {
      try {
        if (testSide.memory.buffer.byteLength > keepBytes) return false
        if (solutionSide.memory.buffer.byteLength > keepBytes) return false
        if (tests && !putBack(tests.world)) tests = undefined
        if (solution && !putBack(solution)) solution = undefined
        return true
      } catch {
        // A host-side throw: the instance may be torn, whatever it says.
        return false
      }
    },
  }
}

type Side = Awaited<ReturnType<typeof newBoundedQuickJS>>

/** One world as its prelude left it, and the budget of what runs in it now. */
type World = {
  readonly scope: Scope
  readonly runtime: QuickJSRuntime
  readonly context: QuickJSContext
  /** The functions its prelude returned. */
  readonly parts: readonly QuickJSHandle[]
  readonly budget: Budget
  /** What its `host(text)` answers. */
  answer: (text: string) => string
  image: MemoryImage | null
}

type Budget = { steps: number; maxSteps: number; deadlineMs: number }

const partCount = 3

function openWorld(
  { memory, quickjs }: Side,
  prelude: string,
  load: (world: World) => Fault | null,
): { readonly world: World; readonly broken: Fault | null } {
  const scope = new Scope()
  const runtime = scope.manage(quickjs.newRuntime())
  runtime.setMaxStackSize(stackBytes)
  // Installed here and never again: half of it lives in the memory that is put back.
  const budget: Budget = { steps: 0, maxSteps: maxTestSteps, deadlineMs: Number.POSITIVE_INFINITY }
  runtime.setInterruptHandler(() => ++budget.steps > budget.maxSteps || isLate(budget))
  const context = scope.manage(runtime.newContext())
  const host = scope.manage(
    context.newFunction('host', (text) => context.newString(world.answer(read(context, text)))),
  )
  const install = scope.manage(context.unwrapResult(context.evalCode(prelude, 'prelude.js')))
  const list = scope.manage(
    context.unwrapResult(context.callFunction(install, context.undefined, host)),
  )
  const parts = Array.from({ length: partCount }, (_, i) => scope.manage(context.getProp(list, i)))
  const world: World = {
    scope,
    runtime,
    context,
    parts,
    budget,
    answer: () => refusal('no trial is running'),
    image: null,
  }
  const broken = load(world)
  world.image = captureMemory(memory)
  return { world, broken }
}

/** False when the world was freed instead. Handles of the trial are not freed: their memory is overwritten. */
function putBack(world: World): boolean {
  world.answer = () => refusal('no trial is running')
  if (world.image) {
    world.image.restore()
    return true
  }
  world.scope.dispose()
  return false
}

const isLate = ({ deadlineMs }: Budget) => performance.now() >= deadlineMs
const isSpent = (budget: Budget) => budget.steps > budget.maxSteps || isLate(budget)

/** Evaluates tests.ts, which registers its cases. Its failures are the problem's, not a solution's. */
function loadTests(world: World, code: string): Fault | null {
  world.budget.deadlineMs = performance.now() + 1000
  const evaluated = world.context.evalCode(code, 'tests.js', { type: 'module' })
  if (!evaluated.error) {
    world.scope.manage(evaluated.value)
    return null
  }
  const error = world.scope.manage(evaluated.error)
  const message = isSpent(world.budget) ? 'never ends' : explain(world, error)
  return { kind: 'infrastructure', code: 'trial.tests', message: `tests.ts: ${message}` }
}

type Trial = {
  readonly tests: World
  readonly solution: World
  readonly order: TrialOrder
  readonly deadlineMs: number
}

function runTrial({ tests, solution, order, deadlineMs }: Trial): Outcome {
  Object.assign(tests.budget, { steps: 0, maxSteps: maxTestSteps, deadlineMs })
  if (order.kind === 'list') return listExamples(tests)
  Object.assign(solution.budget, { steps: 0, maxSteps: order.maxSteps, deadlineMs })

  let ended: Fault | undefined
  let torn: { readonly error: unknown } | undefined
  let calls = 0
  let depth = 0
  let traffic = 0
  const transcript: [string, string][] = []

  const cross = (to: World, part: number, message: string): string => {
    traffic += message.length
    if (ended) return '!'
    if (depth >= maxCallDepth) return refusal('tests and solution call each other too deeply')
    depth++
    const answer = callGuarded(to, part, message)
    depth--
    if ('fault' in answer) ended = answer.fault
    else traffic += answer.text.length
    if (traffic > maxTraffic)
      ended ??= faultOf('bad_output', 'the solution hands over too much data')
    return ended || 'fault' in answer ? '!' : answer.text
  }
  /** A throw of the host must not end up in a guest's catch: the engine is torn, whatever follows. */
  const callGuarded = (to: World, part: number, message: string): Answer => {
    try {
      return call(to, part, message)
    } catch (error) {
      torn = { error }
      return { fault: faultOf('runtime', messageOf(error)) }
    }
  }
  tests.answer = (message) => {
    calls++
    const reply = cross(solution, 1, message)
    if (order.isRecorded && transcript.length < maxTranscript) transcript.push([message, reply])
    return reply
  }
  solution.answer = (message) =>
    order.kind === 'replay' ? refusal('callbacks cannot be replayed') : cross(tests, 2, message)

  const exported = loadSolution(solution, order.code)
  if ('fault' in exported) return { ok: false, fault: exported.fault }

  if (order.kind === 'replay') {
    const replies = order.messages.map((message) => cross(solution, 1, message))
    if (torn) throw torn.error
    return ended ? { ok: false, fault: ended } : { ok: true, text: JSON.stringify(replies) }
  }
  const { seed, runsFactor, stopAtFailure, visibleOnly } = order
  const orders = { seed, runsFactor, stopAtFailure, visibleOnly, exported: exported.names }
  const ran = call(tests, 1, JSON.stringify(orders))
  if (torn) throw torn.error
  if (ended) return { ok: false, fault: ended }
  if ('fault' in ran) return { ok: false, fault: ran.fault }
  const steps = solution.budget.steps
  const rest = JSON.stringify({ calls, steps, ...(order.isRecorded ? { transcript } : {}) })
  return { ok: true, text: `{"tests":${ran.text.slice(1)},${rest.slice(1)}` }
}

function listExamples(tests: World): Outcome {
  const listed = call(tests, 0, '')
  if ('fault' in listed) return { ok: false, fault: { ...listed.fault, kind: 'infrastructure' } }
  return { ok: true, text: listed.text.slice(1) }
}

/** Evaluates the solution's module and opens its exports to the tests. */
function loadSolution(
  world: World,
  code: string,
): { readonly names: unknown } | { readonly fault: Fault } {
  const { context, runtime } = world
  const evaluated = context.evalCode(code, 'solution.js', { type: 'module' })
  if (evaluated.error) return { fault: thrown(world, evaluated.error) }
  if (runtime.hasPendingJob()) {
    const pumped = runtime.executePendingJobs(1000)
    if (pumped.error) return { fault: thrown(world, pumped.error) }
  }
  const state = context.getPromiseState(evaluated.value)
  if (state.type === 'rejected') return { fault: thrown(world, state.error) }
  if (state.type === 'pending')
    return { fault: faultOf('runtime', 'the module waits for a promise that never settles') }
  const opened = callWith(world, 0, state.value)
  if ('fault' in opened) return opened
  if (opened.text.startsWith('+')) return { names: JSON.parse(opened.text.slice(1)) }
  const { name, message } = JSON.parse(opened.text.slice(1)) as Explained
  return { fault: faultOf('runtime', `${name}: ${message}`) }
}

type Answer = { readonly text: string } | { readonly fault: Fault }

function call(world: World, part: number, message: string): Answer {
  const text = world.context.newString(message)
  const answer = callWith(world, part, text)
  text.dispose()
  return answer
}

function callWith(world: World, part: number, argument: QuickJSHandle): Answer {
  const { context, parts } = world
  const target = parts[part]
  if (!target) throw new RangeError(`a world has no part ${part}`)
  const result = context.callFunction(target, context.undefined, argument)
  if (result.error) return { fault: thrown(world, result.error) }
  const text = result.value.consume((value) => read(context, value))
  if (text.startsWith('-{"name":"InternalError","message":"out of memory'))
    return { fault: memoryFault }
  // A stop request that came while the world answered an error of its own.
  return isSpent(world.budget) ? { fault: timeoutFault } : { text }
}

/** What the prelude could not catch: a stop at the budget's end, or memory that ran out. */
function thrown(world: World, error: QuickJSHandle): Fault {
  if (isSpent(world.budget)) return timeoutFault
  const message = explain(world, error)
  return message.includes('out of memory') ? memoryFault : faultOf('runtime', message)
}

type Explained = { readonly name: string; readonly message: string }

/** `name: message` of a thrown value, read in its own world. */
function explain({ context }: World, error: QuickJSHandle): string {
  const read = (name: string) => {
    const handle = context.getProp(error, name)
    return handle.consume((value) =>
      context.typeof(value) === 'string' ? context.getString(value).slice(0, 1024) : '',
    )
  }
  if (context.typeof(error) !== 'object') return 'a value that is no Error was thrown'
  return `${read('name') || 'Error'}: ${read('message')}`
}

/** Text of a guest string; its length is read before any copy. */
function read(context: QuickJSContext, handle: QuickJSHandle | undefined): string {
  if (!handle || context.typeof(handle) !== 'string') return refusal('text expected')
  const length = context.getProp(handle, 'length').consume((value) => context.getNumber(value))
  return length > maxMessageLength ? refusal('the value is too large') : context.getString(handle)
}

function refusal(message: string): string {
  return `-${JSON.stringify({ name: 'RangeError', message })}`
}

function faultOf(kind: Fault['kind'], message: string): Fault {
  return { kind, code: `trial.${kind}`, message: message.slice(0, limits.cartridgeErrorBytes) }
}

function failed(kind: Fault['kind'], message: string): Outcome {
  return { ok: false, fault: faultOf(kind, message) }
}

const memoryFault = faultOf('memory', 'the solution ran out of memory (64 MiB)')
const timeoutFault = faultOf('timeout', 'the solution does not come to an end')

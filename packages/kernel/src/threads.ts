// Fork and join over the one linear memory: the calling thread hands each worker one call of the same op,
// runs the first part itself and waits for the rest. Not a scheduler: one fork at a time, no queue.
// Invariant: when `fork` returns or throws, no worker is inside an op.
//
// Both sides spin before they sleep: ops of a training step follow each other within microseconds, and a
// futex wake-up costs as much as a small GEMM. It also moves threads apart: a system that woke the worker
// on its caller's core leaves it there while the two take turns sleeping, and both then share one core.
import { ZooidError } from '@zooid/base'
import { type OpName, opNames } from './op-names.ts'
import { runTape, type TapeBlock } from './tape.ts'
import type { WasmFunction, WasmMemory, WasmModule } from './webassembly.ts'

export type Threads = {
  /** Threads that take part, the calling one included. */
  readonly count: number
  /** Runs `op` once per element of `parts`, at most `count`, all at the same time. @throws KernelFaultError */
  readonly fork: (op: OpName, parts: readonly (readonly number[])[]) => void
  /** Runs whole tapes, at most `count`, one per thread. @throws KernelFaultError */
  readonly forkTapes: (tapes: readonly TapeBlock[]) => void
  readonly close: () => Promise<void>
}

/** What starts a worker and tells when it is ready; Node and browsers differ. */
export type StartWorker = (setup: WorkerSetup) => {
  readonly ready: Promise<void>
  readonly stop: () => Promise<void>
}

export type WorkerSetup = {
  readonly module: WasmModule
  readonly memory: WasmMemory
  readonly control: SharedArrayBuffer
  readonly argsAt: number
  readonly maxArgs: number
  readonly slots: readonly number[]
  readonly spins: number
  /** Upper end of this thread's own stack, in bytes. */
  readonly stackTop: number
  readonly opNames: readonly string[]
}

export const threadStackBytes = 65_536

const [ticketSlot, pendingSlot, opSlot, faultSlot, quitSlot] = [0, 1, 2, 3, 4] as const
const slots = [ticketSlot, pendingSlot, opSlot, faultSlot, quitSlot]
const maxArgs = 31
const argsBytes = (maxArgs + 1) * Float64Array.BYTES_PER_ELEMENT
/** Arguments begin on a cache line of their own, so that writing them does not disturb spinning threads. */
const argsStart = 64
/** Roughly 250 microseconds of looking for the next call before a worker sleeps. */
const spins = 20_000
/** The caller looks as long again as its own part took, and at least this long: parts are equal. */
const leastSpinMs = 0.05
/** Looks between two readings of the clock. */
const looks = 64

export type ThreadOptions = {
  readonly module: WasmModule
  readonly memory: WasmMemory
  readonly ops: Readonly<Record<OpName, WasmFunction>>
  /** One stack per worker. */
  readonly stackTops: readonly number[]
  readonly startWorker: StartWorker
}

/** The same interface without workers: parts run one after the other. */
export function singleThread(
  ops: Readonly<Record<OpName, WasmFunction>>,
  memory: WasmMemory,
): Threads {
  return {
    count: 1,
    fork: (op, parts) => {
      for (const part of parts) ops[op](...part)
    },
    forkTapes: (tapes) => {
      for (const tape of tapes) runTape(ops, memory.buffer, tape)
    },
    close: async () => {},
  }
}

export async function startThreads(options: ThreadOptions): Promise<Threads> {
  const { module, memory, ops, stackTops, startWorker } = options
  const control = new SharedArrayBuffer(argsStart + stackTops.length * argsBytes)
  const state = new Int32Array(control, 0, slots.length)
  const setups = stackTops.map((stackTop, i) => {
    const argsAt = argsStart + i * argsBytes
    return { module, memory, control, argsAt, maxArgs, slots, spins, stackTop, opNames }
  })
  const workers = setups.map((setup) => startWorker(setup))
  await Promise.all(workers.map((worker) => worker.ready))
  const args = setups.map(({ argsAt }) => new Float64Array(control, argsAt, maxArgs + 1))
  const sleep = canSleep(state)
  let closed = false
  /** Workers get parts[1..]; `own` is the caller's share. Returns when all are done. */
  const forkParts = (op: number, parts: readonly (readonly number[])[], own: () => void) => {
    if (closed) throw new KernelClosedError()
    if (parts.length > 1 + workers.length)
      throw new TooManyPartsError(parts.length, 1 + workers.length)
    for (let i = 0; i < args.length; i++) write(args[i], parts[i + 1])
    Atomics.store(state, opSlot, op)
    Atomics.store(state, pendingSlot, workers.length)
    Atomics.add(state, ticketSlot, 1)
    Atomics.notify(state, ticketSlot)
    const begun = performance.now()
    try {
      own()
    } finally {
      const took = performance.now() - begun
      join(state, sleep, begun + took + Math.max(took, leastSpinMs))
    }
    const name = opNames[op] ?? 'a tape'
    if (Atomics.exchange(state, faultSlot, 0) === 1) throw new KernelFaultError(name)
  }
  return {
    count: 1 + workers.length,
    fork: (op, parts) => {
      forkParts(opNames.indexOf(op), parts, () => {
        if (parts[0]) ops[op](...parts[0])
      })
    },
    forkTapes: (tapes) => {
      const parts = tapes.map(({ offset, numbers }) => [offset, numbers])
      forkParts(opNames.length, parts, () => {
        if (tapes[0]) runTape(ops, memory.buffer, tapes[0])
      })
    },
    close: async () => {
      closed = true
      Atomics.store(state, quitSlot, 1)
      Atomics.add(state, ticketSlot, 1)
      Atomics.notify(state, ticketSlot)
      await Promise.all(workers.map((worker) => worker.stop()))
    },
  }
}

function write(slot: Float64Array | undefined, part: readonly number[] | undefined): void {
  if (!slot) return
  slot[0] = part ? part.length : -1
  if (part) slot.set(part, 1)
}

function join(state: Int32Array, sleep: boolean, spinUntil: number): void {
  do {
    for (let i = 0; i < looks; i++) if (Atomics.load(state, pendingSlot) === 0) return
  } while (performance.now() < spinUntil)
  for (;;) {
    const pending = Atomics.load(state, pendingSlot)
    if (pending === 0) return
    if (sleep) Atomics.wait(state, pendingSlot, pending)
  }
}

/** A browser's main thread may not sleep; there the join spins to the end. */
function canSleep(state: Int32Array): boolean {
  try {
    Atomics.wait(state, quitSlot, 1, 0)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

export class KernelFaultError extends ZooidError {
  override readonly name = 'KernelFaultError'
  constructor(op: string) {
    super('kernel.fault', `${op} trapped on a worker thread`, {
      hint: 'Offsets or dimensions point outside the memory; the result is undefined.',
    })
  }
}

export class KernelClosedError extends ZooidError {
  override readonly name = 'KernelClosedError'
  constructor() {
    super('kernel.closed', 'the kernel is closed')
  }
}

export class TooManyPartsError extends ZooidError {
  override readonly name = 'TooManyPartsError'
  constructor(parts: number, threads: number) {
    super('kernel.parts', `${parts} parts for ${threads} threads`)
  }
}

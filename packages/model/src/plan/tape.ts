// A tape is a flat list of kernel calls with their final arguments, written once per shape and played
// every step. It is recorded by handing the kernel's own op functions a kernel that writes calls down
// instead of running them, so shapes are checked at recording and a step allocates and looks up nothing.
import { type Kernel, type TapeBlock, tapeNumbers, writeTape } from '@zooid/kernel'

export type OpName = keyof Kernel['ops']

/** One part per thread that takes part; a step may change numbers in place (see `lastPart`). */
export type TapeCall =
  | { readonly op: OpName; readonly parts: readonly number[][] }
  /** Work of the calling thread for which the kernel has no op. */
  | { readonly run: () => void }

export type Tape = {
  readonly calls: readonly TapeCall[]
  /** Give this to kernel ops to write them down. */
  readonly recorder: Kernel
  readonly host: (run: () => void) => void
  /** Arguments of the latest call, to change before a play. */
  readonly lastPart: () => number[]
}

/** Ops that answer a question about the build; these run at once. */
const questions: ReadonlySet<string> = new Set([
  'attention_scratch',
  'gemm_scratch',
  'int8_block',
  'rwkv7_chunk',
  'rwkv7_scratch',
])

/**
 * @param threads how many threads each op may be split over; 1 keeps every op whole
 * @param thread whose scratch the calls use, for a tape that is run whole by one thread
 */
export function createTape(kernel: Kernel, threads = kernel.threads.count, thread = 0): Tape {
  const scratch = (i: number) => kernel.scratch(thread + i)
  return tapeOf({ ...kernel, scratch }, threads, (call) => call)
}

/**
 * For a few rows at a time: products read their weights once instead of packing them, and no op is
 * split, because waking a thread takes as long as the op.
 */
export function createThinTape(kernel: Kernel): Tape {
  return tapeOf(kernel, 1, thinned)
}

/** Few enough rows that a product is a walk over its weights. */
const thinRows = 4

/** A product of rows of A and all of B as the kernel's op for few rows; other calls as they are. */
function thinned(call: TapeCall): TapeCall {
  if (!('op' in call) || call.op !== 'gemm' || call.parts.length !== 1) return call
  const [form, , m = 0, n = 0, k = 0, a = 0, , b = 0, , c = 0, , start = 0, first = 0] =
    call.parts[0] ?? []
  // What is there already, here or elsewhere, can serve as a bias only if there is one row of it.
  if (m > thinRows || form === 2 || ((start === 1 || start === 3) && m > 1)) return call
  const op = form === 0 ? 'gemv_forward' : 'gemv_transposed_forward'
  return { op, parts: [[c, a, b, start === 0 ? 0 : start === 1 ? c : first, m, k, n, 0, n]] }
}

function tapeOf(kernel: Kernel, threads: number, written: (call: TapeCall) => TapeCall): Tape {
  const calls: TapeCall[] = []
  const push = (call: TapeCall) => {
    calls.push(written(call))
  }
  const ops = { ...kernel.ops }
  for (const op of Object.keys(kernel.ops) as OpName[]) {
    if (questions.has(op)) continue
    ops[op] = (...args: number[]) => {
      push({ op, parts: [args] })
      return 0
    }
  }
  const fork = (op: OpName, parts: readonly (readonly number[])[]) => {
    push({ op, parts: parts.map((part) => [...part]) })
  }
  return {
    calls,
    recorder: { ...kernel, ops, threads: { ...kernel.threads, count: threads, fork } },
    host: (run) => {
      push({ run })
    },
    lastPart: () => {
      const call = calls.at(-1)
      const part = call !== undefined && 'op' in call ? call.parts[0] : undefined
      if (part === undefined) throw new RangeError('the latest call is not a whole kernel op')
      return part
    },
  }
}

/** Whether a thread of the kernel could run the calls by itself. */
export function isWhole(calls: readonly TapeCall[]): boolean {
  return calls.every((call) => 'op' in call && call.parts.length === 1)
}

/** Runs tapes at the same time, one per thread; each must be whole. `room` takes their numbers. */
export function playTogether(
  kernel: Kernel,
  tapes: readonly (readonly TapeCall[])[],
  room: readonly TapeBlock[],
): void {
  for (const [i, calls] of tapes.entries()) {
    const block = room[i]
    if (block === undefined) throw new RangeError(`no room for tape ${i}`)
    const { buffer } = kernel.f32({ offset: 0, shape: [1], dtype: 'f32' })
    writeTape(new Float64Array(buffer, block.offset, block.numbers), calls.flatMap(asWritten))
  }
  kernel.threads.forkTapes(room)
}

export function tapeLength(calls: readonly TapeCall[]): number {
  return tapeNumbers(calls.flatMap(asWritten))
}

function asWritten(call: TapeCall): { op: OpName; args: readonly number[] }[] {
  return 'op' in call ? call.parts.map((args) => ({ op: call.op, args })) : []
}

export function play(kernel: Kernel, calls: readonly TapeCall[]): void {
  const { ops, threads } = kernel
  for (const call of calls) {
    if ('run' in call) call.run()
    else {
      const [first] = call.parts
      if (call.parts.length === 1 && first !== undefined) ops[call.op](...first)
      else threads.fork(call.op, call.parts)
    }
  }
}

// A tape is a flat list of kernel calls with their final arguments, written once per shape and played
// every step. It is recorded by handing the kernel's own op functions a kernel that writes calls down
// instead of running them, so shapes are checked at recording and a step allocates and looks up nothing.
import type { Kernel } from '@zooid/kernel'

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

/** @param threads how many threads each op may be split over; 1 keeps every op whole */
export function createTape(kernel: Kernel, threads = kernel.threads.count): Tape {
  const calls: TapeCall[] = []
  const ops = { ...kernel.ops }
  for (const op of Object.keys(kernel.ops) as OpName[]) {
    if (questions.has(op)) continue
    ops[op] = (...args: number[]) => {
      calls.push({ op, parts: [args] })
      return 0
    }
  }
  const fork = (op: OpName, parts: readonly (readonly number[])[]) => {
    calls.push({ op, parts: parts.map((part) => [...part]) })
  }
  return {
    calls,
    recorder: { ...kernel, ops, threads: { ...kernel.threads, count: threads, fork } },
    host: (run) => {
      calls.push({ run })
    },
    lastPart: () => {
      const call = calls.at(-1)
      const part = call !== undefined && 'op' in call ? call.parts[0] : undefined
      if (part === undefined) throw new RangeError('the latest call is not a whole kernel op')
      return part
    },
  }
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

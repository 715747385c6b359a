// A tape is many calls written down in the kernel's memory, so that a thread can run them in order without
// coming back for each: one replica of a training step per thread instead of one op split over all.
// Layout, in f64: op index, number of arguments, the arguments; again and again.
import { type OpName, opNames } from './op-names.ts'
import type { WasmFunction } from './webassembly.ts'

export type TapeCall = { readonly op: OpName; readonly args: readonly number[] }

export type TapeBlock = {
  /** In bytes from the start of the memory, a multiple of 8. */
  readonly offset: number
  /** How many f64 numbers the tape takes. */
  readonly numbers: number
}

const opIndex = new Map<OpName, number>(opNames.map((name, i) => [name, i]))

/** f64 numbers that `writeTape` needs. */
export function tapeNumbers(calls: readonly TapeCall[]): number {
  return calls.reduce((sum, { args }) => sum + 2 + args.length, 0)
}

/** Writes the calls from the view's beginning on. */
export function writeTape(view: Float64Array, calls: readonly TapeCall[]): void {
  let at = 0
  for (const { op, args } of calls) {
    view[at++] = opIndex.get(op) ?? 0
    view[at++] = args.length
    for (let i = 0; i < args.length; i++) view[at++] = args[i] ?? 0
  }
}

/** Runs a tape on the calling thread; workers have the same loop in worker-source.ts. */
export function runTape(
  ops: Readonly<Record<OpName, WasmFunction>>,
  buffer: ArrayBuffer | SharedArrayBuffer,
  { offset, numbers }: TapeBlock,
): void {
  const tape = new Float64Array(buffer, offset, numbers)
  for (let at = 0; at < numbers; ) {
    const op = opNames[tape[at] ?? 0]
    const end = at + 2 + (tape[at + 1] ?? 0)
    if (op !== undefined) ops[op](...tape.subarray(at + 2, end))
    at = end
  }
}

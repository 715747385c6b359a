// The arithmetic ceiling of this engine: multiply-adds on registers and nothing else, in GFLOP/s of one
// thread. Every GEMM figure is read against it. Written by hand because an optimising compiler sees
// through a loop without memory. It measures; it does not decide.
import { assemble, op, simd } from './assemble.ts'
import { Instance, Module } from './webassembly.ts'

export type PeakKind = {
  /** Fused multiply-add instructions instead of separate ones. */
  readonly relaxed: boolean
  /** Registers in neighbouring pairs, for an engine that fuses two of ours to one of 256 bits. */
  readonly wide: boolean
}

export type Peak = {
  readonly run: (turns: number) => void
  /** Operations per turn. */
  readonly flopPerTurn: number
}

/**
 * The loop itself, already moved to the engine's optimising compiler.
 * @throws CompileError of the engine when it does not know the instructions
 */
export function preparePeak(kind: PeakKind): Peak {
  const instance = new Instance(new Module(peakModule(kind)))
  const { run } = instance.exports as { run: (turns: number) => void }
  for (let i = 0; i < 200; i++) run(2000)
  return { run, flopPerTurn: 8 * (kind.wide ? 24 : kind.relaxed ? 12 : 8) }
}

/**
 * GFLOP/s of the best of seven runs of about `budgetMs` / 8 each.
 * @throws CompileError of the engine when it does not know the instructions
 */
export function measurePeak(kind: PeakKind, budgetMs = 40): number {
  const { run, flopPerTurn } = preparePeak(kind)
  let turns = 20_000
  let once = timed(() => run(turns))
  turns = Math.max(1000, Math.round((turns * budgetMs) / 8 / Math.max(once, 1e-3)))
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 7; i++) {
    once = timed(() => run(turns))
    best = Math.min(best, once)
  }
  return (flopPerTurn * turns) / best / 1e6
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

export function peakModule({ relaxed, wide }: PeakKind): Uint8Array {
  return relaxed || wide ? neighbourChains(relaxed, wide ? 24 : 12) : crossedChains()
}

/**
 * sum[i] += sum[i + 2] * factor. The product takes in a neighbour that changes every round, so nothing
 * can be hoisted out of the loop; two away, because a fusing engine sees registers in pairs.
 */
function neighbourChains(relaxed: boolean, chains: number): Uint8Array {
  const factor = chains + 1
  const body = Array.from({ length: chains }, (_, i) => {
    const product = [...op.get(((i + 2) % chains) + 1), ...op.get(factor)]
    return relaxed
      ? [...product, ...op.get(i + 1), ...op.simd(simd.relaxedMadd), ...op.set(i + 1)]
      : [...product, ...op.simd(simd.mul), ...op.get(i + 1), ...op.simd(simd.add), ...op.set(i + 1)]
  }).flat()
  return chainsModule(body, chains, factor)
}

/**
 * sum[j, k] += x[j] * f[k] with two x that change places every round, which costs renamed moves only.
 * Twelve chains of separate 128-bit instructions would wait for the product of two sums.
 */
function crossedChains(): Uint8Array {
  const sums = 8
  const [x, f, spare] = [sums + 1, sums + 3, sums + 7]
  const body: number[] = []
  for (let i = 0; i < sums; i++) {
    body.push(...op.get(x + (i % 2)), ...op.get(f + (i >> 1)), ...op.simd(simd.mul))
    body.push(...op.get(i + 1), ...op.simd(simd.add), ...op.set(i + 1))
  }
  body.push(...op.get(x), ...op.set(spare), ...op.get(x + 1), ...op.set(x))
  body.push(...op.get(spare), ...op.set(x + 1))
  return chainsModule(body, sums, spare)
}

/** Loads every register from memory, runs, and stores the sums side by side so that they count. */
function chainsModule(body: readonly number[], sums: number, registers: number): Uint8Array {
  const all = Array.from({ length: registers }, (_, i) => i + 1)
  const load = (r: number) => [...op.constant(0), ...op.load(16 * r), ...op.set(r)]
  const store = (r: number) => [...op.constant(0), ...op.get(r), ...op.store(16 * r)]
  const code = [...all.map(load), op.countdown(body), ...all.slice(0, sums).map(store)].flat()
  return assemble(code, registers)
}

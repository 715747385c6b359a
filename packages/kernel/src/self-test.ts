// Which build and register tile to use, found by running them: every candidate multiplies small matrices
// of ragged shapes and must agree with three loops in double precision; those that do are timed. Engines
// differ (V8 11 spills a 6x8 tile, V8 13 fuses 6x16 to 256 bits), and a wrong result of an experimental
// feature must never reach a model: loops over exponentials, which it also fuses, are held against Math.

import type { GemmForm } from './gemm-form.ts'
import { naiveGemm } from './naive/gemm.ts'
import { swiGlu } from './naive/swiglu.ts'
import type { OpName } from './op-names.ts'
import type { WasmFunction } from './webassembly.ts'

/** Rows x columns of the register tiles, in the numbering of rust/src/gemm.rs. */
export const tileNames = ['4x8', '5x8', '6x8', '4x16', '5x16', '6x16'] as const

export type Bench = {
  readonly ops: Readonly<Record<OpName, WasmFunction>>
  readonly memory: () => ArrayBuffer | SharedArrayBuffer
  /** Free bytes: `scratchBytes` of scratch at `scratch`, then room for three matrices of 128 x 128. */
  readonly scratch: number
  readonly scratchBytes: number
}

const formCodes: Readonly<Record<GemmForm, number>> = { nn: 0, nt: 1, tn: 2 }
const shape = [37, 43, 29] as const
const cube = 96
/** An engine's first compiler is ten times slower; it needs some calls to move on, off the main thread. */
const warmUpMs = 12
/** The best of each tile is believed after this long without news, and after this long in any case. */
const calmMs = 8
const patienceMs = 600
/** A tile this much slower than the best is still in the first compiler's code, or hopeless. */
const plausible = 0.55

/** A loop of this many numbers, called for this long, is compiled by the optimising compiler by then. */
const loopLength = 520
const loopMs = 3

/** Do all three forms agree with naiveGemm within rounding? Fused and separate rounding both pass. */
export function givesRightResults(bench: Bench, tile: number): boolean {
  const [m, n, k] = shape
  const [a, b, c] = matrices(bench, m * k, k * n)
  const left = numbers(bench, a, m * k, 1)
  const right = numbers(bench, b, k * n, 2)
  return (['nn', 'nt', 'tn'] as const).every((form) => {
    const lda = form === 'tn' ? m : k
    const ldb = form === 'nt' ? k : n
    bench.ops.gemm(formCodes[form], tile, m, n, k, a, lda, b, ldb, c, n, 0, 0, bench.scratch)
    const got = new Float32Array(bench.memory(), c, m * n)
    const want = naiveGemm(form, shape, left, right)
    return want.every((value, i) => Math.abs(value - (got[i] ?? Number.NaN)) < 1e-5)
  })
}

/**
 * GFLOP/s of the best run of each tile on a cube of 96. Tiles take turns until for a while none has done
 * better than before, so that neither another program nor a late compiler decides.
 */
export function timeTiles(bench: Bench, tiles: readonly number[]): number[] {
  const [a, b, c] = matrices(bench, cube * cube, cube * cube)
  numbers(bench, a, cube * cube, 3)
  numbers(bench, b, cube * cube, 4)
  const run = (tile: number) =>
    bench.ops.gemm(0, tile, cube, cube, cube, a, cube, b, cube, c, cube, 0, 0, bench.scratch)
  for (const tile of tiles) runFor(warmUpMs, () => run(tile))
  const best = tiles.map(() => Number.POSITIVE_INFINITY)
  const begun = performance.now()
  let news = begun
  for (let now = begun; now < begun + patienceMs; now = performance.now()) {
    const allPlausible = Math.min(...best) > plausible * Math.max(...best)
    if (now > news + calmMs && allPlausible) break
    for (const [i, tile] of tiles.entries()) {
      const start = performance.now()
      for (let r = 0; r < 4; r++) run(tile)
      const took = (performance.now() - start) / 4
      const before = best[i] ?? 0
      if (took < 0.99 * before) news = performance.now()
      if (took < before) best[i] = took
    }
  }
  return best.map((ms) => (2 * cube ** 3) / ms / 1e6)
}

/** Do SwiGLU and its gradient agree with Math after their loops were optimised? */
export function givesRightLoops({ ops, memory, scratch }: Bench): boolean {
  const n = loopLength
  const [gate, up, dOut, out, dGate, dUp] = [0, 1, 2, 3, 4, 5].map((i) => scratch + 4 * n * i)
  const view = (at = 0) => new Float32Array(memory(), at, n)
  const [g, u, d] = [gate, up, dOut].map((at, i) =>
    view(at).map((_, j) => Math.sin(j * (i + 1)) * 6),
  )
  if (!g || !u || !d) return false
  view(gate).set(g)
  view(up).set(u)
  view(dOut).set(d)
  runFor(loopMs, () => {
    ops.swiglu_forward(out ?? 0, gate ?? 0, up ?? 0, n, n, 0, 1)
    ops.swiglu_backward(dOut ?? 0, gate ?? 0, up ?? 0, dGate ?? 0, dUp ?? 0, n, n, 0, 1)
  })
  const sigmoid = [...g].map((x) => 1 / (1 + Math.exp(-x)))
  const want = [
    swiGlu([...g], [...u]),
    sigmoid.map((s, i) => (d[i] ?? 0) * (u[i] ?? 0) * s * (1 + (g[i] ?? 0) * (1 - s))),
    sigmoid.map((s, i) => (d[i] ?? 0) * (g[i] ?? 0) * s),
  ]
  return [out, dGate, dUp].every((at, i) => {
    const got = view(at)
    return want[i]?.every((x, j) => Math.abs(x - (got[j] ?? Number.NaN)) < 1e-5 * (1 + Math.abs(x)))
  })
}

function runFor(ms: number, work: () => void): void {
  const begun = performance.now()
  while (performance.now() - begun < ms) work()
}

function matrices(bench: Bench, aSize: number, bSize: number): [number, number, number] {
  const a = bench.scratch + bench.scratchBytes
  return [a, a + 4 * aSize, a + 4 * (aSize + bSize)]
}

function numbers(bench: Bench, offset: number, count: number, seed: number): Float32Array {
  const view = new Float32Array(bench.memory(), offset, count)
  for (let i = 0; i < count; i++) view[i] = ((i * 7919 + seed * 104_729) % 1009) / 1009 - 0.5
  return view
}

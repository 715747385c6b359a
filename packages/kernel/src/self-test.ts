// Which build and register tile to use, found by running them: every candidate multiplies small matrices
// of ragged shapes and must agree with three loops in double precision; those that do are timed. Engines
// differ (V8 11 spills a 6x8 tile, V8 13 fuses 6x16 to 256 bits), and a wrong result of an experimental
// feature must never reach a model.

import type { GemmForm } from './gemm-form.ts'
import { naiveGemm } from './naive/gemm.ts'
import type { WasmFunction } from './webassembly.ts'

/** Rows x columns of the register tiles, in the numbering of rust/src/gemm.rs. */
export const tileNames = ['4x8', '5x8', '6x8', '4x16', '5x16', '6x16'] as const

export type Bench = {
  readonly gemm: WasmFunction
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
const samples = 5

/** Do all three forms agree with naiveGemm within rounding? Fused and separate rounding both pass. */
export function givesRightResults(bench: Bench, tile: number): boolean {
  const [m, n, k] = shape
  const [a, b, c] = matrices(bench, m * k, k * n)
  const left = numbers(bench, a, m * k, 1)
  const right = numbers(bench, b, k * n, 2)
  return (['nn', 'nt', 'tn'] as const).every((form) => {
    const lda = form === 'tn' ? m : k
    const ldb = form === 'nt' ? k : n
    bench.gemm(formCodes[form], tile, m, n, k, a, lda, b, ldb, c, n, 0, 0, bench.scratch)
    const got = new Float32Array(bench.memory(), c, m * n)
    const want = naiveGemm(form, shape, left, right)
    return want.every((value, i) => Math.abs(value - (got[i] ?? Number.NaN)) < 1e-5)
  })
}

/** GFLOP/s of the best of a few runs on a cube of 96. */
export function timeTile(bench: Bench, tile: number): number {
  const [a, b, c] = matrices(bench, cube * cube, cube * cube)
  numbers(bench, a, cube * cube, 3)
  numbers(bench, b, cube * cube, 4)
  const run = () =>
    bench.gemm(0, tile, cube, cube, cube, a, cube, b, cube, c, cube, 0, 0, bench.scratch)
  const begun = performance.now()
  while (performance.now() - begun < warmUpMs) run()
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < samples; i++) {
    const start = performance.now()
    for (let r = 0; r < 8; r++) run()
    best = Math.min(best, (performance.now() - start) / 8)
  }
  return (2 * cube ** 3) / best / 1e6
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

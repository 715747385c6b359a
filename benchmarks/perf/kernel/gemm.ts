// GEMM in GFLOP/s on this Node: our builds, the plain loop and the peers that are installed, measured in
// turn, round by round, so that a busy moment hits everybody. Medians of nine. `--quick` takes three sizes
// and three rounds. `% peak` is against the register-only peak of the same process and build.
//
//   tsx benchmarks/perf/kernel/gemm.ts [--quick] [--threads=2] [--write]
import type { BuildName, GemmForm } from '../../../packages/kernel/src/index.ts'
import { median, printTable, type Row, writeResult } from '../report.ts'
import type { Contestant } from './contestant.ts'
import { ours } from './ours.ts'
import { natives, onnxWeb, tensorFlow } from './peers.ts'
import { plainJs } from './plain-js.ts'
import { flopOf, forms, nameOf, type Shape, shapes } from './shapes.ts'

const quick = process.argv.includes('--quick')
const threads = Number(process.argv.find((arg) => arg.startsWith('--threads='))?.slice(10) ?? 2)
const rounds = quick ? 3 : 9
/** One sample lasts about this long, so that the clock's grain and one interruption do not count. */
const sampleMs = quick ? 4 : 15
const warmUpMs = quick ? 30 : 100

async function main(): Promise<void> {
  const builds: BuildName[] = ['simd128', 'relaxed']
  const kernels = await Promise.all(builds.map((build) => ours(build, 1)))
  const parallel = threads > 1 ? await ours('relaxed', threads) : undefined
  const peers = (await Promise.all([tensorFlow(), onnxWeb()])).filter((peer) => peer !== undefined)
  for (const { info } of kernels) {
    const peak = info.peakGflops?.toFixed(1)
    console.log(`${process.version} ${info.build}: tile ${info.tile}, register-only peak ${peak}`)
  }
  const contestants = [...kernels.map((kernel) => kernel.contestant), plainJs, ...peers]
  if (parallel) contestants.splice(2, 0, parallel.contestant)
  const chosen = quick ? shapes.filter((_, i) => [0, 2, 7].includes(i)) : shapes
  const ceiling = await natives(chosen)
  const peaks = new Map(
    kernels.map((kernel) => [kernel.contestant.name, kernel.info.peakGflops ?? 0]),
  )
  const rows: Row[] = []
  for (const shape of chosen) {
    for (const form of forms) {
      const figures = await measure(contestants, shape, form)
      rows.push(rowOf(shape, form, figures, peaks, ceiling))
    }
  }
  printTable(rows)
  if (process.argv.includes('--write'))
    writeResult(`kernel-gemm-${process.version.split('.')[0]}`, rows)
  await Promise.all([...kernels, ...(parallel ? [parallel] : [])].map((kernel) => kernel.close()))
}

/** Median GFLOP/s by contestant name. */
async function measure(
  contestants: readonly Contestant[],
  shape: Shape,
  form: GemmForm,
): Promise<Map<string, number>> {
  const times = new Map<string, number[]>()
  const ready = []
  for (const { name, prepare } of contestants) {
    const work = await prepare(shape, form)
    if (!work) continue
    const repeats = await calibrate(work.run)
    ready.push({ name, ...work, repeats })
    times.set(name, [])
  }
  for (let round = 0; round < rounds; round++) {
    for (const { name, run, repeats } of ready) {
      const start = performance.now()
      for (let i = 0; i < repeats; i++) await run()
      times.get(name)?.push((performance.now() - start) / repeats)
    }
  }
  for (const { done } of ready.toReversed()) await done()
  return new Map([...times].map(([name, ms]) => [name, flopOf(shape) / median(ms) / 1e6]))
}

async function calibrate(run: () => unknown): Promise<number> {
  const start = performance.now()
  let once = Number.POSITIVE_INFINITY
  do {
    const begun = performance.now()
    await run()
    once = Math.min(once, performance.now() - begun)
  } while (performance.now() - start < warmUpMs)
  return Math.max(1, Math.round(sampleMs / once))
}

function rowOf(
  shape: Shape,
  form: GemmForm,
  figures: ReadonlyMap<string, number>,
  peaks: ReadonlyMap<string, number>,
  ceiling: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Row {
  const row: Record<string, string | number> = { shape: nameOf(shape), form }
  for (const [name, gflops] of figures) {
    row[name] = Number(gflops.toFixed(1))
    const peak = peaks.get(name)
    if (peak) row[`${name.split(' ')[0]} % peak`] = Math.round((100 * gflops) / peak)
  }
  if (form === 'nn') {
    for (const [label, values] of ceiling)
      row[label] = Number(values.get(nameOf(shape))?.toFixed(1))
  }
  return row
}

await main()

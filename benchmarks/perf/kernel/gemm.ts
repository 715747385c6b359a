// GEMM in GFLOP/s on this Node: our builds, the plain loop and the peers that are installed, measured in
// turn, round by round, so that a busy moment hits everybody. Medians of nine. `--quick` takes three sizes
// and three rounds. `% peak` is against the register-only peak of the same process and build.
//
//   tsx benchmarks/perf/kernel/gemm.ts [--quick] [--threads=2] [--write]
import type { BuildName, GemmForm } from '../../../packages/kernel/src/index.ts'
import { measurePeak } from '../../../packages/kernel/src/peak.ts'
import { median, printTable, type Row, writeResult } from '../report.ts'
import type { Contestant, Work } from './contestant.ts'
import { natives } from './natives.ts'
import { ours } from './ours.ts'
import { plainJs } from './plain-js.ts'
import { remote } from './remote.ts'
import { flopOf, forms, nameOf, type Shape, shapes } from './shapes.ts'

const quick = process.argv.includes('--quick')
const threads = Number(process.argv.find((arg) => arg.startsWith('--threads='))?.slice(10) ?? 2)
const rounds = quick ? 3 : 9
/** One sample lasts about this long, so that the clock's grain and one interruption do not count. */
const sampleMs = quick ? 4 : 15
const warmUpMs = quick ? 30 : 100

type Figures = {
  readonly shape: Shape
  readonly form: GemmForm
  readonly gflops: ReadonlyMap<string, number>
}

async function main(): Promise<void> {
  const builds: BuildName[] = ['simd128', 'relaxed']
  const kernels = await Promise.all(builds.map((build) => ours(build, 1)))
  const parallel = threads > 1 ? await ours('relaxed', threads) : undefined
  const started = [remote('tfjs', 'tfjs wasm'), remote('ort', 'ort-web wasm')]
  const peers = (await Promise.all(started)).filter((peer) => peer !== undefined)
  const contestants = [
    ...kernels.map((kernel) => kernel.contestant),
    plainJs,
    ...peers.map((peer) => peer.contestant),
  ]
  if (parallel) contestants.splice(2, 0, parallel.contestant)
  const chosen = quick ? shapes.filter((_, i) => [0, 2, 7].includes(i)) : shapes
  const ceiling = await natives(chosen)
  const peaks = () =>
    kernels.map(({ info: { build, features } }) =>
      measurePeak({ relaxed: build === 'relaxed', wide: features.revectorize }),
    )
  const before = peaks()
  const figures: Figures[] = []
  for (const shape of chosen) {
    for (const form of forms) {
      figures.push({ shape, form, gflops: await measure(contestants, shape, form) })
    }
  }
  // A peak cannot be too high, only too low when something else ran: the better of two is nearer.
  const peak = new Map(
    peaks().map((after, i) => [kernels[i]?.contestant.name ?? '', Math.max(after, before[i] ?? 0)]),
  )
  for (const [name, gflops] of peak) {
    console.log(`${process.version} ${name}: register-only peak ${gflops.toFixed(1)} GFLOP/s`)
  }
  const rows = figures.map((line) => rowOf(line, peak, ceiling))
  printTable(rows)
  if (process.argv.includes('--write'))
    writeResult(`kernel-gemm-${process.version.split('.')[0]}`, rows)
  for (const peer of peers) peer.close()
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
    const repeats = await calibrate(work)
    ready.push({ name, ...work, repeats })
    times.set(name, [])
  }
  for (let round = 0; round < rounds; round++) {
    for (const { name, sample, repeats } of ready) {
      times.get(name)?.push((await sample(repeats)) / repeats)
    }
  }
  for (const { done } of ready.toReversed()) await done()
  return new Map([...times].map(([name, ms]) => [name, flopOf(shape) / median(ms) / 1e6]))
}

async function calibrate({ sample }: Work): Promise<number> {
  const start = performance.now()
  let once = Number.POSITIVE_INFINITY
  do {
    once = Math.min(once, await sample(1))
  } while (performance.now() - start < warmUpMs)
  return Math.max(1, Math.round(sampleMs / Math.max(once, 1e-3)))
}

function rowOf(
  { shape, form, gflops }: Figures,
  peaks: ReadonlyMap<string, number>,
  ceiling: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Row {
  const row: Record<string, string | number> = { shape: nameOf(shape), form }
  for (const [name, figure] of gflops) {
    row[name] = Number(figure.toFixed(1))
    const peak = peaks.get(name)
    if (peak) row[`${name.split(' ')[0]} % peak`] = Math.round((100 * figure) / peak)
  }
  if (form === 'nn') {
    for (const [label, values] of ceiling)
      row[label] = Number(values.get(nameOf(shape))?.toFixed(1))
  }
  return row
}

await main()

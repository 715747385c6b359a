// GEMM in GFLOP/s on this Node: our builds, the plain loop and the peers that are installed, measured in
// turn, round by round, so that a busy moment hits everybody. Medians of nine. `% peak` and the ratios of the
// second table are medians of the nine ratios within a round. Within a round a build and its register-only
// peak change places every few milliseconds: a core's clock follows what runs (by up to 8 % here), and a
// ratio is to compare two loops, not two clocks. `--quick` takes three sizes and three rounds, `--filter=nn`
// or `--filter=1024` the cases whose name contains it.
//
//   tsx benchmarks/perf/kernel/gemm.ts [--quick] [--filter=] [--threads=2] [--python=python3] [--write]
import type { BuildName, GemmForm } from '../../../packages/kernel/src/index.ts'
import { preparePeak } from '../../../packages/kernel/src/peak.ts'
import { median, printTable, type Row, writeResult } from '../report.ts'
import { type Contestant, samplesOf, type Work } from './contestant.ts'
import { natives } from './natives.ts'
import { ours } from './ours.ts'
import { plainJs } from './plain-js.ts'
import { remote } from './remote.ts'
import { flopOf, forms, nameOf, type Shape, shapes } from './shapes.ts'

const option = (name: string) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
const quick = process.argv.includes('--quick')
const filter = option('filter') ?? ''
const threads = Number(option('threads') ?? 2)
const rounds = quick ? 3 : 9
/** One sample lasts about this long, so that the clock's grain and one interruption do not count. */
const sampleMs = quick ? 4 : 15
const warmUpMs = quick ? 30 : 60
/** Contestants that are held against each other take turns of this length within a sample. */
const sliceMs = 2.5

type Figures = {
  readonly shape: Shape
  readonly form: GemmForm
  /** GFLOP/s of each round, by contestant. */
  readonly gflops: ReadonlyMap<string, readonly number[]>
}

const builds: readonly BuildName[] = ['simd128', 'relaxed']
const parallelName = `relaxed x${threads}`
const peakOf = (name: string) => `${name} peak`

async function main(): Promise<void> {
  const kernels = await Promise.all(builds.map((build) => ours(build, 1)))
  const parallel = threads > 1 ? await ours('relaxed', threads) : undefined
  const started = [remote('tfjs', 'tfjs wasm'), remote('ort', 'ort-web wasm')]
  const peers = (await Promise.all(started)).filter((peer) => peer !== undefined)
  const groups: Contestant[][] = kernels.map(({ contestant, info }) => [
    peakContestant(info.build, info.features.revectorize),
    { ...contestant, name: info.build },
  ])
  if (parallel) groups.push([{ ...parallel.contestant, name: parallelName }])
  groups.push([plainJs], ...peers.map((peer) => [peer.contestant]))
  const cases = shapes
    .filter((_, i) => !quick || [0, 2, 7].includes(i))
    .flatMap((shape) => forms.map((form) => ({ shape, form })))
    .filter(({ shape, form }) => `${nameOf(shape)} ${form}`.includes(filter))
  const ceiling = await natives(option('python') ?? 'python3', [
    ...new Set(cases.filter(({ form }) => form === 'nn').map(({ shape }) => shape)),
  ])
  const figures: Figures[] = []
  for (const { shape, form } of cases) {
    figures.push({ shape, form, gflops: await measure(groups, shape, form) })
  }
  const tiles = kernels.map(({ info }) => `${info.build} ${info.tile}`).join(', ')
  console.log(`${process.version}, tiles ${tiles}; GFLOP/s`)
  const rows = figures.map((line) => rowOf(line, ceiling))
  printTable(rows)
  const against = figures.map(ratiosOf)
  console.log('\nratios within a round')
  printTable(against)
  if (process.argv.includes('--write')) {
    const node = process.version.split('.')[0]
    writeResult(
      `kernel-gemm-${node}`,
      rows.map((row, i) => ({ tiles, ...row, ...against[i] })),
    )
  }
  for (const peer of peers) peer.close()
  await Promise.all([...kernels, ...(parallel ? [parallel] : [])].map((kernel) => kernel.close()))
}

/** The register-only loop as a contestant: as long a sample as everybody's, whatever the shape. */
function peakContestant(build: BuildName, wide: boolean): Contestant {
  const peak = preparePeak({ relaxed: build === 'relaxed', wide })
  return {
    name: peakOf(build),
    prepare: async (shape) => {
      const turns = Math.ceil(flopOf(shape) / peak.flopPerTurn)
      return { sample: samplesOf(() => peak.run(turns)), done: () => undefined }
    },
  }
}

type Ready = Work & {
  readonly name: string
  /** Milliseconds of one product. */
  readonly once: number
}

/** GFLOP/s round by round, by contestant name. */
async function measure(
  groups: readonly (readonly Contestant[])[],
  shape: Shape,
  form: GemmForm,
): Promise<Map<string, number[]>> {
  const gflops = new Map<string, number[]>()
  const ready: Ready[][] = []
  for (const group of groups) {
    const works: Ready[] = []
    for (const { name, prepare } of group) {
      const work = await prepare(shape, form)
      if (work) works.push({ name, ...work, once: await calibrate(work) })
    }
    ready.push(works)
  }
  for (let round = 0; round < rounds; round++) {
    for (const works of ready) {
      for (const [name, ms] of await together(works)) {
        gflops.set(name, [...(gflops.get(name) ?? []), flopOf(shape) / ms / 1e6])
      }
    }
  }
  for (const { done } of ready.flat().toReversed()) await done()
  return gflops
}

/** Milliseconds of one product each, in one sample; several contestants take turns slice by slice. */
async function together(works: readonly Ready[]): Promise<[string, number][]> {
  const longest = Math.max(...works.map(({ once }) => once))
  const slices = works.length > 1 ? Math.max(1, sampleMs / Math.max(sliceMs, longest)) : 1
  const times = works.map(({ name, once, sample }) => ({
    name,
    sample,
    repeats: Math.max(1, Math.round(sampleMs / slices / once)),
    count: 0,
    ms: 0,
  }))
  for (let slice = 0; slice < Math.round(slices); slice++) {
    for (const time of times) {
      time.ms += await time.sample(time.repeats)
      time.count += time.repeats
    }
  }
  return times.map(({ name, ms, count }) => [name, ms / count])
}

async function calibrate({ sample }: Work): Promise<number> {
  const start = performance.now()
  let once = Number.POSITIVE_INFINITY
  do {
    once = Math.min(once, await sample(1))
  } while (performance.now() - start < warmUpMs)
  return Math.max(once, 1e-3)
}

function rowOf(
  { shape, form, gflops }: Figures,
  ceiling: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Row {
  const row: Record<string, string | number> = { shape: nameOf(shape), form }
  for (const [name, values] of gflops) row[name] = Number(median(values).toFixed(1))
  for (const [label, values] of ceiling) {
    const figure = values.get(nameOf(shape))
    const missing = values.size > 0 ? '' : 'not installed'
    row[label] = form === 'nn' && figure ? Number(figure.toFixed(1)) : missing
  }
  return row
}

function ratiosOf({ shape, form, gflops }: Figures): Row {
  const ratio = (name: string, to: string, digits: number, factor = 1) => {
    const [own, other] = [gflops.get(name), gflops.get(to)]
    if (!own || !other) return ''
    const each = own.map((value, round) => (factor * value) / (other[round] ?? Number.NaN))
    return Number(median(each).toFixed(digits))
  }
  const row: Record<string, string | number> = { shape: nameOf(shape), form }
  for (const build of builds) {
    row[`${build} % peak`] = ratio(build, peakOf(build), 0, 100)
    row[`${build} / tfjs`] = ratio(build, 'tfjs wasm', 2)
    row[`${build} / ort-web`] = ratio(build, 'ort-web wasm', 2)
    row[`${build} / js`] = ratio(build, 'plain js', 1)
  }
  row[`${parallelName} / relaxed`] = ratio(parallelName, 'relaxed', 2)
  return row
}

await main()

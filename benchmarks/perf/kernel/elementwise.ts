// Every op but GEMM on this Node, one thread: nanoseconds per element, bytes per second, and where it
// stands against the ceiling that binds it. Memory-bound ops run on arrays far beyond L2 and are compared
// with a WASM copy that moves as many bytes right after them, because a shared last-level cache serves a
// small copy at twice the speed of a large one; exp-bound ops run on rows that fit in L2 and are held
// against 1 ns per element. All ops of a build take turns, round by round; medians of nine.
//
//   tsx benchmarks/perf/kernel/elementwise.ts [--quick] [--filter=mean] [--write]
import {
  type AttentionGradient,
  adamWStep,
  addScaled,
  attentionBackward,
  attentionForward,
  attentionScratch,
  type BuildName,
  createKernel,
  crossEntropyForwardBackward,
  embeddingBackward,
  embeddingForward,
  expForward,
  gemv,
  globalNorm,
  int8DequantiseAdd,
  int8Quantise,
  type Kernel,
  mixClippedMean,
  mixMean,
  mixMedian,
  mixSources,
  mixTrimmedMean,
  rmsNormBackward,
  rmsNormForward,
  ropeForward,
  ropeTable,
  rwkv7Backward,
  rwkv7Forward,
  rwkv7Scratch,
  scale,
  softmaxForward,
  swiGluBackward,
  swiGluForward,
  type Tensor,
} from '../../../packages/kernel/src/index.ts'
import { median, printTable, type Row, writeResult } from '../report.ts'

const quick = process.argv.includes('--quick')
const filter = process.argv.find((arg) => arg.startsWith('--filter='))?.slice(9) ?? ''
const rounds = quick ? 3 : 9
const sampleMs = quick ? 5 : 20

type Bound = 'memory' | 'exp' | 'arithmetic'
type Case = {
  readonly name: string
  readonly bound: Bound
  /** What one run touches. */
  readonly elements: number
  readonly bytes: number
  readonly flop?: number
  readonly run: () => void
  /** For memory-bound ops: a copy that reads and writes as many bytes. */
  readonly copy?: () => void
}

const float = Float32Array.BYTES_PER_ELEMENT

function cases(kernel: Kernel): Case[] {
  const big = quick ? 2 ** 20 : 2 ** 22
  const floats = (
    shape: number[],
    of: (i: number) => number = (i) => ((i * 7919) % 1009) / 504 - 1,
  ) => {
    const tensor = kernel.tensor(shape)
    const numbers = kernel.f32(tensor)
    for (let i = 0; i < numbers.length; i++) numbers[i] = of(i)
    return tensor
  }
  const integers = (count: number, limit: number): Tensor => {
    const tensor = kernel.tensor([count], 'u32')
    const numbers = kernel.view({ ...tensor, dtype: 'u32' as const })
    for (let i = 0; i < count; i++) numbers[i] = (i * 7919) % limit
    return tensor
  }
  const as = (tensor: Tensor, shape: number[]): Tensor => ({ ...tensor, shape })
  const pool = floats([10 * big])
  const memory = (name: string, bytesEach: number, run: () => void, passes = 1): Case => {
    const half = Math.floor((bytesEach * big) / passes / 2 / float)
    const from = as(pool, [half])
    const to = { ...from, offset: pool.offset + half * float }
    const copy = () => {
      for (let pass = 0; pass < passes; pass++) scale(kernel, from, to, 1)
    }
    return { name, bound: 'memory', elements: big, bytes: bytesEach * big, run, copy }
  }
  const [a, b, c] = [floats([big]), floats([big]), floats([big])]
  const positive = floats([big], (i) => 0.1 + (i % 7))
  const vectors = [a, b, c, ...Array.from({ length: 5 }, () => floats([big]))]
  const sources = mixSources(kernel, vectors)
  const out = floats([big])

  const channels = 256
  const rows = big / channels
  const wide = (tensor: Tensor) => as(tensor, [rows, channels])
  const [rstd, gain, dGain] = [floats([rows]), floats([channels]), floats([channels])]
  const ids = integers(rows, 1024)
  const table = floats([1024, channels])
  const q = as(kernel.tensor([big], 'i8'), [big])
  const [scales, error] = [floats([big / 256]), floats([big], () => 0)]

  const small = 2 ** 16
  const [x, y, z] = [
    floats([small], (i) => ((i * 7919) % 1009) / 100 - 5),
    floats([small]),
    floats([small]),
  ]
  const [dx, dy] = [floats([small]), floats([small])]
  const exponential = (name: string, bytesEach: number, run: () => void): Case => ({
    name,
    bound: 'exp',
    elements: small,
    bytes: bytesEach * small,
    run,
  })
  const in512 = (tensor: Tensor) => as(tensor, [small / 512, 512])
  const losses = floats([small / 1024])
  const targets = integers(small / 1024, 1024)

  const arithmetic = (name: string, elements: number, flop: number, run: () => void): Case => ({
    name,
    bound: 'arithmetic',
    elements,
    bytes: 0,
    flop,
    run,
  })
  const attention = (batch: number, time: number) => {
    const heads = 4
    const tensor = () => floats([batch, time, 32 * heads])
    const op: AttentionGradient = {
      q: tensor(),
      k: tensor(),
      v: tensor(),
      out: tensor(),
      dOut: tensor(),
      dq: tensor(),
      dk: tensor(),
      dv: tensor(),
      lse: floats([batch, heads, time]),
      scratch: floats([1, attentionScratch(kernel)]),
      heads,
    }
    const scores = batch * heads * time * time
    return [
      arithmetic(`attention ${batch}x${time}`, scores, 128 * scores, () =>
        attentionForward(kernel, op),
      ),
      arithmetic(`attention ${batch}x${time} backward`, scores, 320 * scores, () =>
        attentionBackward(kernel, op),
      ),
    ]
  }
  const rwkv = () => {
    const shape = [4, 64, 4, 32]
    const unit = () => floats(shape, (i) => 0.1 + ((i * 7919) % 1009) / 1200)
    const [r, w, k, v, a] = [unit(), unit(), unit(), unit(), unit()]
    const kk = floats(shape, () => 1 / Math.sqrt(32))
    const [y, dr, dw, dk, dv, dkk, da] = Array.from({ length: 7 }, unit) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ]
    const state = floats([4, 4, 32, 32], () => 0)
    const saved = floats([4, 4, 4, 32, 32])
    const scratch = floats([1, rwkv7Scratch(kernel)])
    const inputs = { r, w, k, v, kk, a }
    const steps = 4 * 64 * 4
    return [
      arithmetic('rwkv7', steps * 32, steps * 10 * 1024, () =>
        rwkv7Forward(kernel, { ...inputs, y, state, saved }),
      ),
      arithmetic('rwkv7 backward', steps * 32, steps * 36 * 1024, () => {
        kernel.f32(state).fill(0)
        rwkv7Backward(kernel, {
          ...inputs,
          dy: y,
          dState: state,
          saved,
          dr,
          dw,
          dk,
          dv,
          dkk,
          da,
          scratch,
        })
      }),
    ]
  }
  const angles = ropeTable(kernel, 64)
  const weights = { ...pool, shape: [1024, 1024] }
  return [
    memory('copy', 8, () => scale(kernel, a, out, 1)),
    memory('rmsNorm', 8, () =>
      rmsNormForward(kernel, { y: wide(out), rstd, x: wide(a), gain, epsilon: 1e-6 }),
    ),
    memory('rmsNorm backward', 12, () =>
      rmsNormBackward(kernel, { dy: wide(a), rstd, x: wide(b), dx: wide(out), gain, dGain }),
    ),
    memory('rope', 8, () =>
      ropeForward(kernel, { x: wide(out), table: angles, heads: channels / 32, time: 64 }),
    ),
    memory('embedding', 8, () => embeddingForward(kernel, { out: wide(out), table, ids })),
    memory('embedding backward', 12, () =>
      embeddingBackward(kernel, { dOut: wide(a), dTable: table, ids }),
    ),
    memory('adamW', 28, () =>
      adamWStep(kernel, { p: out, m: c, v: positive, g: b, step: 9, learningRate: 1e-9 }),
    ),
    memory('global norm', 4, () => globalNorm(kernel, [a])),
    memory('add scaled', 12, () => addScaled(kernel, out, a, 1e-9)),
    memory('mean of 8', 36, () => mixMean(kernel, out, sources)),
    memory('median of 8', 36, () => mixMedian(kernel, out, sources)),
    memory('trimmed mean of 8', 36, () => mixTrimmedMean(kernel, out, sources, 1)),
    // Two passes over nine arrays, the second of which writes a tenth.
    memory('clipped mean of 8', 76, () => mixClippedMean(kernel, out, a, sources, 1), 2),
    memory('int8 quantise', 13, () => int8Quantise(kernel, { q, scales, error, x: a })),
    memory('int8 add', 9, () => int8DequantiseAdd(kernel, { out, q, scales, weight: 1e-9 })),
    // The weights of layer after layer, as decoding meets them: they fit no L2.
    memory('gemv 1x1024x1024', 4, () => {
      for (let layer = 0; layer < big / 2 ** 20; layer++) {
        const w = { ...weights, offset: weights.offset + 4 * layer * 2 ** 20 }
        gemv(kernel, { y: as(y, [1, 1024]), x: as(x, [1, 1024]), w })
      }
    }),
    exponential('exp', 8, () => expForward(kernel, y, x)),
    exponential('softmax rows of 64', 8, () =>
      softmaxForward(kernel, { y: as(y, [small / 64, 64]), x: as(x, [small / 64, 64]) }),
    ),
    exponential('swiGlu', 12, () =>
      swiGluForward(kernel, { out: in512(y), gate: in512(x), up: in512(z) }),
    ),
    exponential('swiGlu backward', 20, () =>
      swiGluBackward(kernel, {
        dOut: in512(z),
        gate: in512(x),
        up: in512(z),
        dGate: in512(dx),
        dUp: in512(dy),
      }),
    ),
    // Its logits become their gradient, so later rounds see probabilities: the work is the same.
    exponential('cross-entropy with gradient', 8, () =>
      crossEntropyForwardBackward(kernel, {
        losses,
        logits: as(y, [small / 1024, 1024]),
        targets,
        smoothing: 0.1,
      }),
    ),
    ...attention(16, 64),
    ...attention(2, 512),
    ...rwkv(),
  ].filter(({ name }) => name.includes(filter))
}

function calibrate(run: () => void): number {
  const start = performance.now()
  let once = Number.POSITIVE_INFINITY
  do {
    const begun = performance.now()
    run()
    once = Math.min(once, performance.now() - begun)
  } while (performance.now() - start < 60)
  return Math.max(1, Math.round(sampleMs / once))
}

type Times = {
  readonly ms: number /** Of the copy over the op, round by round. */
  readonly ofCopy: number
}

function measure(all: readonly Case[]): Times[] {
  const repeats = all.map(({ run }) => calibrate(run))
  const times = all.map(() => ({ ms: [] as number[], ofCopy: [] as number[] }))
  const timed = (run: () => void, count: number) => {
    const start = performance.now()
    for (let n = 0; n < count; n++) run()
    return (performance.now() - start) / count
  }
  for (let round = 0; round < rounds; round++) {
    for (const [i, { run, copy }] of all.entries()) {
      const ms = timed(run, repeats[i] ?? 1)
      times[i]?.ms.push(ms)
      if (copy) times[i]?.ofCopy.push(timed(copy, repeats[i] ?? 1) / ms)
    }
  }
  return times.map(({ ms, ofCopy }) => ({ ms: median(ms), ofCopy: median(ofCopy) }))
}

function rowOf(build: BuildName, c: Case, { ms, ofCopy }: Times): Row {
  const nanoseconds = (ms * 1e6) / c.elements
  const gbs = c.bytes / ms / 1e6
  const target = {
    memory: () => `${Math.round(100 * ofCopy)} % of copy (70)`,
    exp: () => `${nanoseconds.toFixed(2)} ns (1)`,
    arithmetic: () => `${((c.flop ?? 0) / ms / 1e6).toFixed(1)} GFLOP/s`,
  }[c.bound]()
  return {
    build,
    op: c.name,
    'ns/element': nanoseconds.toFixed(3),
    'GB/s': c.bytes > 0 ? gbs.toFixed(1) : '',
    'against the bound (target)': target,
  }
}

const rowsOfAll: Row[] = []
for (const build of ['simd128', 'relaxed'] as const) {
  const kernel = await createKernel({ build })
  const all = cases(kernel)
  for (const [i, times] of measure(all).entries()) {
    const c = all[i]
    if (c) rowsOfAll.push(rowOf(build, c, times))
  }
  await kernel.close()
}
console.log(`${process.version}, one thread`)
printTable(rowsOfAll)
if (process.argv.includes('--write')) {
  writeResult(`kernel-elementwise-${process.version.split('.')[0]}`, rowsOfAll)
}

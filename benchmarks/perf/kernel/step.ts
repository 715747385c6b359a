// The matrix products of one whole training step, one after the other with their own weights, beside the
// sum of their single times: what caches and switching between shapes cost. An encoder-decoder of 3 + 3
// layers, 16 sequences of 64 source and 64 target tokens, vocabulary 1024; attention scores are not GEMMs
// here and are left out. One thread; medians of seven.
//
//   tsx benchmarks/perf/kernel/step.ts [--quick] [--write]
import {
  createKernel,
  type GemmForm,
  gemm,
  type Kernel,
  type Tensor,
} from '../../../packages/kernel/src/index.ts'
import { median, printTable, type Row, writeResult } from '../report.ts'
import { flopOf, nameOf, type Shape } from './shapes.ts'

const layers = 3
const tokens = 16 * 64
const vocabulary = 1024
const rounds = 7

type Product = {
  readonly key: string
  readonly flop: number
  readonly run: () => void
}

/** Widths (in, out) of every weight matrix that sees `tokens` rows. */
function weights(width: number): [number, number][] {
  const hidden = Math.round((8 * width) / 3 / 16) * 16
  const square: [number, number] = [width, width]
  const feedForward: [number, number][] = [
    [width, hidden],
    [width, hidden],
    [hidden, width],
  ]
  const encoder = [...Array<[number, number]>(4).fill(square), ...feedForward]
  const decoder = [...Array<[number, number]>(8).fill(square), ...feedForward]
  const stack = Array.from({ length: layers }, () => [...encoder, ...decoder]).flat()
  return [...stack, [width, vocabulary]]
}

function productsOf(kernel: Kernel, width: number): Product[] {
  const widest = Math.max(vocabulary, 3 * width)
  const block = (size: number) => kernel.tensor([tokens * size])
  const [input, output, inputGradient] = [block(widest), block(widest), block(widest)]
  for (const tensor of [input, output]) kernel.f32(tensor).fill(0.01)
  const at = (tensor: Tensor, columns: number): Tensor => ({ ...tensor, shape: [tokens, columns] })
  return weights(width).flatMap(([from, to]) => {
    const weight = kernel.tensor([from, to])
    const gradient = kernel.tensor([from, to])
    kernel.f32(weight).fill(0.02)
    kernel.f32(gradient).fill(0)
    const product = (form: GemmForm, shape: Shape, run: () => void): Product => ({
      key: `${form} ${nameOf(shape)}`,
      flop: flopOf(shape),
      run,
    })
    const x = at(input, from)
    const y = at(output, to)
    const dx = at(inputGradient, from)
    return [
      product('nn', { m: tokens, n: to, k: from }, () => gemm(kernel, 'nn', x, weight, y)),
      product('nt', { m: tokens, n: from, k: to }, () => gemm(kernel, 'nt', y, weight, dx)),
      product('tn', { m: from, n: to, k: tokens }, () =>
        gemm(kernel, 'tn', x, y, gradient, 'accumulate'),
      ),
    ]
  })
}

const repeat = (count: number, run: () => void) => {
  for (let i = 0; i < count; i++) run()
}

const timed = (run: () => void) => {
  const start = performance.now()
  run()
  return performance.now() - start
}

async function main(): Promise<void> {
  const kernel = await createKernel()
  const rows: Row[] = []
  for (const width of process.argv.includes('--quick') ? [128] : [128, 256, 384]) {
    const mark = kernel.arena.mark()
    const products = productsOf(kernel, width)
    const distinct = new Map(products.map((product) => [product.key, product]))
    const whole: number[] = []
    const single = new Map<string, number[]>()
    for (let round = -1; round < rounds; round++) {
      for (const { key, run } of distinct.values()) {
        run()
        // As the table of gemm.ts is made: the mean of several calls, warm.
        const ms = timed(() => repeat(3, run)) / 3
        if (round >= 0) single.set(key, [...(single.get(key) ?? []), ms])
      }
      const ms = timed(() => {
        for (const { run } of products) run()
      })
      if (round >= 0) whole.push(ms)
    }
    const flop = products.reduce((sum, product) => sum + product.flop, 0)
    const predicted = products.reduce((sum, { key }) => sum + median(single.get(key) ?? []), 0)
    const measured = median(whole)
    rows.push({
      width,
      gflop: Number((flop / 1e9).toFixed(1)),
      'step ms': Math.round(measured),
      'sum of singles ms': Math.round(predicted),
      'over the sum %': Number((100 * (measured / predicted - 1)).toFixed(1)),
      'gflop/s': Number((flop / measured / 1e6).toFixed(1)),
    })
    kernel.arena.release(mark)
  }
  console.log(`${process.version} ${kernel.build}`)
  printTable(rows)
  if (process.argv.includes('--write')) {
    writeResult(`kernel-step-${process.version.split('.')[0]}`, rows)
  }
}

await main()

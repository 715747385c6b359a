// One update of a decoder-only network at the sizes of two earlier trainers of the same idea, a plain C one
// (-O3, f64) and a JavaScript one. Their milliseconds are those measured on this kind of machine and are
// repeated here, not run: batch 1, 32 tokens, vocabulary 643, forward, backward and optimiser.
//   tsx benchmarks/perf/model/equal-dims.ts [--write]
import { type Expr, parse } from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import { type Batch, createNetwork, createRandom, createTrainer } from '@zooid/model'
import { median, printTable, type Row, writeResult } from '../report.ts'
import { flag } from './options.ts'

const [length, vocabulary] = [32, 643]
const sizes = [
  { name: 'child', dim: 64, layers: 2, cMs: 15.7, jsMs: 150 },
  { name: 'adult', dim: 320, layers: 6, cMs: 874, jsMs: 3509 },
]
const random = createRandom(1)
const ids = () => Int32Array.from({ length }, () => 16 + random.below(vocabulary - 16))
const [target, next] = [ids(), ids()]
const shape = { batch: 1, sourceLength: 0, targetLength: length }
const batch: Batch = { task: 'solve', source: new Int32Array(0), target, next, ...shape }

const rows: Row[] = []
for (const { name, dim, layers, cMs, jsMs } of sizes) {
  const kernel = await createKernel()
  const network = createNetwork(kernel, decoderOnly(dim, layers), { seed: 1 })
  const trainer = createTrainer(network)
  const times = Array.from({ length: 45 }, () => {
    const begin = performance.now()
    trainer.step([batch])
    return performance.now() - begin
  })
  const ms = median(times.slice(10))
  rows.push({
    what: 'equal dims',
    size: `${name} ${dim}d, ${layers} layers`,
    parameters: network.parameters,
    msPerStep: Number(ms.toFixed(2)),
    timesC: Number((cMs / ms).toFixed(1)),
    timesJs: Number((jsMs / ms).toFixed(1)),
  })
  await kernel.close()
}
printTable(rows)
if (flag('write')) writeResult('model', rows)

function decoderOnly(dim: number, layers: number): Expr {
  const [heads, hidden] = [dim / 32, 4 * dim]
  const layer = `residual(rms_norm >> attn[causal=true, heads=${heads}]) >> residual(rms_norm >> swiglu[hidden=${hidden}])`
  const tokens = `share=tokens, vocab=${vocabulary}`
  return parse(
    `fn (ids: i32[B, T]) => ids >> embed[dim=${dim}, ${tokens}] >> repeat(${layers}, ${layer}) >> rms_norm >> unembed[${tokens}]`,
  )
}

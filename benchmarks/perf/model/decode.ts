// Answering speed, one thread: greedy tokens per second with kept keys and values, a batched beam step,
// and the fast head.
//   tsx benchmarks/perf/model/decode.ts [--write]
import { rungGenome } from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import { createDecoder, createNetwork, createRandom } from '@zooid/model'
import { median, printTable, type Row, writeResult } from '../report.ts'
import { flag } from './options.ts'

const sourceLength = 64
const tokens = 128
const kernel = await createKernel()
const random = createRandom(1)
const ids = (count: number) => Int32Array.from({ length: count }, () => 16 + random.below(1000))
const rows: Row[] = []

for (const mixer of ['attn', 'rwkv7'] as const)
  for (const beams of [1, 8]) {
    const network = createNetwork(kernel, rungGenome('sprout', { mixer }), { seed: 1 })
    const decoder = createDecoder(network, { beams, sourceLength, maxLength: tokens })
    const times = Array.from({ length: 7 }, () => {
      decoder.start(ids(sourceLength))
      const next = new Int32Array(beams).fill(1)
      const begin = performance.now()
      for (let t = 0; t < tokens; t++) {
        decoder.step(next)
        for (let row = 0; row < beams; row++)
          next[row] = kernel.ops.sample_largest(
            decoder.logits(row).offset,
            network.program.vocabulary,
          )
      }
      return performance.now() - begin
    })
    const ms = median(times.slice(1))
    rows.push({
      what: 'decode',
      network: `sprout 128d ${mixer}`,
      rows: beams,
      tokensPerSecond: Math.round((beams * tokens * 1000) / ms),
      msPerStep: Number((ms / tokens).toFixed(3)),
    })
    decoder.close()
    network.close()
  }

for (const threads of [1, 2])
  for (const rung of ['sprout', 'adult'] as const) {
    const shared = await createKernel({ threads })
    const network = createNetwork(shared, rungGenome(rung), { seed: 1 })
    const none = new Int32Array(0)
    const question = {
      task: 'predict',
      target: none,
      next: none,
      batch: 1,
      targetLength: 0,
    } as const
    const times = Array.from({ length: 61 }, () => {
      const source = ids(sourceLength)
      const begin = performance.now()
      network.forward({ ...question, source, sourceLength })
      return performance.now() - begin
    })
    rows.push({
      what: 'fast head',
      network: `${rung}, ${sourceLength} tokens, threads: ${threads}`,
      rows: 1,
      tokensPerSecond: 0,
      msPerStep: Number(median(times.slice(10)).toFixed(3)),
    })
    await shared.close()
  }
printTable(rows)
if (flag('write')) writeResult('model', rows)
await kernel.close()

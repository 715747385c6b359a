// Training speed beside PyTorch and TensorFlow.js: the same network, batch and kind of update, one thread
// each, taking turns so that a slow moment of the machine hits all. Prints milliseconds per step and target
// tokens per second. The first round warms up and is not counted.
//   tsx benchmarks/perf/model/train.ts [--dims=128,256,384] [--rounds=4] [--steps=3] [--tfjs]
//     [--torch=/path/to/python] (or TORCH_PYTHON) [--write]
import { fileURLToPath } from 'node:url'
import { createKernel } from '@zooid/kernel'
import { createNetwork, createTrainer } from '@zooid/model'
import { median, printTable, type Row, writeResult } from '../report.ts'
import { flag, option } from './options.ts'
import { type Peer, startPeer } from './peer.ts'
import { workload, workloadBatch, workloadGenome } from './workload.ts'

const dims = option('dims', '128,256,384').split(',').map(Number)
const rounds = Number(option('rounds', '4'))
const steps = Number(option('steps', '3'))
const python = option('torch', process.env.TORCH_PYTHON ?? '')
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

const rows: Row[] = []
for (const dim of dims) {
  const contestants = [await ours(dim), ...(await peers(dim))]
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const { name, steps: run } of contestants) {
      const ms = await run(steps)
      if (round > 0) times.get(name)?.push(...ms)
    }
  const own = median(times.get(contestants[0]?.name ?? '') ?? [])
  for (const { name, close } of contestants) {
    const ms = median(times.get(name) ?? [])
    rows.push({
      what: 'train',
      dim,
      contestant: name,
      msPerStep: Number(ms.toFixed(1)),
      targetTokensPerSecond: Math.round((workload.batch * workload.targetLength * 1000) / ms),
      oursIsTimesAsFast: Number((ms / own).toFixed(2)),
    })
    close()
  }
}
printTable(rows)
if (flag('write')) writeResult('model', rows)

async function ours(dim: number): Promise<Peer> {
  const kernel = await createKernel()
  const { build, tile } = kernel.info()
  const trainer = createTrainer(createNetwork(kernel, workloadGenome(dim), { seed: 1 }))
  const batch = workloadBatch()
  return {
    name: `zooid ${build} ${tile}`,
    steps: async (count) =>
      Array.from({ length: count }, () => {
        const begin = performance.now()
        trainer.step([batch])
        return performance.now() - begin
      }),
    close: () => void kernel.close(),
  }
}

async function peers(dim: number): Promise<Peer[]> {
  const started = await Promise.all([
    ...['plain', 'fused'].map((style) =>
      python === ''
        ? undefined
        : startPeer(python, [here('peer_torch.py'), String(dim), '1', style]),
    ),
    flag('tfjs')
      ? startPeer(process.execPath, ['--import', 'tsx', here('peer-tfjs.ts'), String(dim)])
      : undefined,
  ])
  return started.filter((peer) => peer !== undefined)
}

// What a training step spends outside kernel ops (loading a batch, playing the tape, clearing gradients,
// reading losses), and what two threads make of it.
//   tsx benchmarks/perf/model/step-cost.ts [--dims=128,384] [--steps=9] [--write]
import { createKernel, type Kernel } from '@zooid/kernel'
import { createNetwork, createTrainer } from '@zooid/model'
import { median, printTable, type Row, writeResult } from '../report.ts'
import { flag, option } from './options.ts'
import { workloadBatch, workloadGenome } from './workload.ts'

const dims = option('dims', '128,384').split(',').map(Number)
const steps = Number(option('steps', '9'))
const warmUp = 3
const batch = workloadBatch()
const rows: Row[] = []
for (const dim of dims) {
  const [one, two] = [await createKernel(), await createKernel({ threads: 2 })]
  const clock = { inOps: 0 }
  const trainers = [timed(one, clock), one, two].map((kernel) =>
    createTrainer(createNetwork(kernel, workloadGenome(dim), { seed: 1 })),
  )
  const ms: number[][] = [[], [], []]
  const shares: number[] = []
  for (let i = 0; i < warmUp + steps; i++)
    for (const [which, trainer] of trainers.entries()) {
      clock.inOps = 0
      const begin = performance.now()
      trainer.step([batch])
      const took = performance.now() - begin
      if (i < warmUp) continue
      ms[which]?.push(took)
      if (which === 0) shares.push(1 - clock.inOps / took)
    }
  const [, single = Number.NaN, pair = Number.NaN] = ms.map(median)
  rows.push({
    what: 'step',
    dim,
    msOneThread: Number(single.toFixed(1)),
    outsideKernelPercent: Number((100 * median(shares)).toFixed(2)),
    msTwoThreads: Number(pair.toFixed(1)),
    twoThreadsAreTimesAsFast: Number((single / pair).toFixed(2)),
  })
  await Promise.all([one.close(), two.close()])
}
printTable(rows)
if (flag('write')) writeResult('model', rows)

/** The same kernel with a clock around every op; the clock's own cost counts as outside. */
function timed(kernel: Kernel, clock: { inOps: number }): Kernel {
  const ops = { ...kernel.ops }
  for (const name of Object.keys(kernel.ops) as (keyof Kernel['ops'])[]) {
    const op = kernel.ops[name]
    if (typeof op !== 'function') continue
    ops[name] = (...args: number[]) => {
      const begin = performance.now()
      const result = op(...args)
      clock.inOps += performance.now() - begin
      return result
    }
  }
  return { ...kernel, ops }
}

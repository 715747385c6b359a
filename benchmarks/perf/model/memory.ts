// What training takes: the kernel's memory for the adult rung at 16 x 64, and whether the process grows
// over ten thousand steps of the smallest one.
//   tsx benchmarks/perf/model/memory.ts [--steps=10000] [--write]
import { rungGenome } from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import { type Batch, createNetwork, createRandom, createTrainer } from '@zooid/model'
import { printTable, type Row, writeResult } from '../report.ts'
import { flag, option } from './options.ts'

const mebibytes = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1))
const rows: Row[] = [await adult(), await growth(Number(option('steps', '10000')))]
for (const row of rows) printTable([row])
if (flag('write')) for (const row of rows) writeResult('model', [row])

async function adult(): Promise<Row> {
  const kernel = await createKernel()
  const before = kernel.arena.used()
  const residentBefore = process.memoryUsage().rss
  const network = createNetwork(kernel, rungGenome('adult'), { seed: 1 })
  const trainer = createTrainer(network)
  const batch = noise(16, 64, 8192)
  trainer.step([batch])
  trainer.step([batch])
  const parameters = 4 * network.parameters
  const used = kernel.arena.used() - before
  const activations = network.plan({ shape: batch }).bytes
  const resident = process.memoryUsage().rss - residentBefore
  const training = used - network.workspaceBytes()
  await kernel.close()
  return {
    what: 'memory',
    rung: 'adult, 16 x 64',
    parametersMiB: mebibytes(parameters),
    withoutActivationsMiB: mebibytes(training),
    timesParameters: Number((training / parameters).toFixed(2)),
    activationsMiB: mebibytes(network.workspaceBytes()),
    inferenceActivationsMiB: mebibytes(activations),
    residentGrowthMiB: mebibytes(resident),
    residentLessActivationsTimesParameters: Number(
      ((resident - network.workspaceBytes()) / parameters).toFixed(2),
    ),
  }
}

async function growth(steps: number): Promise<Row> {
  const kernel = await createKernel()
  const network = createNetwork(kernel, rungGenome('seed'), { seed: 1 })
  const trainer = createTrainer(network)
  const batch = noise(1, 8, 1024)
  const resident: number[] = []
  for (let i = 0; i < steps; i++) {
    trainer.step([batch])
    if (i % Math.ceil(steps / 10) === 0) {
      globalThis.gc?.()
      resident.push(process.memoryUsage().rss)
    }
  }
  const [, , early = 0] = resident
  const used = kernel.arena.used()
  await kernel.close()
  return {
    what: 'growth',
    steps,
    kernelMiB: mebibytes(used),
    residentAfterFifthMiB: mebibytes(early),
    residentAtEndMiB: mebibytes(resident.at(-1) ?? 0),
  }
}

function noise(batch: number, length: number, vocabulary: number): Batch {
  const random = createRandom(1)
  const ids = () =>
    Int32Array.from({ length: batch * length }, () => 16 + random.below(vocabulary - 16))
  const shape = { batch, sourceLength: length, targetLength: length }
  return { task: 'solve', source: ids(), target: ids(), next: ids(), ...shape }
}

// May children of one ancestor be averaged? Trains an ancestor on the sample corpus, then two children of
// it on different halves of the data, and walks the straight line between their weights. Also strangers
// of the same shape, for contrast. `--write` records it in results/barrier.json.
import { type RungName, rungGenome } from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import {
  createNetwork,
  createTrainer,
  interpolateWeights,
  lossBarrier,
  maxBarrier,
  type TrainerState,
  type Weights,
} from '../../packages/model/src/index.ts'
import { printTable, type Row, writeResult } from '../perf/report.ts'
import { heldOutLoss, sampleBatches } from './corpus.ts'

const batches = await sampleBatches({ vocab: 1024, seed: 1, batch: 8, length: 32 })
const kernel = await createKernel()
const ancestorSteps = 600
const childSteps = 200

type Course = {
  readonly rung: RungName
  readonly seed: number
  readonly start?: TrainerState
  readonly steps: number
  /** Which training batches it sees: the i-th is `pick(i)`. */
  readonly pick: (i: number) => number
}

function train({ rung, seed, start, steps, pick }: Course): TrainerState {
  const network = createNetwork(kernel, rungGenome(rung), { seed })
  const trainer = createTrainer(network)
  if (start !== undefined) trainer.restore(start)
  for (let i = 0; i < steps; i++) trainer.step([batches.training(pick(i))])
  const state = trainer.snapshot()
  network.close()
  return state
}

function walk(rung: RungName, pair: string, a: Weights, b: Weights): Row {
  const network = createNetwork(kernel, rungGenome(rung))
  const { height, losses } = lossBarrier((t) => {
    network.writeWeights(interpolateWeights(a, b, t))
    return heldOutLoss(network, batches)
  })
  network.close()
  const at = (i: number) => (losses[i] ?? Number.NaN).toFixed(4)
  return { rung, pair, one: at(0), average: at(5), other: at(10), barrier: height.toFixed(4) }
}

const rows: Row[] = []
for (const rung of ['seed', 'sprout'] as const) {
  const ancestor = train({ rung, seed: 1, steps: ancestorSteps, pick: (i) => i })
  // Batches are drawn by number, so even and odd ones are different data.
  const children = [0, 1].map((half) =>
    train({
      rung,
      seed: 1,
      start: ancestor,
      steps: childSteps,
      pick: (i) => 10_000 + 2 * i + half,
    }),
  )
  const [a, b] = children.map(({ weights }) => weights)
  if (a === undefined || b === undefined) throw new Error('two children were expected')
  rows.push(walk(rung, 'children of one ancestor', a, b))
  const steps = ancestorSteps + childSteps
  const { weights } = train({ rung, seed: 2, steps, pick: (i) => i })
  rows.push(walk(rung, 'strangers', a, weights))
}
await kernel.close()
printTable(rows)
if (process.argv.includes('--write')) writeResult('barrier', rows)
for (const { rung, pair, barrier } of rows)
  if (pair !== 'strangers' && !(Number(barrier) < maxBarrier)) {
    console.error(`${rung}: the line between two children climbs ${barrier} nats`)
    process.exitCode = 1
  }

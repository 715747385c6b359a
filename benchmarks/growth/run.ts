// Climbs the whole ladder on the sample corpus: trains every rung, grows it, and proves at each growth that
// no logit and no held-out loss moved and that the loss is lower 200 steps later. About ten minutes on
// one core; `--write` records it in results/growth.json.
import { parametersOf, type RungName, rungGenome, rungNames } from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import {
  createNetwork,
  createTrainer,
  growOptimizer,
  growWeights,
  type TrainerState,
} from '../../packages/model/src/index.ts'
import { printTable, type Row, writeResult } from '../perf/report.ts'
import { heldOutLoss, sampleBatches } from './corpus.ts'

const setting = { vocab: 1024, seed: 1, batch: 8, length: 32 }
const steps = 200
const limits = { logit: 1e-5, jump: 1e-6 }

const kernel = await createKernel({ maxMemoryBytes: 2 ** 31 })
const batches = await sampleBatches(setting)
const [probe] = batches.heldOut
if (probe === undefined) throw new Error('the corpus holds nothing out')

/** Held-out loss and logits of the first held-out batch, for a network of its own. */
function measure(name: RungName, state: TrainerState | null, train: boolean) {
  const network = createNetwork(kernel, rungGenome(name), { seed: setting.seed })
  const trainer = createTrainer(network)
  if (state !== null) trainer.restore(state)
  const before = heldOutLoss(network, batches)
  const logits = network.forward(probe!)
  const start = performance.now()
  const first = trainer.optimizerState().step
  for (let i = 0; train && i < steps; i++) trainer.step([batches.training(first + i)])
  const seconds = (performance.now() - start) / 1000
  const after = heldOutLoss(network, batches)
  const snapshot = trainer.snapshot()
  const last = network.forward(probe!)
  network.close()
  return { before, after, logits, last, seconds, snapshot }
}

function largest(
  a: Float32Array | undefined,
  b: Float32Array | undefined,
  of: (i: number) => number,
) {
  if (a === undefined || b === undefined) return Number.NaN
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[of(i)] ?? Number.NaN))), 0)
}

const vocabOf = (name: RungName) =>
  parametersOf(rungGenome(name)).find((parameter) => parameter.name === 'tokens.table')?.shape[0] ??
  0

const rows: Row[] = []
let failed = false
let before = measure('seed', null, true)
rows.push({
  rung: 'seed',
  'd logit': '',
  'loss jump': '',
  'held-out at birth': before.before.toFixed(4),
  '200 steps later': before.after.toFixed(4),
  seconds: before.seconds.toFixed(1),
})
for (const [i, from] of rungNames.slice(0, -1).entries()) {
  const to = rungNames[i + 1] ?? 'adult'
  const step = { from: rungGenome(from), to: rungGenome(to), seed: setting.seed }
  const { weights, optimizer, random } = before.snapshot
  const grown = {
    weights: growWeights(weights, step),
    optimizer: growOptimizer(optimizer, step),
    random,
  }
  const now = measure(to, grown, true)
  const [few, many] = [vocabOf(from), vocabOf(to)]
  const wide = (at: number) => Math.floor(at / few) * many + (at % few)
  const logit = Math.max(
    largest(before.last.text, now.logits.text, wide),
    largest(before.last.head, now.logits.head, (at) => at),
  )
  const jump = Math.abs(now.before - before.after)
  const good = logit < limits.logit && jump < limits.jump && now.after < now.before
  if (!good) failed = true
  rows.push({
    rung: to,
    'd logit': logit.toExponential(1),
    'loss jump': jump.toExponential(1),
    'held-out at birth': now.before.toFixed(4),
    '200 steps later': now.after.toFixed(4),
    seconds: now.seconds.toFixed(1),
  })
  console.log(`${to}: ${JSON.stringify(rows.at(-1))}`)
  before = now
}
printTable(rows)
await kernel.close()
if (process.argv.includes('--write')) writeResult('growth', rows)
if (failed) {
  console.error('a growth changed what the network says, or it did not learn afterwards')
  process.exit(1)
}

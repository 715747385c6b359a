// Does every rung of the ladder learn with default settings? Trains each from several seeds for a few
// dozen to a few hundred updates on the sample corpus, one thread, and writes what the held-out loss did
// to results/learning.json. Exits with 1 when a loss did not fall. Not a speed test: other work may run.
//   npx tsx benchmarks/learning/run.ts [--seeds 1,2] [--rungs seed,child] [--dry]
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ladder, type RungName, rungGenome, rungNames } from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import {
  type Batches,
  createBatches,
  createCorpus,
  createNetwork,
  createTrainer,
  learnTokenizer,
  type Network,
  readCorpusFiles,
  type Trainer,
} from '@zooid/model'
import { machine, printTable, type Row } from '../perf/report.ts'

/** Updates per rung: what fits a quarter of an hour in all. */
const updates: { readonly [name in RungName]: number } = {
  seed: 400,
  sprout: 200,
  child: 120,
  adolescent: 80,
  teen: 50,
  adult: 40,
}

const argument = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const seeds = (argument('seeds') ?? '1,2').split(',').map(Number)
const rungs = rungNames.filter((name) => argument('rungs')?.split(',').includes(name) ?? true)

const corpus = createCorpus(
  await readCorpusFiles(fileURLToPath(new URL('../../packages/model/corpus', import.meta.url))),
)
const rows: Row[] = []
for (const seed of seeds) for (const rung of rungs) rows.push(await train(rung, seed))
printTable(rows)
if (!process.argv.includes('--dry')) write()
if (rows.some(({ fell }) => fell !== 'yes')) process.exitCode = 1

/** Rows of other rungs and seeds stay, so the whole may be made in parts. */
function write(): void {
  const path = fileURLToPath(new URL('../results/learning.json', import.meta.url))
  const { commit, ...where } = machine()
  const made = rows.map((row) => ({ ...row, commit }))
  const isNew = ({ rung, seed }: Row) => rows.some((row) => row.rung === rung && row.seed === seed)
  const old = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { rows: Row[] }).rows
    : []
  const place = ({ rung, seed }: Row) => rungNames.indexOf(rung as RungName) + Number(seed) / 1000
  const all = [...old.filter((row) => !isNew(row)), ...made].sort((x, y) => place(x) - place(y))
  const result = { at: new Date().toISOString(), ...where, corpus: corpus.hash, rows: all }
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`)
}

async function train(rung: RungName, seed: number): Promise<Row> {
  const { vocab } = ladder[rung]
  const tokenizer = learnTokenizer(
    corpus.training.map(({ bytes }) => bytes),
    { vocab },
  )
  const batches = createBatches(corpus, tokenizer, { seed, heldOut: 64 })
  const kernel = await createKernel({ threads: 1, maxMemoryBytes: 2 ** 31 })
  try {
    const network = createNetwork(kernel, rungGenome(rung), { seed })
    const totalSteps = updates[rung]
    const trainer = createTrainer(network, { seed, totalSteps })
    const before = heldOut(network, batches)
    const startedAt = performance.now()
    const { losses, tokens } = update(trainer, batches, totalSteps)
    const seconds = (performance.now() - startedAt) / 1000
    const after = heldOut(network, batches)
    const tenth = Math.max(1, Math.floor(losses.length / 10))
    const mean = (part: readonly number[]) =>
      part.reduce((sum, loss) => sum + loss, 0) / part.length
    const [first, last] = [mean(losses.slice(0, tenth)), mean(losses.slice(-tenth))]
    const fell = last < first && after.text < before.text && after.kind < before.kind
    const row = {
      rung,
      parameters: network.parameters,
      tokens_in_vocabulary: tokenizer.size,
      seed,
      updates: totalSteps,
      target_tokens: tokens,
      train_first_tenth: round(first),
      train_last_tenth: round(last),
      held_out_before: round(before.text),
      held_out_after: round(after.text),
      bits_per_byte_before: round(before.bitsPerByte),
      bits_per_byte_after: round(after.bitsPerByte),
      kind_before: round(before.kind),
      kind_after: round(after.kind),
      seconds: Math.round(seconds),
      fell: fell ? 'yes' : 'NO',
    }
    console.error(JSON.stringify(row))
    return row
  } finally {
    await kernel.close()
  }
}

/** Losses of the text updates, in order. */
function update(trainer: Trainer, batches: Batches, steps: number) {
  const losses: number[] = []
  let tokens = 0
  for (let step = 0; step < steps; step++) {
    const batch = batches.training(step)
    const report = trainer.step([batch])
    if (!report.applied) throw new Error(`update ${step} was not applied`)
    tokens += report.tokens
    if (batch.task === 'solve') losses.push(report.textLoss)
  }
  return { losses, tokens }
}

function heldOut(network: Network, batches: Batches) {
  let [nats, tokens, kindNats, kinds] = [0, 0, 0, 0]
  for (const batch of batches.heldOut) {
    const { textLoss, tokens: counted } = network.evaluate(batch)
    nats += textLoss * counted
    tokens += counted
  }
  for (const batch of batches.heldOutKinds) {
    const { headLoss, labels } = network.evaluate(batch)
    kindNats += headLoss * labels
    kinds += labels
  }
  return {
    text: nats / tokens,
    bitsPerByte: nats / Math.LN2 / batches.heldOutSize.bytes,
    kind: kindNats / kinds,
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

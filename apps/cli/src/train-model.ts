// From options to a trained model in a folder: network, vocabulary, schedule, loop, checkpoints. It prints
// nothing but progress, and decides nothing about what a command says in the end.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { messageOf } from '@zooid/base'
import { type Expr, parametersOf, parse, rungGenome, rungNames } from '@zooid/genome'
import {
  type Batches,
  type Corpus,
  createBatches,
  createNetwork,
  createTrainer,
  defaultLearningRate,
  extendTokenizer,
  learnTokenizer,
  maxExtension,
  maxVocab,
  type Network,
  type Tokenizer,
  type TokenParts,
  wakeTokens,
} from '@zooid/model'
import { CliError, UsageError } from './command.ts'
import { duration } from './figures.ts'
import { type Run, type StoredModel, writeModel } from './model-folder.ts'
import { clean, type Progress } from './terminal.ts'
import { runTraining, type TrainingEnd, timeStep } from './training.ts'

export type TrainOptions = {
  readonly kernel: Network['kernel']
  readonly corpus: Corpus
  readonly corpusPath: string
  readonly genome: Expr
  readonly genomeName: string
  readonly out: string
  readonly stored: StoredModel | null
  /** Null: what is left of a stopped run, else ten. */
  readonly minutes: number | null
  readonly steps: number | null
  readonly seed: number
  /** Add tokens to the vocabulary of a stored model before training on. */
  readonly extend: boolean
  readonly rate: number | null
  readonly progress: Progress
  readonly signal: AbortSignal
}

export type Trained = TrainingEnd & {
  readonly finished: boolean
  readonly run: Run
  readonly tokenizer: Tokenizer
  readonly batches: Batches
  readonly network: Network
  readonly hash: string
}

export async function trainModel(options: TrainOptions): Promise<Trained> {
  const { kernel, corpus, genome, out, stored, progress, signal } = options
  const old = stored?.run ?? null
  const seed = old?.seed ?? stored?.checkpoint.manifest.seed ?? options.seed
  const network = createNetwork(kernel, genome, { seed })
  if (network.program.text === undefined)
    throw new CliError('train.genome', 'this genome has no decoder that could learn text', {
      hint: 'a rung of the ladder has one: --genome child',
    })
  const vocab = network.program.vocabulary
  progress.step('learning the vocabulary')
  const texts = corpus.training.map(({ bytes }) => bytes)
  const known = stored?.tokenizer ?? learnTokenizer(texts, { vocab: Math.min(vocab, maxVocab) })
  const tokenizer = options.extend
    ? extendTokenizer(known, texts, Math.min(maxExtension, vocab - known.size))
    : known
  const shape = {
    batch: old?.batch ?? 16,
    sourceLength: old?.sourceLength ?? 64,
    targetLength: old?.targetLength ?? 64,
  }
  const batches = createBatches(corpus, tokenizer, { ...shape, seed, heldOut: 128 })
  const width = network.program.lowered.parameters.find(({ op }) => op === 'embed')?.shape[1]
  const learningRate = options.rate ?? old?.learningRate ?? defaultLearningRate(width ?? 64)
  const done = stored?.checkpoint.training?.optimizer.step ?? 0

  const isUnfinished = old !== null && done < old.totalSteps && options.steps === null
  const minutes = options.minutes ?? 10
  const plan = () => {
    progress.step('timing an update')
    const probe = createTrainer(network, { seed })
    const stepMs = timeStep(probe, batches)
    probe.close()
    // Held-out points take about a tenth of the time.
    return Math.max(1, Math.floor((minutes * 60_000 * 0.9) / stepMs))
  }
  const totalSteps = isUnfinished ? old.totalSteps : done + (options.steps ?? plan())
  const run: Run = {
    format: 'zooid.run.1',
    genome: old?.genome ?? options.genomeName,
    corpus: options.corpusPath,
    corpusHash: corpus.hash,
    corpusTokens: batches.sequences.reduce((sum, { length }) => sum + length, 0),
    seed,
    ...shape,
    learningRate,
    threads: kernel.threads.count,
    totalSteps,
    points: old?.points ?? [],
  }
  const trainer = createTrainer(network, { seed, learningRate, totalSteps })
  if (stored) {
    const { weights } = stored.checkpoint
    const added = newTokens(known, tokenizer)
    network.writeWeights(
      added.size === 0 ? weights : wakeTokens(weights, parametersOf(genome), added),
    )
    const { training } = stored.checkpoint
    if (training) {
      trainer.writeOptimizerState(training.optimizer)
      trainer.random.restore(training.random)
    }
  }
  const uses = `${network.parameters} parameters, ${tokenizer.size} tokens, ${corpus.bytes} bytes of text`
  progress.say(`${run.genome}: ${uses}, updates ${done} to ${totalSteps}`)
  let hash = stored?.hash ?? ''
  const isTimed = options.steps === null && (!isUnfinished || options.minutes !== null)
  const end = await runTraining({
    ...{ network, trainer, batches, run, step: done },
    signal: isTimed ? AbortSignal.any([signal, AbortSignal.timeout(minutes * 60_000)]) : signal,
    onProgress: ({ step, loss, heldOutLoss, tokensPerSecond, remainingMs }) => {
      if (process.stderr.isTTY)
        progress.step(
          `update ${step}/${totalSteps}  loss ${loss.toFixed(3)}  held-out ${heldOutLoss.toFixed(3)}  ${Math.round(tokensPerSecond)} tokens/s  ${duration(remainingMs)} left`,
        )
    },
    onPoint: ({ step, heldOutLoss, trainLoss, bitsPerByte }) =>
      progress.say(
        `update ${step}: training ${trainLoss?.toFixed(3) ?? '-'}, held-out ${heldOutLoss.toFixed(3)} nats a token, ${bitsPerByte.toFixed(3)} bits a byte`,
      ),
    save: async (points, step) => {
      const { weights, optimizer, random } = trainer.snapshot()
      const manifest = {
        genome,
        tokenizerHash: tokenizer.hash,
        ancestorHash: stored?.checkpoint.manifest.ancestorHash ?? null,
        dataHash: corpus.hash,
        seed,
        step,
      }
      const checkpoint = { manifest, weights, training: { optimizer, random } }
      hash = await writeModel(out, { tokenizer, checkpoint, run: { ...run, points } })
    },
  })
  return { ...end, finished: end.step >= totalSteps, run, tokenizer, batches, network, hash }
}

/** Each token that only the longer vocabulary has, and the two it joins. */
function newTokens(short: Tokenizer, long: Tokenizer): TokenParts {
  const added = long.merges.slice(short.merges.length)
  return new Map(added.map((parts, i) => [short.size + i, parts]))
}

/** A rung of the ladder, or a file in genome text. @throws UsageError, CliError */
export async function readGenome(name: string): Promise<Expr> {
  const rung = rungNames.find((known) => known === name)
  if (rung !== undefined) return rungGenome(rung)
  if (!existsSync(name))
    throw new UsageError(
      `"${clean(name)}" is no rung and no file`,
      `rungs: ${rungNames.join(', ')}`,
    )
  try {
    return parse(await readFile(name, 'utf8'))
  } catch (error) {
    throw new CliError('train.genome', `${name} is no genome: ${messageOf(error)}`, {
      hint: 'zooid describe explains the language',
    })
  }
}

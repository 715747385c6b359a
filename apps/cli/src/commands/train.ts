// `zooid train`: a corpus becomes a model on this machine. Live progress, Ctrl-C saves, --resume goes on.
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { createKernel } from '@zooid/kernel'
import { createCorpus, readCorpusFiles } from '@zooid/model'
import { CliError, dataFlag, defineCommand, jsonFlag, UsageError } from '../command.ts'
import { curveSvg } from '../curve-svg.ts'
import { dataDir } from '../data-dir.ts'
import { compareWithField, type FieldReport } from '../field-report.ts'
import { wholeNumber } from '../figures.ts'
import { hasModel, type Run, readModel, writeWhole } from '../model-folder.ts'
import { readKernelWasm, sampleCorpus } from '../shipped.ts'
import { listenForStop } from '../stop-signal.ts'
import { clean, green, note, print, printJson, startProgress } from '../terminal.ts'
import { readGenome, trainModel } from '../train-model.ts'
import type { TrainingEnd } from '../training.ts'

export const command = defineCommand({
  about: 'Train a model on a folder of text',
  examples: [
    'zooid train',
    'zooid train --corpus ./notes --genome child --minutes 30',
    'zooid train --genome seed --steps 500 --out ./my-model --json',
    'zooid train --out ./my-model --resume',
  ],
  args: {
    corpus: {
      type: 'string',
      description: 'Text file or folder of text (default: the sample corpus)',
      valueHint: 'path',
    },
    genome: {
      type: 'string',
      description: 'seed, sprout, child, adolescent, teen, adult, or a file in genome text',
      default: 'child',
    },
    minutes: {
      type: 'string',
      description: 'Time to train; sets the number of updates (default 10)',
      valueHint: 'n',
    },
    steps: {
      type: 'string',
      description: 'Number of updates instead: the same bytes for the same threads',
      valueHint: 'n',
    },
    seed: { type: 'string', description: 'Of weights and data order (default 1)', valueHint: 'n' },
    'learning-rate': {
      type: 'string',
      description: 'At the top of the schedule (default: by width)',
      valueHint: 'rate',
    },
    threads: { type: 'string', description: 'Threads (default: cores, at most 4)', valueHint: 'n' },
    out: {
      type: 'string',
      description: 'Folder of the model (default models/<genome> in the data folder)',
      valueHint: 'dir',
    },
    resume: { type: 'boolean', description: 'Go on with the model in --out' },
    extend: {
      type: 'boolean',
      description: 'With --resume: add up to 64 tokens to its vocabulary',
    },
    data: dataFlag,
    json: jsonFlag,
  },
  async run(args) {
    const minutes = args.minutes === undefined ? null : Number(args.minutes)
    if (minutes !== null && !(minutes > 0 && minutes <= 10_000))
      throw new UsageError(`--minutes ${args.minutes}`, 'a number of minutes above 0')
    if (args.minutes !== undefined && args.steps !== undefined)
      throw new UsageError('--minutes and --steps exclude each other')
    const steps =
      args.steps === undefined ? null : wholeNumber('--steps', args.steps, 1, 10_000_000)
    const seed = wholeNumber('--seed', args.seed ?? '1', 0, 2 ** 32 - 1)
    const rate = args['learning-rate'] === undefined ? null : Number(args['learning-rate'])
    if (rate !== null && !(rate > 0 && rate <= 1))
      throw new UsageError(`--learning-rate ${args['learning-rate']}`, 'above 0 and at most 1')
    const threadsWanted =
      args.threads === undefined ? null : wholeNumber('--threads', args.threads, 1, 64)
    if (args.extend && !args.resume)
      throw new UsageError('--extend needs --resume', 'a new model learns its whole vocabulary')
    const name = args.genome.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
    const out = resolve(args.out ?? join(dataDir(args.data).root, 'models', clean(name)))
    if (!args.resume && (await hasModel(out)))
      throw new CliError('train.exists', `there is a model in ${out} already`, {
        hint: 'go on with it: --resume; or choose another folder: --out',
      })
    const stored = args.resume ? await readModel(out) : null
    const threads = threadsWanted ?? stored?.run?.threads ?? Math.min(4, availableParallelism())
    const genome = stored?.checkpoint.manifest.genome ?? (await readGenome(args.genome))
    const progress = startProgress()
    const stop = listenForStop(() => progress.say('stopping after this update; saving …'))
    try {
      progress.step('reading the corpus')
      const corpusPath = resolve(args.corpus ?? stored?.run?.corpus ?? sampleCorpus)
      const corpus = createCorpus(await readCorpusFiles(corpusPath))
      if (stored?.run && stored.run.corpusHash !== corpus.hash)
        throw new CliError('train.corpus', `${corpusPath} is not the text this run began with`, {
          hint: 'name the old text with --corpus, or train into another folder with --out',
        })
      const kernel = await createKernel({
        threads,
        readWasm: readKernelWasm,
        maxMemoryBytes: 2 ** 31,
      })
      try {
        const { finished, points, step, run, tokenizer, batches, network, hash } = await trainModel(
          {
            ...{ kernel, corpus, corpusPath, genome, genomeName: name, out, stored },
            ...{
              minutes,
              steps,
              seed,
              rate,
              extend: args.extend ?? false,
              progress,
              signal: stop.signal,
            },
          },
        )
        progress.step('comparing with the n-gram field')
        const field = compareWithField({ network, batches, tokenizer, corpus, seed: run.seed })
        const title = `${run.genome}, ${network.parameters} parameters, seed ${run.seed}`
        const fieldLoss = Math.log(field.blend.ngramPerplexity)
        const curve = { ...run, points, field }
        await writeWhole(join(out, 'curve.json'), `${JSON.stringify(curve, null, 1)}\n`)
        await writeWhole(join(out, 'curve.svg'), curveSvg(points, { title, fieldLoss }))
        progress.done()
        const parameters = network.parameters
        if (args.json) printJson({ out, finished, step, parameters, checkpoint: hash, ...curve })
        else report({ out, finished, run, points, step, field })
      } finally {
        await kernel.close()
      }
    } finally {
      progress.done()
      stop.close()
    }
    return undefined
  },
})

function report(outcome: {
  readonly out: string
  readonly finished: boolean
  readonly run: Run
  readonly points: TrainingEnd['points']
  readonly step: number
  readonly field: FieldReport
}): void {
  const { out, finished, run, points, step, field } = outcome
  const [first, last] = [points[0], points.at(-1)]
  const { blend, sample } = field
  if (finished) print(green(`trained ${run.genome} for ${step} updates`))
  else print(`stopped after ${step} of ${run.totalSteps} updates; --resume goes on`)
  if (first && last)
    print(
      `held-out loss ${first.heldOutLoss.toFixed(3)} -> ${last.heldOutLoss.toFixed(3)} nats a token (${last.bitsPerByte.toFixed(3)} bits a byte)`,
    )
  print(
    `perplexity: model ${blend.modelPerplexity.toFixed(1)}, n-gram field ${blend.ngramPerplexity.toFixed(1)}, both ${blend.blendedPerplexity.toFixed(1)} (${Math.round(blend.weight * 100)} % model)`,
  )
  if (sample !== null) {
    print(`sample: ${clean(sample.prompt)} | ${clean(sample.text)}`)
    print(`copied from training text: ${Math.round(sample.overlap.share * 100)} %`)
  }
  print(`saved in ${out}: weights/, tokenizer.json, run.json, curve.svg, curve.json`)
  if (!finished) note(`next: zooid train --out ${out} --resume`)
}

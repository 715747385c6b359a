// `zooid codegen train`: tasks of its own making become a model that writes programs. The corpus is made
// once per folder; Ctrl-C saves, --resume goes on; the weights so far lie in <data>/weights.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defaultSize, type FolderResult, type TrainingPoint, trainInFolder } from '@zooid/codegen'
import { createKernel } from '@zooid/kernel'
import { CliError, defineCommand, jsonFlag, UsageError } from '../command.ts'
import { curveSvg } from '../curve-svg.ts'
import { wholeNumber } from '../figures.ts'
import { readKernelWasm } from '../shipped.ts'
import { listenForStop } from '../stop-signal.ts'
import { clean, green, note, print, printJson, startProgress } from '../terminal.ts'

export const command = defineCommand({
  about: 'Train the model that writes programs',
  examples: [
    'zooid codegen train --minutes 45 --seed 1 --data ./codegen-run',
    'zooid codegen train --data ./codegen-run --minutes 90 --resume',
    'zooid codegen train --steps 200 --draws 50000 --data ./small --json',
  ],
  args: {
    minutes: {
      type: 'string',
      description: 'Minutes of updates in all, those before --resume included (default 45)',
      valueHint: 'n',
    },
    steps: {
      type: 'string',
      description: 'Number of updates instead: the same bytes on the same build',
      valueHint: 'n',
    },
    seed: {
      type: 'string',
      description: 'Of corpus, weights and order',
      valueHint: 'n',
      default: '1',
    },
    data: {
      type: 'string',
      description: 'Folder of the run: corpus, checkpoint, weights',
      valueHint: 'dir',
      default: './codegen-run',
    },
    draws: {
      type: 'string',
      description: 'Programs drawn for a new corpus; about one in ten is kept',
      valueHint: 'n',
      default: '3000000',
    },
    exclude: {
      type: 'string',
      description: 'Behaviours never to train on (benchmarks/codegen/exclusion writes the list)',
      valueHint: 'file',
    },
    width: { type: 'string', description: 'Of the network', valueHint: 'n', default: '128' },
    'encoder-layers': { type: 'string', description: 'Layers that read', valueHint: 'n' },
    'decoder-layers': { type: 'string', description: 'Layers that write', valueHint: 'n' },
    'learning-rate': {
      type: 'string',
      description: 'At the top of the schedule',
      valueHint: 'rate',
      default: '0.0015',
    },
    resume: { type: 'boolean', description: 'Go on with the run in --data' },
    json: jsonFlag,
  },
  async run(args, raw) {
    const rate = Number(args['learning-rate'])
    if (!(rate > 0 && rate <= 1))
      throw new UsageError(`--learning-rate ${args['learning-rate']}`, 'above 0 and at most 1')
    const folder = resolve(args.data)
    const layers = (flag: 'encoder-layers' | 'decoder-layers', usual: number) =>
      args[flag] === undefined ? usual : wholeNumber(`--${flag}`, args[flag], 1, 12)
    const run = {
      folder,
      seed: wholeNumber('--seed', args.seed, 0, 2 ** 32 - 1),
      size: {
        dim: 32 * wholeNumber('--width / 32', String(Number(args.width) / 32), 1, 32),
        encoderLayers: layers('encoder-layers', defaultSize.encoderLayers),
        decoderLayers: layers('decoder-layers', defaultSize.decoderLayers),
      },
      until: untilOf(args.minutes, args.steps),
      learningRate: rate,
      draws: wholeNumber('--draws', args.draws, 1000, 1_000_000_000),
      exclusion: args.exclude === undefined ? null : await readList(args.exclude),
      command: `zooid codegen train ${raw.map(clean).join(' ')}`,
      resume: args.resume ?? false,
    }
    const progress = startProgress()
    const stop = listenForStop(() => progress.say('stopping after these updates; saving …'))
    try {
      const kernel = await createKernel({ readWasm: readKernelWasm, maxMemoryBytes: 2 ** 31 })
      try {
        const result = await trainInFolder(kernel, run, {
          now: () => performance.now(),
          signal: stop.signal,
          svg: (points) => svgOf(points, `codegen, seed ${run.seed}`),
          onCorpus: (draws, unique) =>
            progress.step(`corpus: ${unique} behaviours of ${draws} programs drawn`),
          onProgress: (step, loss, share) => {
            if (process.stderr.isTTY)
              progress.step(
                `update ${step}  loss ${loss.toFixed(3)}  ${(100 * share).toFixed(1)} %`,
              )
          },
          onPoint: (point) => progress.say(lineOf(point)),
        })
        progress.done()
        if (args.json) printJson({ folder, ...result })
        else report(folder, result)
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

function untilOf(minutes: string | undefined, steps: string | undefined) {
  if (minutes !== undefined && steps !== undefined)
    throw new UsageError('--minutes and --steps exclude each other')
  if (steps !== undefined) return { steps: wholeNumber('--steps', steps, 1, 100_000_000) }
  const wanted = Number(minutes ?? 45)
  if (!(wanted > 0 && wanted <= 100_000))
    throw new UsageError(`--minutes ${minutes}`, 'a number of minutes above 0')
  return { minutes: wanted }
}

async function readList(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new CliError('codegen.exclude', `${clean(path)} cannot be read`, {
      hint: 'make it: npx tsx benchmarks/codegen/exclusion/run.ts --out forbidden.json',
      cause,
    })
  }
}

function svgOf(points: readonly TrainingPoint[], title: string): string {
  const last = points.at(-1)
  return curveSvg(
    points.map(({ step, trainLoss, heldOut }) => ({
      step,
      trainLoss,
      heldOutLoss: heldOut.unmasked,
    })),
    { title, fieldLoss: last?.heldOut.bigram ?? null, fieldName: 'counts of the corpus' },
  )
}

function lineOf({ step, minutes, trainLoss, heldOut }: TrainingPoint): string {
  const { decoder, rules, bigram } = heldOut
  return `update ${step}, ${minutes.toFixed(1)} min: training ${trainLoss?.toFixed(3) ?? '-'}, held-out ${decoder.toFixed(3)} nats a symbol, rule weights ${rules.toFixed(3)}, counts alone ${bigram.toFixed(3)}`
}

function report(folder: string, { finished, manifest, points, parameters }: FolderResult): void {
  const last = points.at(-1)
  const { steps, examples, programs, excludedBehaviours } = manifest
  if (finished) print(green(`trained ${parameters} parameters for ${steps} updates`))
  else print(`stopped after ${steps} updates; --resume goes on`)
  print(`${examples} examples of ${programs} programs; ${excludedBehaviours} behaviours excluded`)
  if (last !== undefined) print(lineOf(last))
  print(`saved in ${folder}: corpus.jsonl, checkpoint.safetensors, weights/`)
  if (!finished) note(`next: zooid codegen train --data ${folder} --resume`)
}

// `zooid model grow`: the same model in a larger network that says exactly what the smaller one said. It
// asks first whether growing makes sense and fits, and proves afterwards that nothing changed.
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import {
  type Expr,
  genomeHash,
  nextRung,
  parameterCount,
  parametersOf,
  type RungName,
  rungGenome,
  rungNames,
} from '@zooid/genome'
import { createKernel } from '@zooid/kernel'
import {
  type Batch,
  createNetwork,
  createRandom,
  decideGrowth,
  expectRoom,
  growOptimizer,
  growWeights,
  planResources,
  special,
  type Weights,
} from '@zooid/model'
import { CliError, defineCommand, jsonFlag, UsageError } from '../command.ts'
import { hasModel, readModel, type StoredModel, writeModel } from '../model-folder.ts'
import { readKernelWasm } from '../shipped.ts'
import { clean, dim, green, print, printJson } from '../terminal.ts'

/** Larger changes are not rounding. */
const exact = { logit: 1e-5, loss: 1e-6 } as const
const kernelBytes = 2 ** 31

export const command = defineCommand({
  about: 'Grow a model to the next size without forgetting',
  examples: [
    'zooid model grow .zooid/models/child --out .zooid/models/adolescent',
    'zooid model grow ./my-model --to adult --out ./my-adult --now',
    'zooid model grow ./my-model --out ./bigger --json',
  ],
  args: {
    dir: { type: 'positional', description: 'Folder that zooid train made', required: true },
    to: {
      type: 'string',
      description: `${rungNames.slice(1).join(', ')} (default: the next one)`,
      valueHint: 'rung',
    },
    out: {
      type: 'string',
      description: 'Folder of the grown model',
      required: true,
      valueHint: 'dir',
    },
    now: { type: 'boolean', description: 'Grow although it still learns at its size' },
    json: jsonFlag,
  },
  async run(args) {
    const out = resolve(args.out)
    if (await hasModel(out))
      throw new CliError('grow.exists', `there is a model in ${out} already`, {
        hint: 'choose another folder with --out',
      })
    const model = await readModel(args.dir)
    const from = model.checkpoint.manifest.genome
    const rung = rungAfter(from, args.to)
    const to = rungGenome(rung)
    const reasons = advice(model, to)
    if (reasons.length > 0 && !args.now)
      throw new CliError('grow.early', `it is too early to grow: ${reasons.join(', ')}`, {
        hint: 'train on (zooid train --resume), or add --now to grow all the same',
      })
    const kernel = await createKernel({ readWasm: readKernelWasm, maxMemoryBytes: kernelBytes })
    try {
      const { batch = 16, sourceLength = 64, targetLength = 64 } = model.run ?? {}
      const plan = planResources(kernel, to, { batch, sourceLength, targetLength })
      expectRoom(plan, {
        memoryBytes: Math.min(kernelBytes, totalmem() * 0.75),
        multiplyAddsPerSecond: 1,
        tokens: 0,
        maxSeconds: Number.POSITIVE_INFINITY,
      })
      const { manifest, weights, training } = model.checkpoint
      const grown = growWeights(weights, { from, to, seed: manifest.seed })
      const change = compare(
        sayingOf(kernel, from, weights, model.tokenizer.size),
        sayingOf(kernel, to, grown, model.tokenizer.size),
      )
      if (!(change.logit < exact.logit && change.loss < exact.loss))
        throw new CliError(
          'grow.inexact',
          `the grown network differs: logits by ${change.logit}, loss by ${change.loss}; nothing was written`,
          { hint: 'this is a defect: please report it with the output of zooid model inspect' },
        )
      const hash = await writeModel(out, {
        tokenizer: model.tokenizer,
        checkpoint: {
          manifest: {
            ...manifest,
            genome: to,
            ancestorHash: manifest.ancestorHash ?? `0x${model.hash}`,
          },
          weights: grown,
          ...(training === undefined
            ? {}
            : {
                training: {
                  ...training,
                  optimizer: growOptimizer(training.optimizer, { from, to }),
                },
              }),
        },
        // Finished as it stands: training on begins a new schedule, at the rate of the new width.
        run: model.run && {
          ...model.run,
          genome: rung,
          totalSteps: manifest.step,
          learningRate: model.run.learningRate * Math.sqrt(widthOf(from) / widthOf(to)),
        },
      })
      const parameters = parameterCount(to)
      const result = { out, rung, checkpoint: hash, parameters, change, plan }
      if (args.json) printJson(result)
      else {
        print(green(`grown to ${rung}: ${parameterCount(from)} -> ${parameters} parameters`))
        print(
          `largest change of a logit ${change.logit.toExponential(1)}, of the loss ${change.loss.toExponential(1)} nats`,
        )
        print(`training it takes ${Math.round(plan.bytes.total / 2 ** 20)} MB`)
        print(dim(`next: zooid train --out ${clean(join(args.out))} --resume`))
      }
    } finally {
      await kernel.close()
    }
    return undefined
  },
})

function rungAfter(from: Expr, wanted: string | undefined): RungName {
  const hash = genomeHash(from)
  const current = rungNames.find((name) => genomeHash(rungGenome(name)) === hash)
  if (wanted !== undefined) {
    const rung = rungNames.find((name) => name === wanted)
    if (rung === undefined) throw new UsageError(`--to ${wanted}`, `rungs: ${rungNames.join(', ')}`)
    return rung
  }
  if (current === undefined)
    throw new UsageError('this network is no rung of the ladder', 'name its next size with --to')
  const next = nextRung(current)
  if (next === null) throw new UsageError(`${current} is the largest rung`)
  return next
}

/** Why growing would be early; a model without a curve gives no evidence. */
function advice(model: StoredModel, to: Expr): readonly string[] {
  const decision = decideGrowth({
    heldOut: (model.run?.points ?? []).map(({ tokens, heldOutLoss }) => ({
      tokens,
      loss: heldOutLoss,
    })),
    grownAt: 0,
    parameters: parameterCount(model.checkpoint.manifest.genome),
    nextParameters: parameterCount(to),
    uniqueTokens: model.run?.corpusTokens ?? 0,
  })
  return decision.grow ? [] : decision.reasons.map((reason) => explained[reason])
}

const explained = {
  few_tokens: 'it has seen fewer than two tokens per parameter',
  cool_down: 'it has seen fewer than five million tokens',
  no_evidence: 'its curve is too short to show a plateau',
  still_learning: 'its held-out loss still falls',
  little_data: 'its corpus is small for the larger network',
} as const

type Saying = { readonly logits: Float32Array; readonly loss: number }

/** What a network says to made-up text: every id in reach, the same for both sizes. */
function sayingOf(
  kernel: Awaited<ReturnType<typeof createKernel>>,
  genome: Expr,
  weights: Weights,
  tokens: number,
): Saying {
  const network = createNetwork(kernel, genome)
  try {
    network.writeWeights(weights)
    const batch = madeUp(tokens)
    const { text } = network.forward(batch)
    if (text === undefined) throw new UsageError('the network has no decoder')
    const vocab = text.length / batch.next.length
    const logits = Float32Array.from(
      { length: batch.next.length * tokens },
      (_, i) => text[Math.floor(i / tokens) * vocab + (i % tokens)] ?? Number.NaN,
    )
    return { logits, loss: network.evaluate(batch).textLoss }
  } finally {
    network.close()
  }
}

function compare(before: Saying, after: Saying): { readonly logit: number; readonly loss: number } {
  const logit = before.logits.reduce(
    (most, x, i) => Math.max(most, Math.abs(x - (after.logits[i] ?? Number.NaN))),
    0,
  )
  return { logit, loss: Math.abs(before.loss - after.loss) }
}

function madeUp(tokens: number): Batch {
  const random = createRandom(1, 'growth check')
  const [batch, sourceLength, targetLength] = [4, 32, 32]
  const ids = (length: number) =>
    Int32Array.from({ length }, () => 16 + random.below(Math.max(1, tokens - 16)))
  const [source, target] = [ids(batch * sourceLength), ids(batch * targetLength)]
  for (let row = 0; row < batch; row++) {
    source[row * sourceLength] = special.solve
    target[row * targetLength] = special.bos
  }
  return {
    ...{ task: 'solve', source, target, next: ids(batch * targetLength) },
    ...{ batch, sourceLength, targetLength },
  }
}

function widthOf(genome: Expr): number {
  return parametersOf(genome).find(({ op }) => op === 'embed')?.shape[1] ?? 64
}

// `zooid model inspect`: what a model folder holds, read from its files and nothing else.
import { genomeHash, parameterCount, print as printGenome } from '@zooid/genome'
import type { HostTensor } from '@zooid/model'
import { defineCommand, jsonFlag } from '../command.ts'
import { readModel } from '../model-folder.ts'
import { clean, dim, print, printJson, table } from '../terminal.ts'

export const command = defineCommand({
  about: 'Show what a model folder holds',
  examples: [
    'zooid model inspect .zooid/models/child',
    'zooid model inspect .zooid/models/child --tensors',
    'zooid model inspect .zooid/models/child --json',
  ],
  args: {
    dir: { type: 'positional', description: 'Folder that zooid train made', required: true },
    tensors: { type: 'boolean', description: 'List every tensor with its size and spread' },
    json: jsonFlag,
  },
  async run(args) {
    const { tokenizer, checkpoint, hash, bytes, run } = await readModel(args.dir)
    const { manifest, weights, training } = checkpoint
    const { genome } = manifest
    const last = run?.points.at(-1) ?? null
    const tensors = [...weights].map(([name, tensor]) => ({
      name,
      shape: tensor.shape,
      rms: rootMeanSquare(tensor),
    }))
    const facts = {
      checkpoint: hash,
      bytes,
      genome: genomeHash(genome),
      parameters: parameterCount(genome),
      tokenizer: { hash: tokenizer.hash, size: tokenizer.size },
      ancestor: manifest.ancestorHash,
      data: manifest.dataHash,
      seed: manifest.seed,
      step: manifest.step,
      resumable: training !== undefined,
      heldOut: last,
    }
    if (args.json) {
      printJson({ ...facts, text: printGenome(genome), ...(args.tensors ? { tensors } : {}) })
      return undefined
    }
    print(
      table(
        ['what', 'value'],
        [
          ['network', `${run ? clean(run.genome) : 'unnamed'}, ${facts.parameters} parameters`],
          ['genome', facts.genome],
          ['tokenizer', `${tokenizer.hash}, ${tokenizer.size} tokens`],
          ['checkpoint', `${hash}, ${bytes} bytes`],
          ['ancestor', manifest.ancestorHash ?? 'none: first of its line'],
          ['data', manifest.dataHash ?? 'none'],
          ['updates', `${manifest.step}${training ? '' : ', without training state'}`],
          [
            'held-out loss',
            last === null
              ? 'not known'
              : `${last.heldOutLoss.toFixed(3)} nats a token, ${last.bitsPerByte.toFixed(3)} bits a byte`,
          ],
        ],
      ),
    )
    print(dim(printGenome(genome)))
    if (args.tensors)
      print(
        table(
          ['tensor', 'shape', 'rms'],
          tensors.map(({ name, shape, rms }) => [name, shape.join(' x '), rms.toPrecision(3)]),
        ),
      )
    return undefined
  },
})

function rootMeanSquare({ data }: HostTensor): number {
  return Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / Math.max(1, data.length))
}

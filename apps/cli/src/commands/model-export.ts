// `zooid model export`: one safetensors file with the weights alone, and the tokenizer beside it, for
// other programs. Training state stays behind; bf16 halves the file and rounds the weights.
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { encodeCheckpoint, writeTokenizer } from '@zooid/model'
import { CliError, defineCommand, jsonFlag, UsageError } from '../command.ts'
import { readModel, writeWhole } from '../model-folder.ts'
import { print, printJson } from '../terminal.ts'

export const command = defineCommand({
  about: 'Write the weights as one safetensors file',
  examples: [
    'zooid model export .zooid/models/child',
    'zooid model export .zooid/models/child --to child.safetensors --precision bf16',
    'zooid model export .zooid/models/child --to /tmp/child.safetensors --json',
  ],
  args: {
    dir: { type: 'positional', description: 'Folder that zooid train made', required: true },
    to: {
      type: 'string',
      description: 'File to write (default <name>.safetensors here)',
      valueHint: 'file',
    },
    precision: { type: 'string', description: 'f32 or bf16', default: 'f32' },
    json: jsonFlag,
  },
  async run(args) {
    const { precision } = args
    if (precision !== 'f32' && precision !== 'bf16')
      throw new UsageError(`--precision ${precision}`, 'f32 or bf16')
    const { checkpoint, tokenizer } = await readModel(args.dir)
    const to = resolve(args.to ?? `${basename(resolve(args.dir))}.safetensors`)
    const { manifest, weights } = checkpoint
    const bytes = encodeCheckpoint({ manifest, weights }, precision)
    await mkdir(dirname(to), { recursive: true })
    try {
      // Never over a file that somebody has.
      await writeFile(to, bytes, { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      throw new CliError('model.export', `${to} exists`, { hint: 'choose another file with --to' })
    }
    const tokenizerFile = `${join(dirname(to), basename(to).replace(/\.safetensors$/, ''))}.tokenizer.json`
    await writeWhole(tokenizerFile, writeTokenizer(tokenizer))
    const result = { file: to, bytes: bytes.length, precision, tokenizer: tokenizerFile }
    if (args.json) printJson(result)
    else {
      print(`wrote ${to}: ${bytes.length} bytes, ${weights.size} tensors, ${precision}`)
      print(`wrote ${tokenizerFile}: ${tokenizer.size} tokens`)
    }
    return undefined
  },
})

// A model on disk, as `zooid train` makes it:
//   <dir>/tokenizer.json  <dir>/run.json  <dir>/weights/<sha256>.safetensors  <dir>/weights/current
// run.json holds what it takes to go on, and the learning curve so far; weights/ is written last, so its
// checkpoint is never ahead of the rest.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '@zooid/base'
import {
  type Checkpoint,
  type CheckpointStore,
  decodeCheckpoint,
  encodeCheckpoint,
  nodeDisk,
  openCheckpointStore,
  parseTokenizer,
  type Tokenizer,
  writeTokenizer,
} from '@zooid/model'
import { z } from 'zod'
import { CliError } from './command.ts'

const pointSchema = z.object({
  /** Updates made. */
  step: z.int(),
  /** Target tokens trained on so far. */
  tokens: z.int(),
  /** Time spent on updates so far. */
  seconds: z.number(),
  /** Mean loss of updates since the point before, nats per token; null at step 0. */
  trainLoss: z.number().nullable(),
  /** On held-out text, nats per token. */
  heldOutLoss: z.number(),
  /** The same in bits per byte, which compares between vocabularies. */
  bitsPerByte: z.number(),
  /** Of the fast head: which kind of document is it? */
  kindLoss: z.number(),
})

const runSchema = z.object({
  format: z.literal('zooid.run.1'),
  genome: z.string(),
  corpus: z.string(),
  corpusHash: z.string(),
  /** Tokens of the training documents. */
  corpusTokens: z.int(),
  seed: z.int(),
  batch: z.int(),
  sourceLength: z.int(),
  targetLength: z.int(),
  learningRate: z.number(),
  /** Threads share each batch, so their number decides the order of sums, and with it the last bits. */
  threads: z.int(),
  /** Length of the schedule in updates. */
  totalSteps: z.int(),
  points: z.array(pointSchema).max(10_000),
})

export type CurvePoint = Readonly<z.infer<typeof pointSchema>>
export type Run = Readonly<Omit<z.infer<typeof runSchema>, 'points'>> & {
  readonly points: readonly CurvePoint[]
}

const maxJsonBytes = 8 * 1024 * 1024

export type StoredModel = {
  readonly tokenizer: Tokenizer
  readonly checkpoint: Checkpoint
  /** SHA-256 of the checkpoint file. */
  readonly hash: string
  readonly bytes: number
  /** Absent for a model that was not trained here. */
  readonly run: Run | null
}

export async function openWeights(folder: string): Promise<CheckpointStore> {
  return openCheckpointStore(join(folder, 'weights'), nodeDisk)
}

/** @throws NoModelError, or what a damaged file is read with */
export async function readModel(folder: string): Promise<StoredModel> {
  const tokenizerText = await readText(join(folder, 'tokenizer.json'))
  // Looked at first, because opening the weights would make the folder.
  if (tokenizerText === null) throw new NoModelError(folder)
  const weights = await openWeights(folder)
  const hash = await weights.current()
  if (hash === null) throw new NoModelError(folder)
  const bytes = await weights.load(hash)
  const checkpoint = decodeCheckpoint(bytes)
  const tokenizer = parseTokenizer(tokenizerText)
  if (checkpoint.manifest.tokenizerHash !== tokenizer.hash)
    throw new CliError('model.tokenizer', `${folder} holds the tokenizer of another model`, {
      hint: 'restore tokenizer.json from where the weights came',
    })
  return { tokenizer, checkpoint, hash, bytes: bytes.length, run: await readRun(folder) }
}

/** Tokenizer and run first, weights last. */
export async function writeModel(
  folder: string,
  model: Pick<StoredModel, 'tokenizer' | 'checkpoint'> & { readonly run: Run | null },
): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeWhole(join(folder, 'tokenizer.json'), writeTokenizer(model.tokenizer))
  if (model.run !== null)
    await writeWhole(join(folder, 'run.json'), `${JSON.stringify(model.run, null, 1)}\n`)
  const weights = await openWeights(folder)
  const hash = await weights.save(encodeCheckpoint(model.checkpoint))
  await weights.prune([])
  return hash
}

export async function hasModel(folder: string): Promise<boolean> {
  return (await readText(join(folder, 'tokenizer.json'))) !== null
}

/** Readers see the old text or the new one. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text)
  await rename(`${path}.tmp`, path)
}

async function readRun(folder: string): Promise<Run | null> {
  const path = join(folder, 'run.json')
  const text = await readText(path)
  if (text === null) return null
  try {
    return runSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new CliError('model.run', `${path} is damaged: ${messageOf(error).slice(0, 200)}`, {
      hint: 'train into a new folder with --out, or delete the file to keep only the weights',
    })
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.length > maxJsonBytes) throw new CliError('model.file', `${path} is too large`)
    return text
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    if (error instanceof CliError) throw error
    throw new CliError('model.file', `cannot read ${path}: ${messageOf(error)}`)
  }
}

export class NoModelError extends CliError {
  override readonly name = 'NoModelError'
  constructor(folder: string) {
    super('model.none', `there is no model in ${folder}`, {
      hint: 'zooid train makes one; --out of that command is the folder to name here',
    })
  }
}

// Turns a corpus into batches. Two tasks in one mix: SOLVE continues a document from what stands before,
// PREDICT says which kind of document it is. Training batch i is a pure function of seed and i, so a run
// that stops and goes on sees what it would have seen; the held-out ones never change.
import { ZooidError } from '@zooid/base'
import { createRandom } from '../random.ts'
import { special, taskToken } from '../tokenizer/special.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import type { Batch, Task } from '../types.ts'
import type { Corpus } from './corpus.ts'
import type { Document } from './document.ts'

export type BatchOptions = {
  /** Of the order of training data. @default 0 */
  readonly seed?: number
  /** Sequences per batch. @default 16 */
  readonly batch?: number
  /** Tokens of a source, its task token included. @default 64 */
  readonly sourceLength?: number
  /** @default 64 */
  readonly targetLength?: number
  /** Most held-out sequences; they are taken evenly. @default 256 */
  readonly heldOut?: number
}

export type Batches = {
  /** The i-th batch for training, i from 0. */
  readonly training: (index: number) => Batch
  /** Continuations: no token of a held-out document is asked for twice. */
  readonly heldOut: readonly Batch[]
  /** One question per held-out document: which kind is it? */
  readonly heldOutKinds: readonly Batch[]
  /** Bytes that the held-out continuations spell, and tokens that spell them. */
  readonly heldOutSize: { readonly tokens: number; readonly bytes: number }
  /** Documents as ids, ended by EOS: what an n-gram field counts. */
  readonly sequences: readonly Int32Array[]
}

/** One batch in this many asks for the kind. */
const kindEvery = 8
/** Tokens for the name of a kind. */
const kindLength = 8

/** @throws BatchOptionError */
export function createBatches(
  corpus: Corpus,
  tokenizer: Tokenizer,
  options: BatchOptions = {},
): Batches {
  const { seed = 0, batch = 16, sourceLength = 64, targetLength = 64, heldOut = 256 } = options
  for (const [name, value] of Object.entries({ batch, sourceLength, targetLength, heldOut }))
    if (!Number.isInteger(value) || value < (name === 'sourceLength' ? 2 : 1) || value > 65_536)
      throw new BatchOptionError(name, value)
  const ids = ({ bytes }: Document) => Int32Array.from([...tokenizer.encode(bytes), special.eos])
  const names = corpus.kinds.map((kind) => tokenizer.encode(kind))
  const classOf = ({ kind }: Document) => corpus.kinds.indexOf(kind)
  const sequences = corpus.training.map(ids)
  const classes = corpus.training.map(classOf)
  const starts = cumulate(sequences)
  const total = starts.at(-1) ?? 0
  const shape = { sourceLength, targetLength }

  const draw = (below: (n: number) => number) => {
    const at = below(total)
    const document = findStart(starts, at)
    return { document, offset: at - (starts[document] ?? 0) }
  }
  const kindItem = (tokens: Int32Array, offset: number, label: number): Item => ({
    source: tokens.subarray(offset),
    says: Int32Array.from([...(names[label] ?? []), special.eos]),
    label,
  })
  const lastSources = sourceLength - 1
  const textItem = (tokens: Int32Array, offset: number): Item => ({
    source: tokens.subarray(Math.max(0, offset - lastSources), offset),
    says: tokens.subarray(offset),
    label: -1,
  })
  const tested = corpus.heldOut.map(ids)
  const texts = evenly(
    tested.flatMap((tokens) =>
      Array.from({ length: Math.ceil(tokens.length / targetLength) }, (_, i) =>
        textItem(tokens, i * targetLength),
      ),
    ),
    heldOut,
  )
  const kindShape = { sourceLength, targetLength: kindLength }
  const kinds = evenly(
    tested.map((tokens, i) => kindItem(tokens, 0, classOf(corpus.heldOut[i] as Document))),
    heldOut,
  )
  const heldOutBatches = chunks(texts, batch).map((items) => batchOf('solve', items, shape))
  return {
    training: (index) => {
      const random = createRandom(seed, `batch ${index}`)
      const places = Array.from({ length: batch }, () => draw(random.below))
      if (index % kindEvery !== kindEvery - 1)
        return batchOf(
          'solve',
          places.map(({ document, offset }) => textItem(at(sequences, document), offset)),
          shape,
        )
      return batchOf(
        'predict',
        places.map(({ document, offset }) => {
          const tokens = at(sequences, document)
          // Enough must follow to tell from.
          const from = Math.min(offset, Math.max(0, tokens.length - 16))
          return kindItem(tokens, from, classes[document] ?? -1)
        }),
        kindShape,
      )
    },
    heldOut: heldOutBatches,
    heldOutKinds: chunks(kinds, batch).map((items) => batchOf('predict', items, kindShape)),
    heldOutSize: sizeOf(heldOutBatches, tokenizer),
    sequences,
  }
}

type Item = {
  /** What follows the task token; cut to fit. */
  readonly source: Int32Array
  /** What the decoder must say; cut to fit. */
  readonly says: Int32Array
  readonly label: number
}

function batchOf(
  task: Task,
  items: readonly Item[],
  { sourceLength, targetLength }: { readonly sourceLength: number; readonly targetLength: number },
): Batch {
  const batch = items.length
  const source = new Int32Array(batch * sourceLength)
  const target = new Int32Array(batch * targetLength)
  const next = new Int32Array(batch * targetLength)
  for (const [row, item] of items.entries()) {
    const [from, to] = [row * sourceLength, row * targetLength]
    source[from] = taskToken(task)
    source.set(item.source.subarray(0, sourceLength - 1), from + 1)
    const says = item.says.subarray(0, targetLength)
    next.set(says, to)
    target[to] = special.bos
    target.set(says.subarray(0, says.length - 1), to + 1)
  }
  return {
    task,
    source,
    target,
    next,
    labels: Int32Array.from(items, ({ label }) => label),
    batch,
    sourceLength,
    targetLength,
  }
}

/** Start of each sequence in all of them laid end to end, and the end of the last. */
function cumulate(sequences: readonly Int32Array[]): Float64Array {
  const starts = new Float64Array(sequences.length + 1)
  for (const [i, { length }] of sequences.entries()) starts[i + 1] = (starts[i] ?? 0) + length
  return starts
}

/** The last start that is not past `at`. */
function findStart(starts: Float64Array, at: number): number {
  let [low, high] = [0, starts.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

function sizeOf(batches: readonly Batch[], tokenizer: Tokenizer) {
  let [tokens, bytes] = [0, 0]
  for (const { next } of batches)
    for (const id of next) {
      if (id === special.pad) continue
      tokens++
      bytes += tokenizer.bytesOf(id).length
    }
  return { tokens, bytes }
}

/** At most `most` items, spread over all. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, i) => at(items, Math.floor((i * items.length) / most)))
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`)
  return item
}

export class BatchOptionError extends ZooidError {
  override readonly name = 'BatchOptionError'
  constructor(option: string, value: number) {
    super('corpus.batch_option', `${option} cannot be ${value}`, { status: 422 })
  }
}

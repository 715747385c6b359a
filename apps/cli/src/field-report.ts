// What a trained model is worth beside plain counting, and how much of what it says is copied. Half of the
// held-out batches fit the blend, the other half is what is reported, so no figure was tuned on itself.
import {
  type Batch,
  type Batches,
  type Blend,
  type Corpus,
  createNgramField,
  createOverlapIndex,
  createRandom,
  fieldLogChances,
  fitBlend,
  measureBlend,
  modelLogChances,
  type Network,
  type Overlap,
  special,
  type Tokenizer,
  taskToken,
} from '@zooid/model'

export type FieldReport = {
  /** On the half that did not fit the weight. */
  readonly blend: Blend
  /** Tokens behind the perplexities. */
  readonly tokens: number
  /** Continuations of held-out documents; null when they are too short to continue. */
  readonly sample: {
    readonly prompt: string
    readonly text: string
    /** Over all samples together. */
    readonly overlap: Overlap
    readonly samples: number
  } | null
}

const samples = 8
const promptTokens = 24
const sampleTokens = 48
const temperature = 0.8

export function compareWithField(parts: {
  readonly network: Network
  readonly batches: Batches
  readonly tokenizer: Tokenizer
  readonly corpus: Corpus
  readonly seed: number
}): FieldReport {
  const { network, batches, tokenizer, corpus } = parts
  const field = createNgramField(batches.sequences, { vocab: tokenizer.size })
  const halves = [0, 1].map((half) => {
    const taken = batches.heldOut.filter((_, i) => i % 2 === half)
    // One batch serves as both halves of a very small corpus.
    const used = taken.length > 0 ? taken : batches.heldOut
    return {
      model: joined(used.map((batch) => modelChances(network, batch))),
      field: joined(used.map((batch) => fieldLogChances(field, batch))),
    }
  })
  const [fitting, testing] = halves
  if (fitting === undefined || testing === undefined) throw new RangeError('two halves')
  const { weight } = fitBlend(fitting.model, fitting.field)
  const texts = continuations(parts)
  const overlaps = createOverlapIndex(corpus.training.map(({ bytes }) => bytes))
  const said = joinedBytes(texts.map(({ text }) => new TextEncoder().encode(`${text}\n`)))
  const [first] = texts
  return {
    blend: measureBlend(testing.model, testing.field, weight),
    tokens: testing.model.length,
    sample:
      first === undefined
        ? null
        : { ...first, overlap: overlaps.measure(said), samples: texts.length },
  }
}

function modelChances(network: Network, batch: Batch): Float64Array {
  const { text } = network.forward(batch)
  if (text === undefined) throw new RangeError('the network has no decoder')
  return modelLogChances(text, batch)
}

/** What the model says after the beginnings of held-out documents. */
function continuations({
  network,
  tokenizer,
  corpus,
  seed,
}: Parameters<typeof compareWithField>[0]): { readonly prompt: string; readonly text: string }[] {
  const prompts = corpus.heldOut
    .map(({ bytes }) => tokenizer.encode(bytes))
    .filter(({ length }) => length >= promptTokens * 2)
    .slice(0, samples)
    .map((ids) => ids.slice(0, promptTokens))
  const rows = prompts.length
  if (rows === 0) return []
  const [sourceLength, targetLength] = [promptTokens + 1, sampleTokens]
  const source = new Int32Array(rows * sourceLength)
  const target = new Int32Array(rows * targetLength)
  for (const [row, prompt] of prompts.entries()) {
    source[row * sourceLength] = taskToken('solve')
    source.set(prompt, row * sourceLength + 1)
    target[row * targetLength] = special.bos
  }
  const random = createRandom(seed, 'samples')
  const ended = new Set<number>()
  for (let at = 0; at < targetLength && ended.size < rows; at++) {
    const next = new Int32Array(target.length)
    const batch = {
      task: 'solve',
      source,
      target,
      next,
      batch: rows,
      sourceLength,
      targetLength,
    } as const
    const { text } = network.forward(batch)
    if (text === undefined) return []
    const vocab = text.length / target.length
    for (let row = 0; row < rows; row++) {
      if (ended.has(row)) continue
      const from = (row * targetLength + at) * vocab
      const id = draw(text.subarray(from, from + tokenizer.size), random.uniform())
      if (id === special.eos) ended.add(row)
      else if (at + 1 < targetLength) target[row * targetLength + at + 1] = id
    }
  }
  return prompts.map((prompt, row) => ({
    prompt: tokenizer.decode(prompt),
    text: tokenizer.decode(target.subarray(row * targetLength, (row + 1) * targetLength)),
  }))
}

function draw(logits: Float32Array, at: number): number {
  const top = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY)
  const weights = Array.from(logits, (logit) => Math.exp((logit - top) / temperature))
  let left = at * weights.reduce((sum, weight) => sum + weight, 0)
  const id = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return id < 0 ? special.eos : id
}

function joined(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]))
}

function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

// What a trained model is worth beside plain counting, and how much of what it says is copied. Half of the
// held-out batches fit the blend, the other half is what is reported, so no figure was tuned on itself.
import {
  type Batch,
  type Batches,
  type Blend,
  type Corpus,
  createDecoder,
  createNgramField,
  createOverlapIndex,
  createRandom,
  fieldLogChances,
  fitBlend,
  generateSample,
  measureBlend,
  modelLogChances,
  type Network,
  type Overlap,
  special,
  specialName,
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
  if (prompts.length === 0) return []
  const decoder = createDecoder(network, {
    sources: prompts.length,
    sourceLength: promptTokens + 1,
    maxLength: sampleTokens,
  })
  try {
    const allowed = textIds(tokenizer, network.program.vocabulary)
    const answers = generateSample(decoder, {
      source: prompts.flatMap((prompt) => [taskToken('solve'), ...prompt]),
      random: createRandom(seed, 'samples'),
      temperature,
      allowed: () => allowed,
    })
    return prompts.map((prompt, row) => ({
      prompt: tokenizer.decode(prompt),
      text: tokenizer.decode(answers[row] ?? []),
    }))
  } finally {
    decoder.close()
  }
}

/** A bit for each id that a text may hold, and for its end. */
function textIds(tokenizer: Tokenizer, vocabulary: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(vocabulary / 32))
  for (let id = 0; id < tokenizer.size; id++)
    if (id === special.eos || specialName(id) === undefined)
      bits[id >> 5] = (bits[id >> 5] ?? 0) | (1 << (id & 31))
  return bits
}

function joined(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]))
}

function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

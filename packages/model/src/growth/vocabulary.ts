// Rows of new tokens. A merge's row is the mean of its parts' rows, so the network reads it as something
// between them from the first step, and its output bias keeps it out of the softmax until training wants
// it: old ids neither move nor lose probability.
import { ZooidError } from '@zooid/base'
import type { Parameter } from '@zooid/genome'
import { hasSamePrefix, type Tokenizer } from '../tokenizer/tokenizer.ts'
import type { HostTensor, Weights } from '../types.ts'

/** New id -> ids it is made of. Parts may be new themselves when they come earlier. */
export type TokenParts = ReadonlyMap<number, readonly number[]>

/**
 * Output bias of a token that nothing is written with yet. A mean of parts' logits is below the largest logit, so e^-16
 * (1e-7) moves held-out loss by less than 1e-6 nats; a row learns its way up in some fifty meetings.
 */
export const unmetBias = -16

/**
 * Output bias of a token that text is written with from now on. Measured on the sample corpus, 64 merges
 * added to a seed of 400 steps: with -16 the new spelling costs 0.27 bits per byte more and -8 0.13, with
 * -2 0.03, and the old spelling moves by 0.007; 100 steps later -2 is ahead of all lower ones.
 */
export const wakingBias = -2

/** What the tokens are made of that `after` has and `before` has not. @throws {VocabularyError} */
export function newTokenParts(before: Tokenizer, after: Tokenizer): TokenParts {
  if (after.size < before.size || !hasSamePrefix(before, after))
    throw new VocabularyError('the new vocabulary does not continue the old one')
  return new Map(after.merges.slice(before.merges.length).map((pair, i) => [before.size + i, pair]))
}

export function isTable({ name, op }: Parameter): boolean {
  return (op === 'embed' || op === 'unembed') && name.endsWith('.table')
}

/** Row of each listed token of a table (V, D): the mean of its parts' rows in the first `columns`, 0 after. */
export function writeMeans(
  table: Float32Array,
  { width, columns }: { readonly width: number; readonly columns: number },
  tokenParts: TokenParts,
): void {
  for (const [id, listed] of [...tokenParts].sort(([a], [b]) => a - b)) {
    const row = table.subarray(id * width, (id + 1) * width).fill(0)
    const parts = listed.filter((part) => part >= 0 && part < id)
    for (const part of parts)
      for (let i = 0; i < columns; i++)
        row[i] = (row[i] ?? 0) + (table[part * width + i] ?? 0) / parts.length
  }
}

/**
 * Weights after a tokenizer learned merges within the room of the vocabulary: the rows of these ids
 * become means of their parts. Tensors of nothing else are the same objects.
 * @param bias of the new tokens: `unmetBias` moves nothing, the default lets them be said soon
 * @throws {VocabularyError} when a token lies beyond the room
 */
export function wakeTokens(
  weights: Weights,
  parameters: readonly Parameter[],
  tokenParts: TokenParts,
  bias = wakingBias,
): Weights {
  const woken = new Map<string, HostTensor>(weights)
  for (const parameter of parameters) {
    const tensor = weights.get(parameter.name)
    if (tensor === undefined || !['embed', 'unembed'].includes(parameter.op)) continue
    if ([...tokenParts.keys()].some((id) => id < 0 || id >= (tensor.shape[0] ?? 0)))
      throw new VocabularyError(`${parameter.name} has no room for a new token`)
    const data = tensor.data.slice()
    const [, width = 0] = tensor.shape
    if (isTable(parameter)) writeMeans(data, { width, columns: width }, tokenParts)
    else for (const id of tokenParts.keys()) data[id] = bias
    woken.set(parameter.name, { shape: tensor.shape, data })
  }
  return woken
}

/** Merges are only ever appended; these were not. */
export class VocabularyError extends ZooidError {
  override readonly name = 'VocabularyError'
  constructor(message: string) {
    super('growth.vocabulary', message, { status: 422 })
  }
}

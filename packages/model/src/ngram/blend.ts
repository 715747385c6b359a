// Model and n-gram field together: p = w * model + (1 - w) * field, with w fitted on held-out text. The
// three perplexities are told apart, so that nobody takes what the counts know for what the model learnt.
import { ZooidError } from '@zooid/base'
import { special } from '../tokenizer/special.ts'
import type { Batch } from '../types.ts'
import type { NgramField } from './field.ts'

export type Blend = {
  /** Share of the model, 0 to 1. */
  readonly weight: number
  /** exp of the mean surprise in nats per token. */
  readonly modelPerplexity: number
  readonly ngramPerplexity: number
  /** Never above the lower of the two on the text it was fitted on. */
  readonly blendedPerplexity: number
}

/**
 * Fit the weight that makes this text most likely.
 * @param model log chances in nats, one per token
 * @param field the same tokens under the field
 * @throws BlendError unless both are as long and not empty
 */
export function fitBlend(model: Float64Array, field: Float64Array): Blend {
  check(model, field)
  // The log-likelihood is concave in the weight, so halving an interval by its slope finds the top; the
  // ends are looked at, too, because the top may lie on one.
  let [low, high] = [0, 1]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (slope(model, field, middle) > 0) low = middle
    else high = middle
  }
  const best = [0, 1, (low + high) / 2].reduce((a, b) =>
    surprise(model, field, b) < surprise(model, field, a) ? b : a,
  )
  return measureBlend(model, field, best)
}

/** The same figures for a weight that was fitted elsewhere. @throws BlendError */
export function measureBlend(model: Float64Array, field: Float64Array, weight: number): Blend {
  check(model, field)
  return {
    weight,
    modelPerplexity: Math.exp(surprise(model, field, 1)),
    ngramPerplexity: Math.exp(surprise(model, field, 0)),
    blendedPerplexity: Math.exp(surprise(model, field, weight)),
  }
}

/** Log chances of what a SOLVE batch asks for, row by row, under the field. */
export function fieldLogChances(field: NgramField, batch: Batch): Float64Array {
  const { source, next, sourceLength, targetLength } = batch
  const out: number[] = []
  for (let row = 0; row < batch.batch; row++) {
    // The task token stands first and is no text; padding follows the text.
    const context = [...source.subarray(row * sourceLength + 1, (row + 1) * sourceLength)].filter(
      (id) => id !== special.pad,
    )
    for (const id of next.subarray(row * targetLength, (row + 1) * targetLength)) {
      if (id === special.pad) continue
      out.push(Math.log(field.probability(context, id)))
      context.push(id)
    }
  }
  return Float64Array.from(out)
}

/** Log chances of the same tokens, in the same order, from a decoder's logits (B, T, V). */
export function modelLogChances(logits: Float32Array, batch: Batch): Float64Array {
  const vocab = logits.length / batch.next.length
  const out: number[] = []
  for (const [at, id] of batch.next.entries()) {
    if (id === special.pad) continue
    const row = logits.subarray(at * vocab, (at + 1) * vocab)
    const top = row.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY)
    const total = row.reduce((sum, logit) => sum + Math.exp(logit - top), 0)
    out.push((row[id] ?? Number.NaN) - top - Math.log(total))
  }
  return Float64Array.from(out)
}

/** Mean surprise in nats per token; log-sum-exp keeps chances that no double can hold. */
function surprise(model: Float64Array, field: Float64Array, weight: number): number {
  let sum = 0
  for (const [i, a] of model.entries()) {
    const b = field[i] ?? 0
    if (weight === 1) sum += a
    else if (weight === 0) sum += b
    else {
      const top = Math.max(a, b)
      sum += top + Math.log(weight * Math.exp(a - top) + (1 - weight) * Math.exp(b - top))
    }
  }
  return -sum / model.length
}

function slope(model: Float64Array, field: Float64Array, weight: number): number {
  let sum = 0
  for (const [i, a] of model.entries()) {
    const b = field[i] ?? 0
    const top = Math.max(a, b)
    const [p, q] = [Math.exp(a - top), Math.exp(b - top)]
    sum += (p - q) / (weight * p + (1 - weight) * q)
  }
  return sum
}

function check(model: Float64Array, field: Float64Array): void {
  if (model.length !== field.length || model.length === 0)
    throw new BlendError(`${model.length} and ${field.length} tokens cannot be blended`)
  for (const list of [model, field])
    for (const chance of list)
      if (Number.isNaN(chance) || chance > 1e-6)
        throw new BlendError(`${chance} is not the log of a chance`)
}

export class BlendError extends ZooidError {
  override readonly name = 'BlendError'
  constructor(message: string) {
    super('ngram.blend', message)
  }
}

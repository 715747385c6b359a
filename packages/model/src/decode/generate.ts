// Whole answers from a decoder: the most likely token each time, or a seeded draw. One row per source;
// a row that has ended is fed padding and its later logits are ignored.
import { special } from '../tokenizer/special.ts'
import { createReader, type DrawOptions, type Reader } from './candidates.ts'
import type { Decoder } from './decoder.ts'

export type GenerateOptions = {
  /** (sources, sourceLength) ids */
  readonly source: ArrayLike<number>
  /** @default all the decoder has room for */
  readonly maxTokens?: number
  /** Tokens that may come next after `tokens`, as bits. @default all */
  readonly allowed?: (tokens: readonly number[], row: number) => Uint32Array | undefined
}

/** Tokens of each row, without BOS and EOS. @throws {DecodeError} */
export function generateGreedy(decoder: Decoder, options: GenerateOptions): number[][] {
  return generate(decoder, options, (reader, row) => reader.largest(row))
}

/** As `generateGreedy`, drawing. @throws {DecodeError} */
export function generateSample(
  decoder: Decoder,
  options: GenerateOptions & DrawOptions,
): number[][] {
  return generate(decoder, options, (reader, row) => reader.draw(row, options))
}

function generate(
  decoder: Decoder,
  { source, maxTokens = decoder.shape.maxLength, allowed }: GenerateOptions,
  choose: (reader: Reader, row: number) => number | null,
): number[][] {
  const reader = createReader(decoder)
  const answers = Array.from({ length: decoder.rows }, (): number[] => [])
  const ended = answers.map(() => false)
  const next = new Int32Array(decoder.rows).fill(special.bos)
  try {
    decoder.start(source)
    for (let t = 0; t < maxTokens && ended.includes(false); t++) {
      decoder.step(next)
      for (const [row, answer] of answers.entries()) {
        if (ended[row]) continue
        const bits = allowed?.(answer, row)
        if (bits !== undefined) reader.mask(row, bits)
        const token = choose(reader, row)
        ended[row] = token === null || token === special.eos
        next[row] = ended[row] ? special.pad : (token ?? special.pad)
        if (!ended[row]) answer.push(next[row] ?? special.pad)
      }
    }
  } finally {
    reader.close()
  }
  return answers
}

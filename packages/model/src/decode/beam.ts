// Beam search: the beams of every source take one batched step together, then each source keeps the best
// continuations by mean log-probability. Deterministic: equal scores go to the earlier beam and the lower id.
import { special } from '../tokenizer/special.ts'
import { createReader } from './candidates.ts'
import type { Decoder } from './decoder.ts'
import type { GenerateOptions } from './generate.ts'

export type Hypothesis = {
  /** Without BOS and EOS. */
  readonly tokens: readonly number[]
  /** Sum over the tokens, and EOS if it ended. */
  readonly logProbability: number
  readonly ended: boolean
}

export type BeamOptions = GenerateOptions & {
  /** Scores are divided by length to this power. @default 1 */
  readonly lengthPower?: number
}

type Beam = Hypothesis & { readonly row: number }

/** Hypotheses of each source, best first, as many as the decoder has beams. @throws {DecodeError} */
export function beamSearch(decoder: Decoder, options: BeamOptions): Hypothesis[][] {
  const { source, maxTokens = decoder.shape.maxLength, allowed, lengthPower = 1 } = options
  const { sources, beams } = decoder.shape
  const scoreOf = ({ tokens, logProbability, ended }: Hypothesis) =>
    logProbability / Math.max(1, tokens.length + (ended ? 1 : 0)) ** lengthPower
  const bestFirst = (a: Hypothesis, b: Hypothesis) => scoreOf(b) - scoreOf(a)
  const reader = createReader(decoder)
  // All beams begin equal, so only the first of each source counts in the first round.
  let live: Beam[][] = Array.from({ length: sources }, (_, s) => [
    { tokens: [], logProbability: 0, ended: false, row: s * beams },
  ])
  const done: Hypothesis[][] = live.map(() => [])
  const next = new Int32Array(decoder.rows).fill(special.bos)
  const parents = Int32Array.from(next, (_, row) => row)
  try {
    decoder.start(source)
    for (let t = 0; t < maxTokens && live.some((of) => of.length > 0); t++) {
      decoder.step(next)
      live = live.map((own, s) => {
        const grown = own.flatMap((beam) => {
          const bits = allowed?.(beam.tokens, beam.row)
          if (bits !== undefined) reader.mask(beam.row, bits)
          return reader.best(beam.row, beams + 1).map(({ token, logProbability }) => ({
            ...beam,
            tokens: token === special.eos ? beam.tokens : [...beam.tokens, token],
            logProbability: beam.logProbability + logProbability,
            ended: token === special.eos,
          }))
        })
        const finished = done[s] ?? []
        finished.push(...grown.filter(({ ended }) => ended))
        finished.sort(bestFirst).splice(beams)
        const going = grown
          .filter(({ ended }) => !ended)
          .sort(bestFirst)
          .slice(0, beams)
        const worst = finished.length === beams ? finished.at(-1) : undefined
        const hopeless =
          worst !== undefined && going.every((beam) => scoreOf(beam) < scoreOf(worst))
        return hopeless ? [] : going
      })
      parents.forEach((_, row) => {
        parents[row] = row
        next[row] = special.pad
      })
      live = live.map((own, s) =>
        own.map((beam, b) => {
          const row = s * beams + b
          parents[row] = beam.row
          next[row] = beam.tokens.at(-1) ?? special.pad
          return { ...beam, row }
        }),
      )
      decoder.reorder(parents)
    }
  } finally {
    reader.close()
  }
  return done.map((finished, s) =>
    [...finished, ...(live[s] ?? [])]
      .sort(bestFirst)
      .slice(0, beams)
      .map(({ tokens, logProbability, ended }) => ({ tokens, logProbability, ended })),
  )
}

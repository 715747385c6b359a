// The network that learns to write: an encoder over bags of task features, a decoder that reads bags of
// program context and writes symbols, and a fast head that says which symbols a program will need.
import { type Expr, unifiedGenome } from '@zooid/genome'
import { sourceBag } from '../encoding/source.ts'
import { outputVocabulary, targetBag, targetVocabulary } from '../encoding/target.ts'
import { symbolCount } from '../language/grammar.ts'

export type Size = {
  /** Width; a multiple of 32. */
  readonly dim: number
  readonly encoderLayers: number
  readonly decoderLayers: number
}

export const defaultSize: Size = { dim: 128, encoderLayers: 2, decoderLayers: 2 }

/** Classes of the fast head: each symbol as the root of the program, then each below the root. */
export const ruleClasses = 2 * symbolCount

export function codegenGenome(size: Size, sourceVocabulary: number): Expr {
  return unifiedGenome({
    ...size,
    vocab: outputVocabulary,
    classes: ruleClasses,
    bags: {
      source: { size: sourceBag, vocab: sourceVocabulary },
      target: { size: targetBag, vocab: targetVocabulary },
    },
  })
}

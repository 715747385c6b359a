// The shipped sample corpus as batches, the same for every program in this folder: one tokenizer for the
// whole ladder, so that held-out losses of all sizes can be compared.
import { fileURLToPath } from 'node:url'
import {
  type Batches,
  createBatches,
  createCorpus,
  learnTokenizer,
  type Network,
  readCorpusFiles,
} from '../../packages/model/src/index.ts'

export const corpusFolder = fileURLToPath(new URL('../../packages/model/corpus/', import.meta.url))

export type Setting = {
  readonly vocab: number
  readonly seed: number
  readonly batch: number
  readonly length: number
}

export async function sampleBatches({ vocab, seed, batch, length }: Setting): Promise<Batches> {
  const corpus = createCorpus(await readCorpusFiles(corpusFolder))
  const tokenizer = learnTokenizer(
    corpus.training.map(({ bytes }) => bytes),
    { vocab },
  )
  const sizes = { batch, sourceLength: length, targetLength: length }
  return createBatches(corpus, tokenizer, { seed, heldOut: 64, ...sizes })
}

/** Mean held-out loss over tokens, nats. */
export function heldOutLoss(network: Network, { heldOut }: Pick<Batches, 'heldOut'>): number {
  let [loss, tokens] = [0, 0]
  for (const batch of heldOut) {
    const one = network.evaluate(batch)
    loss += one.textLoss * one.tokens
    tokens += one.tokens
  }
  return loss / tokens
}

// What every contestant trains: the encoder-decoder of the ladder at a width, 3 + 3 layers, a vocabulary
// of 1,024, and one fixed batch of 16 x (64 source + 64 target) tokens without padding.
import { type Mixer, unifiedGenome } from '@zooid/genome'
import { type Batch, createRandom } from '@zooid/model'

export const workload = {
  layers: 3,
  vocabulary: 1024,
  classes: 16,
  batch: 16,
  sourceLength: 64,
  targetLength: 64,
} as const

export function workloadGenome(dim: number, mixer: Mixer = 'attn') {
  const { layers, vocabulary, classes } = workload
  return unifiedGenome({
    dim,
    encoderLayers: layers,
    decoderLayers: layers,
    vocab: vocabulary,
    classes,
    mixer,
  })
}

export function workloadBatch(seed = 1): Batch {
  const { batch, sourceLength, targetLength, vocabulary, classes } = workload
  const random = createRandom(seed, 'workload')
  const ids = (count: number) =>
    Int32Array.from({ length: count }, () => 16 + random.below(vocabulary - 16))
  const next = ids(batch * targetLength)
  return {
    task: 'solve',
    source: ids(batch * sourceLength),
    target: next.map((_, i) => (i % targetLength === 0 ? 1 : (next[i - 1] ?? 1))),
    next,
    labels: Int32Array.from({ length: batch }, () => random.below(classes)),
    batch,
    sourceLength,
    targetLength,
  }
}

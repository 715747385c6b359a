// Batches of seeded noise for tests: padded at the end of each sequence, so that masks matter.
import { createRandom } from './random.ts'
import type { Batch } from './types.ts'

export type RandomBatch = {
  readonly batch: number
  readonly sourceLength: number
  readonly targetLength: number
  readonly vocabulary: number
  readonly classes?: number
  /** Sequences end up to this many steps early. @default 2 */
  readonly raggedness?: number
  readonly seed?: number
  /** Ids of a position. @default 1 */
  readonly bags?: { readonly source: number; readonly target: number }
}

export function randomBatch(options: RandomBatch): Batch {
  const { batch, sourceLength, targetLength, vocabulary, classes = 16 } = options
  const { raggedness = 2, seed = 7 } = options
  const random = createRandom(seed, 'batch')
  const sequences = (length: number) => {
    const ids = new Int32Array(batch * length)
    for (let b = 0; b < batch; b++) {
      const end = length - random.below(raggedness + 1)
      for (let t = 0; t < end; t++) ids[b * length + t] = 2 + random.below(vocabulary - 2)
    }
    return ids
  }
  const next = sequences(targetLength)
  const target = Int32Array.from(next, (id, i) =>
    i % targetLength === 0 ? 1 : id === 0 ? 0 : (next[i - 1] ?? 0),
  )
  /** The token first, then features of which some are none. */
  const inBags = (ids: Int32Array, bag: number) =>
    Int32Array.from({ length: ids.length * bag }, (_, i) => {
      const id = ids[Math.floor(i / bag)] ?? 0
      if (i % bag === 0 || id === 0) return id
      return random.below(3) === 0 ? 0 : 1 + random.below(vocabulary - 1)
    })
  return {
    task: 'solve',
    source: inBags(sequences(sourceLength), options.bags?.source ?? 1),
    target: inBags(target, options.bags?.target ?? 1),
    next,
    labels: Int32Array.from({ length: batch }, () => random.below(classes)),
    batch,
    sourceLength,
    targetLength,
  }
}

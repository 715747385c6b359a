// What a network says to a sealed set of probes, kept so that it can be compared later: with itself before
// a burst (trust region) and with itself at birth (identity). Padded places are left out.
import type { Network } from '../network.ts'
import type { Batch } from '../types.ts'

export type ProbeAnswers = {
  /** Places that count. */
  readonly places: number
  readonly vocabulary: number
  readonly width: number
  /** (places, vocabulary) logits */
  readonly logits: Float32Array
  /** (places, width) what the logits are computed from */
  readonly hidden: Float32Array
}

/** Memory is places x (vocabulary + width) x 4 bytes: 1,000 places of an adult take 34 MB. */
export function answerProbes(network: Network, probes: readonly Batch[]): ProbeAnswers {
  const vocabulary = network.program.vocabulary
  const parts = probes.map((batch) => {
    const { text = new Float32Array(), hidden = new Float32Array() } = network.forward(batch)
    const counted = [...batch.next.keys()].filter((i) => batch.next[i] !== 0)
    return { text, hidden, counted }
  })
  const places = parts.reduce((sum, { counted }) => sum + counted.length, 0)
  const [first] = parts
  const width = (first?.hidden.length ?? 0) / Math.max(1, probes[0]?.next.length ?? 1)
  const logits = new Float32Array(places * vocabulary)
  const hidden = new Float32Array(places * width)
  let at = 0
  for (const part of parts)
    for (const i of part.counted) {
      logits.set(part.text.subarray(i * vocabulary, (i + 1) * vocabulary), at * vocabulary)
      hidden.set(part.hidden.subarray(i * width, (i + 1) * width), at * width)
      at++
    }
  return { places, vocabulary, width, logits, hidden }
}

// How much of a generated sample was copied from the training text: stretches of at least 50 bytes that
// stand there word for word. A model that only repeats is found out here, whatever its loss.

export type Overlap = {
  /** Share of the sample's bytes that lie in copied stretches. */
  readonly share: number
  /** Longest copied stretch in bytes; 0 when none is long enough to count. */
  readonly longest: number
  readonly bytes: number
}

export type OverlapIndex = {
  readonly measure: (sample: Uint8Array) => Overlap
}

/** Shorter stretches are common phrases. */
export const copiedBytes = 50
/** Every stretch of 50 bytes holds a whole block of 25 that begins at a multiple of 25. */
const block = 25

/** Index texts once, measure many samples; memory is about a number per 25 bytes. */
export function createOverlapIndex(texts: readonly Uint8Array[]): OverlapIndex {
  const places = new Map<number, { readonly text: Uint8Array; readonly at: number }[]>()
  for (const text of texts)
    for (let at = 0; at + block <= text.length; at += block) {
      const key = hashOf(text, at)
      const known = places.get(key)
      if (known === undefined) places.set(key, [{ text, at }])
      // One hash in a hundred places is boilerplate; a match is found at any of them.
      else if (known.length < 100) known.push({ text, at })
    }
  return {
    measure: (sample) => {
      const isCopied = new Uint8Array(sample.length)
      let longest = 0
      for (let at = 0; at + block <= sample.length; at++)
        for (const place of places.get(hashOf(sample, at)) ?? []) {
          const { from, to } = stretch(sample, at, place)
          if (to - from < copiedBytes) continue
          longest = Math.max(longest, to - from)
          isCopied.fill(1, from, to)
        }
      const copied = isCopied.reduce((sum, byte) => sum + byte, 0)
      const bytes = sample.length
      return { share: bytes === 0 ? 0 : copied / bytes, longest, bytes }
    },
  }
}

/** The longest common stretch around one place; empty when only the hashes agree. */
function stretch(
  sample: Uint8Array,
  at: number,
  place: { readonly text: Uint8Array; readonly at: number },
): { readonly from: number; readonly to: number } {
  const { text } = place
  let before = 0
  while (
    before < at &&
    before < place.at &&
    sample[at - 1 - before] === text[place.at - 1 - before]
  )
    before++
  let after = 0
  while (
    at + after < sample.length &&
    place.at + after < text.length &&
    sample[at + after] === text[place.at + after]
  )
    after++
  return { from: at - before, to: at + after }
}

function hashOf(bytes: Uint8Array, at: number): number {
  let hash = 0x811c9dc5
  for (let i = at; i < at + block; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return hash >>> 0
}

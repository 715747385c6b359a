// Seeded chance: xoshiro128**, whose whole state is four words, so a run can be stopped and continued
// with the same draws. Not for keys. Integer arithmetic only: every engine gives the same numbers.
export type RandomState = readonly [number, number, number, number]

export type Random = {
  /** Uniform in 0..1, 1 excluded, in steps of 2^-24 (exact in f32). */
  readonly uniform: () => number
  /** Uniform in 0..n-1. */
  readonly below: (n: number) => number
  readonly state: () => RandomState
  readonly restore: (state: RandomState) => void
}

/** @param name keeps streams of one seed apart, e.g. one per parameter */
export function createRandom(seed: number, name = ''): Random {
  let mixed = seed >>> 0
  for (let i = 0; i < name.length; i++)
    mixed = Math.imul(mixed ^ name.charCodeAt(i), 0x0100_0193) >>> 0
  // SplitMix32 spreads one word over the four.
  const next = () => {
    mixed = (mixed + 0x9e37_79b9) >>> 0
    let z = mixed
    z = Math.imul(z ^ (z >>> 16), 0x21f0_aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a_2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  const words = Uint32Array.of(next(), next(), next(), next() | 1)
  const word = () => {
    const [a = 0, b = 0, c = 0, d = 0] = words
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const [c2, d2] = [c ^ a, d ^ b]
    words.set([a ^ d2, b ^ c2, c2 ^ (b << 9), rotate(d2, 11)])
    return result
  }
  const uniform = () => (word() >>> 8) / 2 ** 24
  return {
    uniform,
    below: (n) => Math.floor(uniform() * n),
    state: () => [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0],
    restore: (state) => words.set(state),
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

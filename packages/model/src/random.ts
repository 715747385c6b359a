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
  // Four numbers and not an array: drawing the weights of an adult takes a fifth of a second this way.
  let [a, b, c, d] = [next() | 0, next() | 0, next() | 0, next() | 1]
  const word = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const [c2, d2] = [c ^ a, d ^ b]
    a ^= d2
    c = c2 ^ (b << 9)
    b ^= c2
    d = rotate(d2, 11)
    return result
  }
  const uniform = () => (word() >>> 8) / 2 ** 24
  return {
    uniform,
    below: (n) => Math.floor(uniform() * n),
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
    restore: (state) => {
      a = state[0] | 0
      b = state[1] | 0
      c = state[2] | 0
      d = state[3] | 0
    },
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

// RWKV-7's numbers at birth, after its reference: decays spread over the channels from slow to fast,
// shifts from "this token" to "the one before", small gates, and an output of 0.
import { headWidth } from '@zooid/kernel'

/** How fast each stream's shift falls over the channels: r, w, k, v, a, g. */
const shiftPowers = [0.2, 0.9, 0.7, 0.7, 0.9, 0.2]
/** Depth from 0 to 1; one value for all layers, so that a layer's birth does not depend on its place. */
const depth = 0.5

/** @param draw.scale of the norm that feeds the layer: 1 / scale brings its output to one */
export function rwkv7Init(
  part: string,
  shape: readonly number[],
  { uniform, scale }: { readonly uniform: () => number; readonly scale: number },
): Float32Array | undefined {
  const size = shape.reduce((product, dim) => product * dim, 1)
  const [rows = 1] = shape
  const width = shape.at(-1) ?? 1
  const over = (of: (i: number) => number) => Float32Array.from({ length: size }, (_, i) => of(i))
  const spread = (bound: number) => over(() => (2 * uniform() - 1) * bound)
  const linear = (i: number) => (width > 1 ? i / (width - 1) - 0.5 : 0)
  const zigzag = (i: number) => {
    const z = ((i % headWidth) - (headWidth - 1) / 2) / ((headWidth - 1) / 2)
    return z * Math.abs(z)
  }
  switch (part) {
    case 'mu':
      return over((i) => {
        const power = (shiftPowers[Math.floor(i / width)] ?? 0.5) * depth
        return 1 - ((i % width) / width) ** power
      })
    case 'w0':
      return over((i) => -5.5 + 6 * (linear(i) + 0.5) ** (1 + depth ** 0.3) + 2.5 * zigzag(i))
    case 'a0':
      return over((i) => -0.19 + 0.3 * zigzag(i) + 0.4 * linear(i))
    case 'v0':
      return over((i) => 0.73 - 0.4 * linear(i))
    case 'k_k':
      return over((i) => 0.71 - 0.1 * linear(i))
    case 'k_a':
      return over(() => 1.02)
    case 'r_k':
      return over(() => -0.04)
    case 'norm_gain':
      return over(() => 1)
    case 'w1':
    case 'a1':
    case 'v1':
    case 'g1':
      // The second low-rank matrix gets its gradient once this one has moved.
      return over(() => 0)
    case 'w2':
    case 'a2':
    case 'v2':
    case 'g2':
      return spread((0.1 * Math.sqrt(3)) / Math.sqrt(Math.max(rows, width)))
    case 'wr':
    case 'wv':
      return spread(0.5 / (Math.sqrt(rows) * scale))
    case 'wk':
      return spread(0.05 / (Math.sqrt(rows) * scale))
    default:
      return undefined
  }
}

// Is a change worse on held-out data, and how sure is that? The same sequences before and after, so what
// is hard about a sequence cancels; whole sequences are drawn again, because their tokens are not
// independent. Seeded: every node draws the same.
import { createRandom } from '../random.ts'

/** Summed loss of a held-out sequence in nats, and its counted tokens. */
export type ItemLoss = { readonly textLoss: number; readonly tokens: number }

export type PairedDifference = {
  /** Mean of after - before per token, nats; negative is better. */
  readonly mean: number
  /** One-sided 95 % upper bound of it. */
  readonly upper: number
}

/** NaN when the lists differ in length or hold no token. @param rounds of drawing. @default 1000 */
export function pairedBootstrap(
  before: readonly ItemLoss[],
  after: readonly ItemLoss[],
  { seed, rounds = 1000 }: { readonly seed: number; readonly rounds?: number },
): PairedDifference {
  const differences = before.map(({ textLoss }, i) => (after[i]?.textLoss ?? Number.NaN) - textLoss)
  const tokens = before.map(({ tokens }) => tokens)
  const total = tokens.reduce((sum, count) => sum + count, 0)
  const mean = differences.reduce((sum, value) => sum + value, 0) / total
  if (before.length !== after.length || total === 0 || !Number.isFinite(mean))
    return { mean: Number.NaN, upper: Number.NaN }
  const { below } = createRandom(seed, 'bootstrap')
  const means = new Float64Array(rounds)
  for (let round = 0; round < rounds; round++) {
    let [sum, count] = [0, 0]
    for (let draw = 0; draw < before.length; draw++) {
      const i = below(before.length)
      sum += differences[i] ?? 0
      count += tokens[i] ?? 0
    }
    means[round] = count === 0 ? mean : sum / count
  }
  means.sort()
  return { mean, upper: means[Math.ceil(0.95 * rounds) - 1] ?? mean }
}

// The paired test of the gate: under the hypothesis that a change does nothing, each task's gain is as
// likely to be a loss of the same size. Signs are flipped at random, seeded, so that a night repeats.
import { createRandom } from '@zooid/model'

const flips = 10_000

/**
 * Chance of a mean gain at least this large when the change does nothing (one-sided, sign-flip). Tasks
 * without a gain or loss carry no evidence; with none left it is 1.
 */
export function signFlip(gains: readonly number[], seed: number): number {
  const moved = gains.filter((gain) => gain !== 0)
  if (moved.length === 0) return 1
  const observed = moved.reduce((sum, gain) => sum + gain, 0)
  const random = createRandom(seed, 'sign flips')
  let asLarge = 0
  for (let i = 0; i < flips; i++) {
    let sum = 0
    for (const gain of moved) sum += random.uniform() < 0.5 ? gain : -gain
    if (sum >= observed - 1e-9) asLarge++
  }
  // The observed signs are one of the ways they could have fallen.
  return (asLarge + 1) / (flips + 1)
}

// Seeded chance for evolution: the same seed gives the same offspring on every node. Not for secrets.

export type Random = {
  /** A number in [0, 1). */
  readonly unit: () => number
  /** A whole number in [0, below). */
  readonly below: (below: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item | undefined
}

/** Stream for a 32-bit seed (counter hashed by an avalanche mix, period 2^32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit)
  return {
    unit: () => next() / 2 ** 32,
    below,
    pick: (items) => items[below(items.length)],
  }
}

// The numbering of features: blocks of ids, one after the other, and 0 for none. The order of the calls is
// what weights are trained on.

export type Block = {
  /** The id of the i-th feature of the block; beyond its ends, the nearest. */
  readonly id: (i: number) => number
  readonly size: number
}

export type Numbering = { readonly block: (size: number) => Block; readonly count: () => number }

export function createNumbering(): Numbering {
  let next = 1
  return {
    block: (size) => {
      const first = next
      next += size
      return { size, id: (i) => first + Math.max(0, Math.min(size - 1, i)) }
    },
    count: () => next,
  }
}

// Names in scope while parsing: from a name to its de Bruijn index in constant time.

export type Names = {
  readonly enter: (name: string) => void
  /** Undo the latest `enter` of this name. */
  readonly leave: (name: string) => void
  /** How many bindings ago the name was last bound, or null. */
  readonly indexOf: (name: string) => number | null
  readonly size: () => number
}

export function createNames(): Names {
  const positions = new Map<string, number[]>()
  let size = 0
  return {
    enter: (name) => {
      const known = positions.get(name)
      if (known === undefined) positions.set(name, [size])
      else known.push(size)
      size++
    },
    leave: (name) => {
      positions.get(name)?.pop()
      size--
    },
    indexOf: (name) => {
      const latest = positions.get(name)?.at(-1)
      return latest === undefined ? null : size - 1 - latest
    },
    size: () => size,
  }
}

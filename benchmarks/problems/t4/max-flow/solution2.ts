export type Pipe = { from: number; to: number; capacity: number }

/** The greatest flow is the capacity of the narrowest cut. */
export function maxFlow(size: number, pipes: Pipe[], source: number, sink: number): number {
  const others = Array.from({ length: size }, (_, node) => node).filter(
    (node) => node !== source && node !== sink,
  )
  const narrowest = (left: number[], undecided: number[]): number => {
    const [node, ...rest] = undecided
    if (node !== undefined) return Math.min(narrowest(left, rest), narrowest([...left, node], rest))
    return pipes
      .filter(({ from, to }) => left.includes(from) && !left.includes(to))
      .reduce((sum, { capacity }) => sum + capacity, 0)
  }
  return narrowest([source], others)
}

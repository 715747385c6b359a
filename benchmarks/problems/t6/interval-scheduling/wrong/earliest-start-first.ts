export type Meeting = { start: number; end: number; value: number }

export function mostMeetings(meetings: Meeting[]): number {
  let [count, free] = [0, -Infinity]
  for (const { start, end } of [...meetings].sort((a, b) => a.start - b.start)) {
    if (start < free) continue
    count++
    free = end
  }
  return count
}

export function rooms(meetings: Meeting[]): number[] {
  const result: number[] = []
  const freeAt: number[] = []
  const inOrder = [...meetings.keys()].sort((a, b) => meetings[a]!.start - meetings[b]!.start)
  for (const index of inOrder) {
    const { start, end } = meetings[index]!
    const found = freeAt.findIndex((time) => time <= start)
    const room = found < 0 ? freeAt.length : found
    freeAt[room] = end
    result[index] = room
  }
  return result
}

export function bestValue(meetings: Meeting[]): number {
  // best[i]: the most value that ends by the end of meeting i.
  const sorted = [...meetings].sort((a, b) => a.end - b.end)
  const best: number[] = []
  for (const [i, { start, value }] of sorted.entries()) {
    const before = sorted.findLastIndex((other, j) => j < i && other.end <= start)
    best.push(Math.max(best[i - 1] ?? 0, (best[before] ?? 0) + value))
  }
  return best.at(-1) ?? 0
}

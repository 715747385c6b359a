export type Meeting = { start: number; end: number; value: number }

export function mostMeetings(meetings: Meeting[]): number {
  let [count, free] = [0, -Infinity]
  for (const { start, end } of [...meetings].sort((a, b) => a.end - b.end)) {
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
  const chosen: Meeting[] = []
  for (const meeting of [...meetings].sort((a, b) => b.value - a.value))
    if (chosen.every(({ start, end }) => end <= meeting.start || meeting.end <= start))
      chosen.push(meeting)
  return chosen.reduce((sum, { value }) => sum + value, 0)
}
